import type { House } from '../server/compose.ts';
import { newId, type Id } from '../server/base/new-id.ts';
import { normaliseEmail, normaliseName } from '../server/base/normalise-contact.ts';
import { generateCorpus } from '../server/operations/demo/corpus/generate-corpus.ts';
import { bodyColumn, cardColumn } from '../server/register/contacts/contact-columns.ts';
import { makePreview } from '../server/register/contacts/make-preview.ts';
import { textTerms } from '../server/register/contacts/search/text-terms.ts';
import { valueColumn } from '../server/register/people/person-columns.ts';
import { createKeyRing, newSubject, type UnitKey } from '../server/safeguards/vault/key-ring.ts';
import { sealBytes } from '../server/safeguards/vault/envelope.ts';
import type { SealedColumn } from '../server/safeguards/vault/sealed.ts';
import type { Tx } from '../server/storage/database.ts';
import { cell, copyRows, createBatch, type RowBatch } from './copy-rows.ts';
import { connectAsOwner } from './connect-as-owner.ts';
import type { Filled, FilledContact } from './filled.ts';
import { withoutIndexes } from './without-indexes.ts';

const batchSize = 5_000;
const months = 24;

/**
 * Fills the register as intake would have over two years, but by COPY: each contact with its key, sealed card, message
 * and answer, digest, tokens and search rows; every third from somebody new. What is there before stays. A fiftieth is
 * open, a fiftieth in the privacy queue.
 * @param each is given every contact as plain text, for a baseline to keep
 */
