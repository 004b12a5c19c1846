import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answering, id, openAnswering } from '../answering/open-answering.ts';
import { changeRegister } from '../promises/change-register.ts';
import { handInRaw } from '../promises/hand-in-raw.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';

// What a task may not see is in no field of any answer: every one is looked into, so that a new field is too.

const addresses = [
  'asa.lindqvist@example.fi',
  'erkki.toinen@example.fi',
  'kopio.kolmas@example.com',
  'vastaus.osoite@example.org',
  'jarjestaja.neljas@example.net',
  'luonnos.viides@example.fi',
];
const name = 'Åsa Lindqvist';

let the: Answering;
let contactId: string;
let personId: string;
const readers: Record<'no address' | 'no name' | 'neither', Person> = {} as never;

beforeAll(async () => {
  the = await openAnswering();
  const without = {
    'no address': ['emailAddress'],
    'no name': ['name'],
    neither: ['emailAddress', 'name'],
  } as const;
  const keyOf = (reader: string) => `answer-${reader.replace(' ', '-')}`;
  await the.house.publish(
    changeRegister((register) => {
      for (const [reader, left] of Object.entries(without)) {
        const task = structuredClone(register.tasks['answer-customers']!);
        task.categories = task.categories.filter((each) => !(left as readonly string[]).includes(each));
        register.tasks[keyOf(reader)] = task;
      }
    }),
    null,
  );
  for (const [index, reader] of (Object.keys(without) as (keyof typeof without)[]).entries())
    readers[reader] = await makeColleague(the.house, the.app, the.administrator, {
      userName: ['aino.aalto', 'bengt.berg', 'cilla.ceder'][index]!,
      displayName: ['Aino Aalto', 'Bengt Berg', 'Cilla Ceder'][index]!,
      tasks: [keyOf(reader)],
    });

  contactId = (await handInRaw(the.house, letter('1', []))).contactId!;
  const opened = await the.eero.ask<{ version: number; person: { personId: string } }>('GET', url());
  personId = opened.body.person.personId;
  const answered = await the.eero.ask('POST', url('/replies'), {
    messageId: id(),
    version: opened.body.version,
    text: 'Tack för brevet.',
    to: [addresses[0]],
    cc: [addresses[1]],
    delaySeconds: 0,
    confirmed: ['address-unknown', 'address-of-another', 'sender-not-verified'],
  });
  expect(answered.status, JSON.stringify(answered.body)).toBe(200);
  await handInRaw(the.house, letter('2', ['In-Reply-To: <unseen-1@example.fi>']));
  for (const who of [the.eero, ...Object.values(readers)]) {
    const draft = { kind: 'reply', version: 0, text: 'Kesken', to: [addresses[5]], cc: [addresses[2]] };
    expect((await who.ask('POST', url(`/drafts/${id()}`), draft)).status).toBe(200);
  }
});
afterAll(() => the?.stop());

const url = (rest = '') => `/api/console/contacts/${contactId}${rest}`;

/** All that a mail can name people in, and a text that names nobody. */
function letter(number: string, more: readonly string[]): Buffer {
  return Buffer.from(
    [
      `From: "${name}" <${addresses[0]}>`,
      `To: service@posti.example, Erkki Toinen <${addresses[1]}>`,
      `Cc: <${addresses[2]}>`,
      `Reply-To: <${addresses[3]}>`,
      `Message-ID: <unseen-${number}@example.fi>`,
      ...more,
      'Subject: Paketti',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Paketti puuttuu</p><img src="https://kuvat.example/1.png">',
      '--b',
      'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
      '',
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:20261123T100000Z',
      'SUMMARY:Nouto',
      `ORGANIZER;CN=Joku:mailto:${addresses[4]}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '--b--',
      '',
    ].join('\r\n'),
  );
}

/** Where in an answer any of these stands, list places left open; keys count too. */
function placesOf(answer: unknown, secrets: readonly string[], path = ''): string[] {
  if (typeof answer === 'string') return secrets.some((each) => answer.includes(each)) ? [path] : [];
  if (Array.isArray(answer)) return answer.flatMap((each) => placesOf(each, secrets, `${path}[]`));
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => [
    ...placesOf(key, secrets, `${path}{}`),
    ...placesOf(value, secrets, path === '' ? key : `${path}.${key}`),
  ]);
}
const unique = (places: readonly string[]) => [...new Set(places)].toSorted();

const answers: Readonly<Record<string, (who: Person) => Promise<{ status: number; body: unknown }>>> = {
  contact: (who) => who.ask('GET', url()),
  inbox: (who) => who.ask('GET', '/api/console/contacts?status=any'),
  earlier: (who) => who.ask('GET', `${url()}/earlier?cursor=9000000000000_${crypto.randomUUID()}`),
  search: (who) => who.ask('POST', '/api/console/contacts/search', { text: 'paketti' }),
  person: (who) => who.ask('GET', `/api/console/people/${personId}`),
  history: (who) => who.ask('GET', `/api/console/people/${personId}/history`),
};

test('who may see names and addresses finds them in these fields of a contact, and in no other', async () => {
  const { status, body } = await answers['contact']!(the.eero);
  expect(status).toBe(200);
  expect(unique(placesOf(body, addresses))).toEqual([
    'drafts[].cc[]',
    'drafts[].to[]',
    'messages[].cc[]',
    'messages[].from.address',
    'messages[].invitations[].organiser',
    'messages[].replyTo',
    'messages[].to[]',
    'person.emailAddresses[]',
    'reply.others[]',
    'reply.to[]',
  ]);
  expect(unique(placesOf(body, [name]))).toEqual(['messages[].from.name', 'person.name']);
});

describe.each(Object.keys(answers))('in the answer "%s"', (which) => {
  test.each([
    ['no address', addresses, [name]],
    ['no name', [name], addresses],
    ['neither', [...addresses, name], []],
  ] as const)('whose task sees %s finds none', async (reader, hidden, shown) => {
    const { status, body } = await answers[which]!(readers[reader]);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(placesOf(body, hidden)).toEqual([]);
    // It was there to be seen: the other of the two is.
    if (shown.length > 0 && which === 'contact') expect(placesOf(body, shown)).not.toEqual([]);
  });
});

test('where no name is known the address stands in its place: it is not shown to who may see names only', async () => {
  for (const [number, from] of [
    ['3', '<nimeton.yksi@example.fi>'],
    ['4', '"nimeton.kaksi@example.fi" <nimeton.kaksi@example.fi>'],
  ] as const) {
    const raw = `From: ${from}\r\nMessage-ID: <unseen-${number}@example.fi>\r\nSubject: Paketti\r\n\r\nPaketti\r\n`;
    await handInRaw(the.house, Buffer.from(raw));
  }
  for (const which of ['inbox', 'search'] as const) {
    expect(placesOf((await answers[which]!(readers['no address'])).body, ['nimeton'])).toEqual([]);
    expect(unique(placesOf((await answers[which]!(readers['no name'])).body, ['nimeton']))).toHaveLength(1);
  }
});
