import { newId, type Id } from '../server/base/new-id.ts';
import { rawColumn } from '../server/channels/email/keep-mail.ts';
import { normaliseEmail, normaliseName } from '../server/base/normalise-contact.ts';
import { generateCorpus } from '../server/operations/demo/corpus/generate-corpus.ts';
import { bodyColumn, cardColumn } from '../server/register/contacts/contact-columns.ts';
import { makePreview } from '../server/register/contacts/make-preview.ts';
import { textTerms } from '../server/register/contacts/search/text-terms.ts';
import { valueColumn } from '../server/register/people/person-columns.ts';
import type { BlindIndex } from '../server/safeguards/vault/blind-index.ts';
import { createKeyRing, newSubject, type UnitKey } from '../server/safeguards/vault/key-ring.ts';
import type { Keeper } from '../server/safeguards/vault/keeper.ts';
import { sealBytes } from '../server/safeguards/vault/envelope.ts';
import type { SealedColumn } from '../server/safeguards/vault/sealed.ts';
import type { Db, Tx } from '../server/storage/database.ts';
import { cell, createBatch, type RowBatch } from './copy-rows.ts';
import type { FilledContact, FillPart } from './filled.ts';

export const months = 24;
const day = 86_400_000;
const longMessages = 20;

interface Letter {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** The words of a letter are hashed once; what makes each contact its own is added. */
interface Template {
  readonly subject: string;
  readonly language: 'sv' | 'fi' | 'en';
  readonly question: Letter;
  readonly answer: Letter;
  readonly preview: string;
}

interface Writer {
  readonly id: Id<'person'>;
  readonly subject: string;
  readonly name: string;
  readonly emailAddress: string;
}

interface Plan {
  readonly number: number;
  readonly at: Date;
  readonly isNew: boolean;
  readonly person: Writer;
  readonly contactId: Id<'contact'>;
  /** Of the mail it came as, where those are made too. */
  readonly mailId: Id<'mail'> | undefined;
  readonly rareWord: string;
}

function createBatches() {
  return {
    keys: createBatch('ring.unit_key (unit_id, kind, epoch, wrapped)'),
    people: createBatch(
      'register.person (id, provisional, since, last_contact_at, delete_after, delete_rule, declaration_version)',
    ),
    fields: createBatch(
      'register.person_field (person_id, id, category, value_sealed, length_class, source, collected_at, purposes, declaration_version)',
    ),
    identifiers: createBatch('register.identifier (kind, digest, person_id, field_id)'),
    nameTokens: createBatch('register.name_token (token, person_id, cover)'),
    contacts: createBatch(
      'register.contact (id, person_id, channel, mailbox, queue, status, assignee_id, language, tags, opened_at, last_at, closed_at, waiting_since, answer_due_at, last_in_at, messages, files, card_sealed, delete_after, delete_rule, declaration_version)',
    ),
    messages: createBatch(
      'register.contact_message (contact_id, id, direction, channel, at, mail_id, delivery, body_sealed)',
    ),
    mails: createBatch(
      'mail.raw (id, mailbox, source, received_at, size, state, contact_id, raw_sealed, delete_after, delete_rule, declaration_version)',
    ),
    threads: createBatch('register.thread_id (digest, contact_id)'),
    texts: createBatch('search.text (at, contact_id, text_id, kind, tokens, cover)'),
    plain: createBatch('plain.text (at, contact_id, sender, subject, body)'),
  };
}

/** Makes contacts by their numbers, as rows to be copied. */
export function createContactMaker(
  deps: { db: Db; keeper: Keeper; blindIndex: BlindIndex },
  part: FillPart,
): {
  readonly batches: readonly RowBatch[];
  /** @returns those of them that stand for the whole */
  make(from: number, many: number): Promise<FilledContact[]>;
} {
  const { blindIndex } = deps;
  // A register that is being filled has one cover.
  const cover = cell.integer(blindIndex.digests('', '')[0].readUInt16BE(0));
  const { first, count, now, staff } = part;
  const corpus = generateCorpus({ seed: 7, now, people: 900, contacts: 1_500 });
  const people = new Map(corpus.people.map((person) => [person.key, person]));
  const letterOf = (subject: string, text: string, language: Template['language']): Letter => ({
    text,
    tokens: [...new Set(blindIndex.textTokens(textTerms([subject, text], language)))],
  });
  const templates = corpus.contacts.map((contact): Template => {
    const { language } = people.get(contact.personKey)!;
    const { subject, letters } = contact;
    const answer = letters.find(({ from }) => from === 'staff')?.text ?? `${subject}. ${letters[0]!.text}`;
    return {
      subject,
      language,
      question: letterOf(subject, letters[0]!.text, language),
      answer: letterOf(subject, answer, language),
      preview: makePreview(answer),
    };
  });
  const nameTokens = new Map<string, readonly number[]>();
  const batches = createBatches();
  const ring = createKeyRing({ keeper: deps.keeper });
  const span = months * 30 * day;
  const began = now.getTime() - span;
  const version = cell.integer(part.version);
  const longEvery = Math.max(1, Math.round(count / 200 / 50)) * 50;
  const sampledEvery = Math.max(1, Math.floor(count / 500));
  let person: Writer | undefined;

  /** Made by the ring itself; its rows go in by COPY with the others. */
  function makeKeys(units: Parameters<typeof ring.makeKeys>[1]): Promise<Map<Id, UnitKey>> {
    const tx: Tx = {
      transaction: true,
      query: (text, values) => deps.db.query(text, values),
      afterCommit: () => undefined,
      send(_text, values = []) {
        const [ids, kinds, epoch, wraps] = values as [string[], string[], number, Buffer[]];
        for (const [index, id] of ids.entries())
          batches.keys.add([cell.uuid(id), cell.text(kinds[index]!), cell.integer(epoch), wraps[index]!]);
      },
    };
    return ring.makeKeys(tx, units);
  }

  async function make(from: number, many: number): Promise<FilledContact[]> {
    const plans = Array.from({ length: many }, (_none, index): Plan => {
      const number = first + from + index;
      const at = new Date(began + Math.floor((span * (from + index)) / count));
      const isNew = part.onePerson ? from + index === 0 : (from + index) % 3 === 0 || person === undefined;
      if (isNew || person === undefined) {
        const one = corpus.people[(number * 7) % corpus.people.length]!;
        person = {
          id: part.onePerson?.id ?? newId(at),
          subject: part.onePerson?.subject ?? newSubject(),
          name: `${one.givenName} ${one.familyName}`,
          emailAddress: one.emailAddress.replace('@', `.x${number}@`),
        };
      }
      const rareWord = `ak${number.toString(36)}z`;
      const mailId = part.mails ? newId<'mail'>(at) : undefined;
      return { number, at, isNew, person: person!, contactId: newId<'contact'>(at), mailId, rareWord };
    });
    const keys = await makeKeys(
      plans.flatMap(({ isNew, person: who, contactId, mailId }) => [
        ...(isNew ? [{ id: who.id, kind: 'person' as const, subject: who.subject }] : []),
        { id: contactId, kind: 'contact' as const, subject: who.subject },
        ...(mailId === undefined ? [] : [{ id: mailId, kind: 'mail' as const, subject: who.subject }]),
      ]),
    );
    const rare = blindIndex.textTokens(plans.map(({ rareWord }) => rareWord));
    return plans.flatMap((plan, index) => {
      if (plan.isNew) writePerson(plan, keys.get(plan.person.id)!.key);
      const isLong = plan.number % longEvery === 0;
      if (plan.mailId !== undefined) writeMail(plan, plan.mailId, keys.get(plan.mailId)!.key);
      writeContact(plan, keys.get(plan.contactId)!.key, rare[index]!, isLong);
      if (!isLong && plan.number % sampledEvery !== 0) return [];
      const { contactId, rareWord } = plan;
      return [{ contactId, emailAddress: plan.person.emailAddress, rareWord, isLong }];
    });
  }

  function writeContact(plan: Plan, key: Buffer, rare: number, isLong: boolean): void {
    const { number, at, contactId, person: who } = plan;
    const template = templates[(number * 13) % templates.length]!;
    const messages = isLong ? longMessages : 2;
    const last = new Date(at.getTime() + (messages - 1) * 3_600_000);
    const isOpen = number % 50 === 0;
    const isPrivacy = number % 50 === 7;
    const assignee = isOpen && number % 150 === 0 ? staff[(number / 150) % staff.length] : undefined;
    const tags = [
      ...(number % 10 === 3 ? [part.tags.common] : []),
      ...(number % 1000 === 11 || number % 1000 === 550 ? [part.tags.rare] : []),
    ];
    const [id, opened, lastAt] = [cell.uuid(contactId), cell.at(at), cell.at(last)];
    batches.contacts.add([
      id,
      cell.uuid(who.id),
      cell.text('email'),
      cell.text(isPrivacy ? 'privacy' : 'service-sv'),
      cell.text(isPrivacy ? 'privacy' : 'service'),
      cell.text(isOpen ? 'open' : 'closed'),
      assignee === undefined ? null : cell.uuid(assignee),
      cell.text(template.language),
      cell.uuids(tags),
      opened,
      lastAt,
      isOpen ? null : lastAt,
      isOpen ? opened : null,
      isOpen ? cell.at(new Date(at.getTime() + day)) : null,
      opened,
      cell.integer(messages),
      cell.integer(0),
      sealInto(key, contactId, cardColumn, contactId, {
        subject: template.subject,
        name: who.name,
        preview: template.preview,
      }),
      cell.at(new Date(last.getTime() + 730 * day)),
      cell.text('contact'),
      version,
    ]);
    for (let index = 0; index < messages; index += 1)
      writeMessage(plan, key, template, index, index === 0 ? rare : undefined);
  }

  function writeMessage(plan: Plan, key: Buffer, template: Template, index: number, rare?: number): void {
    const { contactId, person: who, at } = plan;
    const isIn = index % 2 === 0;
    const letter = isIn ? template.question : template.answer;
    const when = new Date(at.getTime() + index * 3_600_000);
    const messageId = newId<'message'>(when);
    const customer = { name: who.name, address: who.emailAddress };
    const house = { name: 'Kivras kundtjänst', address: 'kundtjanst@posti.example' };
    const text = rare === undefined ? letter.text : `${plan.rareWord} ${letter.text}`;
    const subject = isIn ? template.subject : `Re: ${template.subject}`;
    const [id, moment] = [cell.uuid(contactId), cell.at(when)];
    batches.messages.add([
      id,
      cell.uuid(messageId),
      cell.text(isIn ? 'in' : 'out'),
      cell.text('email'),
      moment,
      index === 0 && plan.mailId !== undefined ? cell.uuid(plan.mailId) : null,
      cell.text(isIn ? 'received' : 'sent'),
      sealInto(key, contactId, bodyColumn, messageId, {
        from: isIn ? customer : house,
        to: [isIn ? house.address : customer.address],
        cc: [],
        subject,
        text,
        quoted: '',
        html: null,
        references: [],
        mailMessageId: `<${messageId}@example.com>`,
      }),
    ]);
    const tokens = rare === undefined ? letter.tokens : [...letter.tokens, rare];
    batches.texts.add([moment, id, cell.uuid(messageId), cell.small(0), cell.integers(tokens), cover]);
    if (part.plain)
      batches.plain.add([moment, id, cell.text(who.emailAddress), cell.text(subject), cell.text(text)]);
  }

  function writeMail({ number, at, contactId, person: who }: Plan, mailId: Id<'mail'>, key: Buffer): void {
    const { subject, question } = templates[(number * 13) % templates.length]!;
    const head = `Message-ID: <${mailId}@example.com>\r\nFrom: ${who.name} <${who.emailAddress}>\r\nSubject: ${subject}\r\n`;
    // About as long as the mails that intake is measured with: text, HTML, and what mail servers add.
    const raw = Buffer.from(
      `${head}\r\n${question.text}\r\n`.padEnd(3_000, 'Received: by mail.example.com '),
    );
    const id = cell.uuid(contactId);
    batches.mails.add([
      cell.uuid(mailId),
      cell.text('service-sv'),
      cell.text('smtp'),
      cell.at(at),
      cell.integer(raw.length),
      cell.text('done'),
      id,
      sealInto(key, mailId, rawColumn, mailId, raw),
      cell.at(new Date(at.getTime() + 730 * day)),
      cell.text('mail'),
      version,
    ]);
    batches.threads.add([blindIndex.lastingDigest('message-id', `<${mailId}@example.com>`), id]);
  }

  function writePerson({ person: who, at }: Plan, key: Buffer): void {
    const personId = cell.uuid(who.id);
    const moment = cell.at(at);
    const fields = { name: newId<'field'>(), emailAddress: newId<'field'>() };
    batches.people.add([
      personId,
      cell.flag(false),
      moment,
      moment,
      cell.at(new Date(at.getTime() + 730 * day)),
      cell.text('person'),
      version,
    ]);
    for (const category of ['name', 'emailAddress'] as const)
      batches.fields.add([
        personId,
        cell.uuid(fields[category]),
        cell.text(category),
        sealInto(key, who.id, valueColumn(category), fields[category], who[category]),
        cell.text('medium'),
        cell.text('email'),
        moment,
        cell.texts(['service']),
        version,
      ]);
    const [digest] = blindIndex.digests('email-address', normaliseEmail(who.emailAddress)!);
    batches.identifiers.add([cell.text('email-address'), digest, personId, cell.uuid(fields.emailAddress)]);
    let tokens = nameTokens.get(who.name);
    if (tokens === undefined)
      nameTokens.set(who.name, (tokens = blindIndex.tokens('name', normaliseName(who.name)).flat()));
    for (const token of tokens) batches.nameTokens.add([cell.integer(token), personId, cover]);
  }

  return { make, batches: Object.values(batches) };
}

function sealInto<T>(key: Buffer, unit: Id, column: SealedColumn<T>, row: Id, value: T): Buffer {
  return sealBytes(key, column, unit, row, column.encode(value));
}