export async function fillRegister(
  house: House,
  count: number,
  options: { seed?: number; each?: (contact: FilledContact) => void; onBatch?: () => Promise<void> } = {},
): Promise<Filled> {
  const begun = performance.now();
  const clients = await Promise.all(Array.from({ length: 3 }, () => connectAsOwner(house)));
  const samples: FilledContact[] = [];
  try {
    const [owner] = clients;
    const now = house.clock.now();
    // Shorter steps than any month.
    for (let days = -1; days <= months * 30 + 1; days += 14)
      await owner!.query('SELECT search.make_month($1)', [new Date(now.getTime() - days * 86_400_000)]);
    await withoutIndexes(owner!, ['ring', 'register', 'search'], async () => {
      const filler = createFiller(house, count, options.seed ?? 1);
      for (let from = 0; from < count; from += batchSize) {
        const made = await filler.make(from, Math.min(batchSize, count - from));
        for (const [index, contact] of made.entries()) {
          options.each?.(contact);
          if ((from + index) % Math.max(1, Math.floor(count / 500)) === 0) samples.push(contact);
        }
        const queue = [...filler.batches];
        await Promise.all(
          clients.map(async (client) => {
            for (let batch = queue.shift(); batch; batch = queue.shift()) await copyRows(client, batch);
          }),
        );
        await options.onBatch?.();
      }
    });
    await owner!.query(
      'ANALYZE register.contact, register.contact_message, register.person, search.text, ring.unit_key',
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  return { contacts: count, seconds: (performance.now() - begun) / 1000, samples };
}

interface Template {
  readonly subject: string;
  readonly text: string;
  readonly answer: string;
  readonly language: 'sv' | 'fi' | 'en';
  readonly questionTokens: readonly number[];
  readonly answerTokens: readonly number[];
}

function createFiller(house: House, count: number, seed: number) {
  const { blindIndex } = house.contacts;
  const corpus = generateCorpus({ seed: 7, now: house.clock.now(), people: 900, contacts: 1_500 });
  const people = new Map(corpus.people.map((person) => [person.key, person]));
  const tokens = (texts: readonly string[], language: Template['language']) => [
    ...new Set(blindIndex.textTokens(textTerms(texts, language))),
  ];
  // The words of a letter are hashed once; what makes each contact its own is added.
  const templates = corpus.contacts.map((contact): Template => {
    const { language } = people.get(contact.personKey)!;
    const text = contact.letters[0]!.text;
    const answer = contact.letters.find(({ from }) => from === 'staff')?.text ?? corpus.contacts[0]!.subject;
    const subject = contact.subject;
    const questionTokens = tokens([subject, text], language);
    return {
      subject,
      text,
      answer,
      language,
      questionTokens,
      answerTokens: tokens([subject, answer], language),
    };
  });
  const batches = {
    keys: createBatch('ring.unit_key (unit_id, kind, epoch, wrapped)'),
    people: createBatch(
      'register.person (id, provisional, language, since, last_contact_at, delete_after, delete_rule, declaration_version)',
    ),
    fields: createBatch(
      'register.person_field (person_id, id, category, value_sealed, length_class, source, collected_at, purposes, declaration_version)',
    ),
    identifiers: createBatch('register.identifier (kind, digest, person_id, field_id)'),
    nameTokens: createBatch('register.name_token (token, person_id)'),
    contacts: createBatch(
      'register.contact (id, person_id, channel, mailbox, queue, status, language, opened_at, last_at, closed_at, waiting_since, last_in_at, messages, files, card_sealed, delete_after, delete_rule, declaration_version)',
    ),
    messages: createBatch(
      'register.contact_message (contact_id, id, direction, channel, at, delivery, body_sealed)',
    ),
    texts: createBatch('search.text (at, contact_id, text_id, kind, tokens)'),
  };
  const ring = createKeyRing({ keeper: house.storage.keeper });
  const span = months * 30 * 86_400_000;
  const began = house.clock.now().getTime() - span;
  const version = cell.integer(house.declarations.current().version);
  let person: { id: Id<'person'>; subject: string; name: string; emailAddress: string } | undefined;

  /** Made by the ring itself; its rows go in by COPY with the others. */
  async function makeKeys(units: Parameters<typeof ring.makeKeys>[1]): Promise<Map<Id, UnitKey>> {
    const tx: Tx = {
      transaction: true,
      query: (text, values) => house.storage.db.query(text, values),
      afterCommit: () => undefined,
      send(_text, values = []) {
        const [ids, kinds, epochs, wraps] = values as [string[], string[], number[], Buffer[]];
        for (const [index, id] of ids.entries())
          batches.keys.add([
            cell.uuid(id),
            cell.text(kinds[index]!),
            cell.integer(epochs[index]!),
            wraps[index]!,
          ]);
      },
    };
    return ring.makeKeys(tx, units);
  }

  async function make(from: number, many: number): Promise<FilledContact[]> {
    const plans = Array.from({ length: many }, (_none, index) => {
      const number = from + index;
      const at = new Date(began + Math.floor((span * number) / count));
      const isNew = number % 3 === 0 || person === undefined;
      if (isNew) {
        const one = corpus.people[(number * 7 + seed) % corpus.people.length]!;
        const name = `${one.givenName} ${one.familyName}`;
        person = {
          id: newId(at),
          subject: newSubject(),
          name,
          emailAddress: one.emailAddress.replace('@', `.${seed}x${number}@`),
        };
      }
      return { number, at, isNew, person: person!, contactId: newId<'contact'>(at) };
    });
    const keys = await makeKeys(
      plans.flatMap(({ isNew, person: who, contactId }) => [
        ...(isNew ? [{ id: who.id, kind: 'person' as const, subject: who.subject }] : []),
        { id: contactId, kind: 'contact' as const, subject: who.subject },
      ]),
    );
    return plans.map((plan) => write(plan, keys));
  }

  function write(plan: Plan, keys: ReadonlyMap<Id, UnitKey>): FilledContact {
    const { number, at, contactId } = plan;
    const template = templates[(number * 13 + seed) % templates.length]!;
    const rareWord = `ak${seed}z${number.toString(36)}`;
    const text = `${rareWord} ${template.text}`;
    const key = keys.get(contactId)!.key;
    const seal = <T>(column: SealedColumn<T>, row: Id, value: T) =>
      sealBytes(key, column, contactId, row, column.encode(value));
    const due = cell.at(new Date(at.getTime() + 730 * 86_400_000));
    const moment = cell.at(at);
    if (plan.isNew) writePerson(plan, keys, moment, due);
    const open = number % 50 === 0;
    const answered = new Date(at.getTime() + 3_600_000);
    const answeredAt = cell.at(answered);
    const privacy = number % 50 === 7;
    const id = cell.uuid(contactId);
    batches.contacts.add([
      id,
      cell.uuid(plan.person.id),
      cell.text('email'),
      cell.text(privacy ? 'privacy' : 'service-sv'),
      cell.text(privacy ? 'privacy' : 'service'),
      cell.text(open ? 'open' : 'closed'),
      cell.text(template.language),
      moment,
      answeredAt,
      open ? null : answeredAt,
      open ? moment : null,
      moment,
      cell.integer(2),
      cell.integer(0),
      seal(cardColumn, contactId, {
        subject: template.subject,
        name: plan.person.name,
        preview: makePreview(template.answer),
      }),
      due,
      cell.text('contact'),
      version,
    ]);
    const common = { cc: [], quoted: '', html: null, references: [] };
    const write1 = (direction: 'in' | 'out', when: Date, said: string, tokensOf: readonly number[]) => {
      const messageId = newId<'message'>(when);
      const atCell = direction === 'in' ? moment : answeredAt;
      const [from, to] = [
        { name: plan.person.name, address: plan.person.emailAddress },
        { name: 'Kivras kundtjänst', address: 'kundtjanst@posti.example' },
      ];
      const body = {
        ...common,
        from: direction === 'in' ? from : to,
        to: [direction === 'in' ? to.address : from.address],
        subject: direction === 'in' ? template.subject : `Re: ${template.subject}`,
        text: said,
        mailMessageId: `<${messageId}@example.com>`,
      };
      batches.messages.add([
        id,
        cell.uuid(messageId),
        cell.text(direction),
        cell.text('email'),
        atCell,
        cell.text(direction === 'in' ? 'received' : 'sent'),
        seal(bodyColumn, messageId, body),
      ]);
      batches.texts.add([atCell, id, cell.uuid(messageId), cell.small(0), cell.integers(tokensOf)]);
    };
    const rare = blindIndex.textTokens([rareWord])[0]!;
    write1('in', at, text, [...template.questionTokens, rare]);
    write1('out', answered, template.answer, template.answerTokens);
    const { id: personId, name, emailAddress } = plan.person;
    const { subject, answer } = template;
    return { contactId, personId, at, emailAddress, name, subject, text, answer, rareWord };
  }

  function writePerson(
    { person: who }: Plan,
    keys: ReadonlyMap<Id, UnitKey>,
    moment: Buffer,
    due: Buffer,
  ): void {
    const key = keys.get(who.id)!.key;
    const personId = cell.uuid(who.id);
    const fields = { name: newId<'field'>(), emailAddress: newId<'field'>() };
    batches.people.add([personId, cell.flag(false), null, moment, moment, due, cell.text('person'), version]);
    for (const category of ['name', 'emailAddress'] as const) {
      const column = valueColumn(category);
      const value = sealBytes(key, column, who.id, fields[category], column.encode(who[category]));
      batches.fields.add([
        personId,
        cell.uuid(fields[category]),
        cell.text(category),
        value,
        cell.text('medium'),
        cell.text('email'),
        moment,
        cell.texts(['service']),
        version,
      ]);
    }
    batches.identifiers.add([
      cell.text('email-address'),
      blindIndex.digest('email-address', normaliseEmail(who.emailAddress)!),
      personId,
      cell.uuid(fields.emailAddress),
    ]);
    for (const token of blindIndex.tokens('name', normaliseName(who.name)))
      batches.nameTokens.add([cell.integer(token), personId]);
  }

  return { make, batches: Object.values(batches) as readonly RowBatch[] };
}

interface Plan {
  readonly number: number;
  readonly at: Date;
  readonly isNew: boolean;
  readonly person: { readonly id: Id<'person'>; readonly name: string; readonly emailAddress: string };
  readonly contactId: Id<'contact'>;
}
