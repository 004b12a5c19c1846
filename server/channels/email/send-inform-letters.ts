import { setTimeout as sleep } from 'node:timers/promises';
import { newId, type Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { openLettersOf } from '../../register/contacts/incidents/letters-of-incident.ts';
import { enqueueRound, listRound } from '../../register/contacts/informing/inform-people.ts';
import {
  readNextDue,
  readRound,
  type RoundOf,
  type RoundRow,
  setDigest,
  setLetter,
  takeLetter,
} from '../../register/contacts/informing/letters.ts';
import { type Addressee, openAddressToTell } from '../../register/people/address-to-tell.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { type InformLetter, renderInformLetter } from '../../safeguards/declaration/notice/inform-letter.ts';
import type { CarriedMail, Gate } from '../../safeguards/processors/gate.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import { makeMessageId, type OutgoingMail } from './build-mail.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import { notLetOut } from './not-let-out.ts';
import { MailNotSent } from './send-mail.ts';
import type { SendingAccount, SendingAccounts } from './sending-accounts.ts';

/** Milliseconds between two letters, so that answers of colleagues are not held up and no server takes us for a flood. */
const pause = 250;
/** In one turn of the job; then others have theirs. */
const mostInTurn = 100;
const mostAttempts = 8;
const nextTurnMilliseconds = 1_000;
const tryAgainMilliseconds = 30 * 60_000;

type Deps = ContactsDeps & {
  accounts: Pick<SendingAccounts, 'of'>;
  gate: Pick<Gate, 'noteCarried'>;
  publicUrl: string;
};
const ofLetter = { contactId: null, categories: ['emailAddress'] };

/**
 * A turn of the letters of a round. Each is taken by one process before a byte of it leaves, so that nobody has two; where a
 * process ends in between nobody can say whether it went, and that person is listed to be told otherwise.
 */
export async function sendInformLetters(deps: Deps, of: RoundOf, signal: AbortSignal): Promise<number> {
  const round = await readRound(deps.db, of);
  if (round === undefined || round.paused) return 0;
  // A version in force no longer has nothing to tell any more.
  if (round.version !== null && round.version !== deps.current().version) return 0;
  if (round.listed_at === null) await listRound(deps, round);
  let write: WriteLetter | undefined;
  let sent = 0;
  for (let turn = 0; turn < mostInTurn && !signal.aborted; turn += 1) {
    const letter = await takeLetter(deps.db, round.id, deps.clock.now());
    if (letter === undefined) break;
    const { person_id } = letter;
    let ready: Ready;
    try {
      write ??= await letterWriter(deps, round);
      ready = await prepare(deps, round, person_id, write);
    } catch (error) {
      // Nothing of it has left: it waits for the job's next try.
      await setLetter(deps.db, round.id, person_id, { state: 'waiting' });
      throw error;
    }
    const { became, carried } =
      'state' in ready ? { became: ready } : await handOver(deps, ready, letter.attempts);
    await deps.db.transaction(async (tx) => {
      if (became !== undefined) await setLetter(tx, round.id, person_id, became);
      if (carried) deps.gate.noteCarried(tx, carried.leave, { ...ofLetter, ...carried, personId: person_id });
    });
    if (became?.state === 'sent') sent += 1;
    await sleep(pause);
  }
  const now = deps.clock.now();
  const due = await readNextDue(deps.db, round.id, now);
  if (due !== undefined) {
    const wait = Math.max(nextTurnMilliseconds, due.getTime() - now.getTime());
    await enqueueRound(deps.db, of, new Date(Date.now() + wait));
  }
  return sent;
}

type WriteLetter = (to: Addressee, language: Language) => Promise<InformLetter>;

/** What a round's letters say: what a version changes for whom it is written to, or what happened to their data. */
async function letterWriter(deps: Deps, round: RoundRow): Promise<WriteLetter> {
  const { version, incident_id } = round;
  if (version === null) {
    const letters = await openLettersOf(deps, incident_id!);
    return (_to, language) => Promise.resolve(letters[language]);
  }
  const published = await deps.version(version);
  return async ({ collectedUnder }, language) => {
    const before = await deps.version(Math.max(1, Math.min(collectedUnder, version - 1)));
    return renderInformLetter(published, before, language, deps.publicUrl);
  };
}

type Became = Parameters<typeof setLetter>[3];
type Ready = Became | { readonly account: SendingAccount; readonly mail: OutgoingMail };

/** The letter as it will leave, or why it does not. */
async function prepare(
  deps: Deps,
  round: RoundRow,
  personId: Id<'person'>,
  write: WriteLetter,
): Promise<Ready> {
  const addressee = await openAddressToTell(deps, personId);
  if (addressee === undefined) return { state: 'unreachable' };
  const { declaration } = round.version === null ? deps.current() : await deps.version(round.version);
  const { languages } = declaration.register;
  const language =
    addressee.language !== null && languages.includes(addressee.language)
      ? addressee.language
      : languages[0]!;
  const chosen = chooseMailbox({ accounts: deps.accounts, declaration }, { to: addressee.address, language });
  if (chosen === undefined) return { state: 'waiting', code: 'not-set', nextTryAt: later(deps) };
  const { mailbox, account } = chosen;
  const now = deps.clock.now();
  const messageId = newId<'message'>(now);
  const digest = deps.blindIndex.lastingDigest('message-id', makeMessageId(messageId, mailbox.address));
  await setDigest(deps.db, round.id, personId, digest);
  return {
    account,
    mail: {
      messageId,
      // It has no contact: an answer to it begins one. It has a return path: what comes back does not count.
      contactId: newId<'contact'>(now),
      from: { name: mailbox.name[language], address: mailbox.address },
      to: { name: '', address: addressee.address },
      ...(await write(addressee, language)),
      references: [],
      date: now,
      attachments: [],
    },
  };
}

interface HandedOver {
  /** Undefined: the server may have taken it and has not said so; it stays as handed over, and is not sent again. */
  readonly became?: Became;
  /** Whoever keeps the server was told of it, if only whom it was for. */
  readonly carried?: { readonly leave: Leave } & Pick<CarriedMail, 'outcome' | 'code'>;
}

async function handOver(
  deps: Deps,
  { account, mail }: Extract<Ready, { mail: OutgoingMail }>,
  attempts: number,
): Promise<HandedOver> {
  let leave: Leave | undefined;
  try {
    await account.inTurn(async () => {
      leave = await account.leave();
      await account.sender.send(mail, leave);
    });
    const became = { state: 'sent', sentAt: deps.clock.now() } as const;
    return { became, ...(leave && { carried: { leave, outcome: 'done', code: null } }) };
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    const { code, unsure, temporary } = error;
    const goesOn = notLetOut.has(code) || (temporary && attempts < mostAttempts);
    const became = goesOn
      ? ({ state: 'waiting', code, nextTryAt: later(deps) } as const)
      : ({ state: 'failed', code } as const);
    const carried =
      leave && (unsure || !goesOn) ? { carried: { leave, outcome: 'failed', code } as const } : {};
    return unsure ? carried : { became, ...carried };
  }
}

function later({ clock }: Pick<Deps, 'clock'>): Date {
  return new Date(clock.now().getTime() + tryAgainMilliseconds);
}
