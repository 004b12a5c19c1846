import type { Clock } from '../../base/clock.ts';
import type { SenderCheck } from '../../register/contacts/sender-check.ts';
import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { Logger } from '../../base/logger.ts';
import { makeMessageId } from '../../channels/email/build-mail.ts';
import { createMailIntake } from '../../channels/email/create-mail-intake.ts';
import type { MailParser } from '../../channels/email/create-mail-parser.ts';
import type { Mailbox } from '../../channels/email/mailbox-addresses.ts';
import { createMailReceiver } from '../../channels/email/receive-mail.ts';
import { answerContact } from '../../register/contacts/answer-contact.ts';
import { assignContact, closeContact } from '../../register/contacts/change-contact.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { addTodo } from '../../register/contacts/contact-todos.ts';
import { recordBounce } from '../../register/contacts/record-bounce.ts';
import { followContact } from '../../register/contacts/follow-contact.ts';
import { organiseContact } from '../../register/contacts/organise-contact.ts';
import { snoozeContact } from '../../register/contacts/snooze-contact.ts';
import { recordDelivery } from '../../register/contacts/deliver-message.ts';
import { findByMessageIds } from '../../register/contacts/find-by-message-ids.ts';
import { writeNote } from '../../register/contacts/write-note.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Tx } from '../../storage/database.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import type { DemoContact, DemoLetter, DemoNote, DemoPerson, DemoWork } from './corpus/corpus.ts';
import { demoTags } from './corpus/team-words.ts';
import type { DemoHouse } from './demo-house.ts';
import { takePlaceIn } from './take-place-in.ts';
import { nameMessage, writeRawMail } from './write-raw-mail.ts';

export interface FillContactDeps {
  readonly house: DemoHouse;
  readonly parser: MailParser;
  readonly seed: number;
  actorOf(staffKey: string): StaffActor;
}

/** What happened to a contact, one thing at a time. */
interface Happening {
  readonly at: Date;
  act(): Promise<void>;
}

/** The Message-ID of a contact's letter number `turn`; by the first one it is known whether the contact is there. */
export function nameLetter(seed: number, contact: DemoContact, turn: number, person: DemoPerson): string {
  return nameMessage(`${seed}/${contact.key}/${turn}`, person.emailAddress);
}

/**
 * Lets one contact of the corpus happen, each thing at its own time and by the code that does it in
 * earnest: letters through keeping, parsing and receiving, answers, notes, assignment and closing
 * by staff. All in one transaction: the contact is whole or not there.
 * @returns false when its first letter had been received before; nothing is changed then
 */
export function fillContact(
  deps: FillContactDeps,
  contact: DemoContact,
  person: DemoPerson,
): Promise<boolean> {
  return deps.house.contacts.db.transaction(async (tx) => {
    const life = liveThrough(deps, tx, contact, person);
    for (const { at, act } of life.happenings) {
      life.clock.at = at;
      await act();
      if (life.knownBefore()) return false;
    }
    return true;
  });
}

function liveThrough(deps: FillContactDeps, tx: Tx, contact: DemoContact, person: DemoPerson) {
  const { house, seed } = deps;
  const clock = { at: contact.letters[0]!.at, now: () => clock.at };
  const within = takePlaceIn(tx, house, clock);
  const receive = createReceiving(deps, within, clock);
  const { declaration } = within.current();
  const mailbox = chooseMailbox(declaration, contact.mailbox, person.language);

  let contactId: Id<'contact'> | undefined;
  let version = 0;
  let lastMessageId: string | undefined;
  let lastAnswer: Id<'message'> | undefined;
  let known = false;

  async function receiveLetter(letter: DemoLetter, turn: number): Promise<void> {
    const messageId = nameLetter(seed, contact, turn, person);
    const raw = await writeRawMail({
      person,
      to: mailbox.address,
      subject: turn === 0 ? contact.subject : `Re: ${contact.subject}`,
      text: letter.text,
      ...(letter.html === undefined ? {} : { html: letter.html }),
      attachments: letter.attachments,
      messageId,
      ...(lastMessageId === undefined ? {} : { inReplyTo: lastMessageId }),
      date: letter.at,
    });
    if (!(await receive(mailbox, person, raw, playedSenders[contact.sender ?? 'confirmed']))) {
      // Only the first can be: the others came with it.
      known = true;
      return;
    }
    contactId ??= (await findByMessageIds(within, [messageId])).get(messageId);
    version += 1;
    lastMessageId = messageId;
  }

  async function answer(letter: DemoLetter): Promise<void> {
    const messageId = newId<'message'>(letter.at);
    lastAnswer = messageId;
    const actor = deps.actorOf(contact.assignedTo!);
    const input = { messageId, version, text: letter.text, thenClose: false, confirmed: doubted };
    ({ version } = await answerContact(within, actor, contactId!, input));
    // Sent and delivered long ago: the job goes before anyone can see it.
    lastMessageId = makeMessageId(messageId, mailbox.address);
    const outcome = { delivery: 'sent', code: null, mailMessageId: lastMessageId } as const;
    await recordDelivery(within, contactId!, messageId, outcome);
    await tx.query('SELECT graphile_worker.remove_job($1)', [`send:${messageId}`]);
  }

  async function assign(): Promise<void> {
    const actor = deps.actorOf(contact.assignedTo!);
    const mayWorkIn = async (_staffId: string, queue: string) =>
      (await within.access.queuesFor(actor, 'answer-contact')).includes(queue);
    const input = { version, assigneeId: actor.staffId };
    ({ version } = await assignContact({ ...within, mayWorkIn }, actor, contactId!, input));
  }

  async function note({ by, text, mentions = [] }: DemoNote): Promise<void> {
    const called = mentions.map((key) => deps.actorOf(key).staffId);
    const input = { noteId: newId<'note'>(clock.at), text, mentions: called };
    ({ version } = await writeNote(within, deps.actorOf(by), contactId!, input));
  }

  async function work(plan: DemoWork): Promise<void> {
    const actor = deps.actorOf(contact.assignedTo ?? firstAgent);
    const sharing = { ...within, ...house.sharing };
    const addTags = plan.tags.flatMap((key) => findTag(house, key));
    if (addTags.length > 0 || plan.priority !== undefined) {
      const change = { version, addTags, priority: plan.priority };
      ({ version } = await organiseContact(sharing, actor, contactId!, change));
    }
    if (plan.todo !== undefined) {
      const todo = { todoId: newId<'todo'>(clock.at), ownerId: actor.staffId, ...plan.todo };
      ({ version } = await addTodo(sharing, actor, contactId!, todo));
    }
    for (const key of plan.watchers) await followContact(within, deps.actorOf(key), contactId!, true);
    // Started again long after, the moment is past, and the contact would only wake.
    if (plan.snoozedUntil !== undefined && plan.snoozedUntil > house.clock.now())
      await snoozeContact(within, actor, contactId!, { version, until: plan.snoozedUntil });
    if (plan.bounced !== undefined)
      await recordBounce(within, tx, contactId!, {
        kind: 'failed',
        code: plan.bounced,
        recipients: [person.emailAddress],
        at: clock.at,
        isAbout: (messageId) => messageId === lastAnswer,
      });
  }

  async function close(): Promise<void> {
    ({ version } = await closeContact(within, deps.actorOf(contact.assignedTo!), contactId!, { version }));
  }

  const happenings: Happening[] = contact.letters.map((letter, turn) => ({
    at: letter.at,
    act: () => (letter.from === 'customer' ? receiveLetter(letter, turn) : answer(letter)),
  }));
  for (const each of contact.notes) happenings.push({ at: each.at, act: () => note(each) });
  happenings.sort((one, other) => one.at.getTime() - other.at.getTime());
  if (contact.assignedTo !== undefined) {
    // Whoever answers takes it by that; otherwise somebody took it before they wrote a note or closed it.
    const answered = contact.letters.some(({ from }) => from === 'staff');
    if (!answered) happenings.splice(1, 0, { at: happenings[1]?.at ?? clock.at, act: assign });
  }
  if (contact.work !== undefined) {
    const plan = contact.work;
    happenings.push({ at: plan.at, act: () => work(plan) });
  }
  if (contact.closedAt !== undefined) happenings.push({ at: contact.closedAt, act: close });
  return { happenings, clock, knownBefore: () => known };
}

/** What staff answered in spite of. */
const doubted = ['sender-not-verified', 'address-undeliverable'] as const;

/** Who works with what nobody has taken. */
const firstAgent = 'agent-1';

/** The team's own tag of that name; none when it was removed since. */
function findTag(house: DemoHouse, key: string): Id<'tag'>[] {
  const wanted = demoTags[key as keyof typeof demoTags].name.en;
  return house.team
    .entries('tag')
    .filter(({ body }) => body.name.en === wanted && !body.archived)
    .map((entry) => entry.key as Id<'tag'>);
}

const playedSenders: Readonly<Record<SenderCheck['conclusion'], SenderCheck>> = {
  confirmed: {
    conclusion: 'confirmed',
    spf: 'pass',
    dkim: 'pass',
    dmarc: 'pass',
    aligned: 'both',
    reasons: [],
  },
  unconfirmed: {
    conclusion: 'unconfirmed',
    spf: 'none',
    dkim: 'none',
    dmarc: 'none',
    aligned: 'none',
    reasons: ['no-policy'],
  },
  denied: {
    conclusion: 'denied',
    spf: 'fail',
    dkim: 'none',
    dmarc: 'fail',
    aligned: 'none',
    reasons: ['server-not-allowed'],
  },
};

/** @returns what receives one mail as the e-mail channel does; false when it had come before */
function createReceiving(deps: FillContactDeps, within: ContactsDeps, clock: Clock) {
  const { parser, house } = deps;
  let sender = playedSenders.confirmed;
  const { keeper } = house.storage;
  const intake = createMailIntake({ ...within, digestKey: keeper.derive('mail/known') });
  const receiver = createMailReceiver({
    intake,
    parser,
    known: intake,
    // These customers are played: no domain of theirs could be asked.
    verifier: { verify: () => Promise.resolve(sender) },
    mailboxes: () =>
      Object.entries(within.current().declaration.mailboxes).map(([key, { address }]) => ({ key, address })),
    tokenKeys: [keeper.derive('mail/reply-token')],
    dedupeKey: keeper.derive('mail/dedupe'),
    clock,
    logger: withoutInfo(house.log),
  });
  return async (mailbox: Mailbox, person: DemoPerson, raw: Buffer, check: SenderCheck): Promise<boolean> => {
    sender = check;
    const envelope = { recipients: [mailbox.address], sender: person.emailAddress };
    const kept = await receiver.keep({ mailbox: mailbox.key, raw, envelope, source: { kind: 'smtp' } });
    if (kept.state !== 'new') return false;
    const outcome = await receiver.process(kept.rawId);
    if (outcome !== 'received') throw new Refusal('internal', { part: 'demo', mail: outcome });
    return true;
  };
}

/** A line for each of thousands of mails tells nobody anything. */
function withoutInfo(log: Logger): Logger {
  return { info: () => undefined, warn: (f, m) => log.warn(f, m), error: (f, m) => log.error(f, m) };
}
