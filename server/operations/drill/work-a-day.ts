import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { Refusal } from '../../base/errors.ts';
import { newId } from '../../base/new-id.ts';
import { staff } from '../demo/corpus/make-people.ts';
import { demoPassword } from '../demo/make-staff.ts';
import { nameMessage, writeRawMail } from '../demo/write-raw-mail.ts';
import { type Ask, askScratch, must, signIn } from './ask-scratch.ts';
import { handOverCall } from './hand-over-call.ts';
import { inventWord, type Victim } from './invent-victims.ts';
import type { Planted } from './planted.ts';

/** Where a scratch service of this build is reached, on this machine. */
export interface Reached {
  readonly port: number;
  readonly smtpPort: number;
  readonly sipPort: number;
  /** The declared address that customers write to. */
  readonly mailbox: string;
}

interface Opened {
  readonly version: number;
  readonly person: { readonly personId: string };
  readonly messages: readonly { readonly files: readonly { readonly fileId: string }[] }[];
}

export interface Day {
  /** Beside what was planted with the victims. */
  readonly planted: readonly Planted[];
  /** The contact and the person of each victim, in their order. */
  readonly units: readonly { readonly contactId: string; readonly personId: string }[];
}

const agent = staff.find(({ role }) => role === 'agent')!;
const officer = staff.find(({ role }) => role === 'data-protection-officer')!;
const patienceMs = 60_000;

/**
 * A day's work over the real doors, with the victims as customers: they write by SMTP, with a file; staff sign in, find
 * them, take down what the declaration lets them ask for, note, begin a draft, plan, answer, compare and reveal a code,
 * search - and mistype, since what goes wrong is where values slip into logs.
 * @throws Refusal 'internal' (reason 'drill') when the service does not do it
 */
export async function workADay(reached: Reached, victims: readonly Victim[]): Promise<Day> {
  const { port } = reached;
  const unreadable = inventWord();
  const mistyped = {
    userName: `${inventWord()}.${inventWord()}`,
    password: `${inventWord()} ${inventWord()}`,
  };
  const question = `${inventWord()} ${inventWord()}`;
  await sendMails(reached, victims, unreadable);
  const { ask, session } = await signIn(port, agent.userName, demoPassword);
  const { ask: askAsOfficer } = await signIn(port, officer.userName, demoPassword);

  const units = [];
  for (const victim of victims) units.push(await serve(ask, askAsOfficer, victim));
  // They call as well: one call is over, the other goes on while the thieves are at work.
  const calls = [];
  for (const [at, { person }] of victims.entries())
    calls.push(...(await handOverCall(reached.sipPort, person, at > 0)));
  await ask('POST', '/api/console/contacts/search', { text: question });
  await askScratch(port)('POST', '/api/console/sign-in', mistyped);
  const [first] = victims;
  await ask('GET', `/api/console/contacts/${encodeURIComponent(first!.person.name)}`);
  await ask('GET', `/api/console/people/${encodeURIComponent(first!.person.emailAddress)}?reason=x`);
  await ask('POST', '/api/console/contacts/search', { by: first!.person.name });
  return {
    units,
    planted: [
      ...calls,
      { category: 'message', secret: unreadable },
      { category: 'question', secret: question },
      ...question.split(' ').map((secret): Planted => ({ category: 'question', secret })),
      { category: 'staff', secret: mistyped.userName },
      { category: 'access', secret: mistyped.password },
      { category: 'access', secret: session },
      { category: 'access', secret: demoPassword },
    ],
  };
}

async function sendMails(
  { smtpPort, mailbox }: Reached,
  victims: readonly Victim[],
  unreadable: string,
): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    for (const { person, subject, message, fileName, fileContent } of victims) {
      const raw = await writeRawMail({
        person,
        to: mailbox,
        subject,
        text: `${message}\n\nTunnukseni on ${person.identityCode}.\n\n${person.name}\n${person.address.street}`,
        attachments: [
          {
            name: fileName,
            contentType: 'text/plain',
            // Large enough to be a blob of its own.
            content: Buffer.from(`${fileContent}\n`.repeat(4000)),
          },
        ],
        messageId: nameMessage(inventWord(), person.emailAddress),
        date: new Date(),
      });
      await transport.sendMail({ raw, envelope: { from: person.emailAddress, to: [mailbox] } });
    }
    await transport.sendMail({
      raw: `Subject: ${unreadable}\r\n\r\n${unreadable}\r\n`,
      envelope: { from: '', to: [mailbox] },
    });
  } finally {
    transport.close();
  }
}

async function serve(ask: Ask, askAsOfficer: Ask, victim: Victim) {
  const { person } = victim;
  const contactId = await findContact(ask, person.emailAddress);
  const at = `/api/console/contacts/${contactId}`;
  const contact = await must<Opened>(ask('GET', at), 'open');
  const { personId } = contact.person;
  for (const [category, value, more] of [
    ['phone', person.phone, { channel: 'phone' }],
    ['address', `${person.address.street}, 99999 Korvatunturi`, { reason: 'check-delivery-address' }],
    ['identityCode', person.identityCode, { reason: 'verify-identity' }],
  ] as const) {
    const { version } = await must<{ version: number }>(
      ask('GET', `/api/console/people/${personId}`),
      'person',
    );
    const field = { fieldId: newId(), version, category, value, channel: 'email', ...more };
    await must(ask('POST', `/api/console/people/${personId}/fields`, field), category);
  }
  await must(ask('POST', `${at}/notes`, { noteId: newId(), text: victim.note }), 'note');
  const { staffId } = await must<{ staffId: string }>(ask('GET', '/api/console/me'), 'me');
  const todo = { todoId: newId(), text: victim.todo, ownerId: staffId, dueOn: '2099-01-01' };
  await must(ask('POST', `${at}/todos`, todo), 'todo');
  const draft = { kind: 'reply', version: 0, text: victim.draft };
  await must(ask('POST', `${at}/drafts/${newId()}`, draft), 'draft');
  const file = contact.messages[0]?.files[0];
  if (file) await must(ask('GET', `${at}/files/${file.fileId}`), 'file');
  const answers = [
    { category: 'identityCode', value: person.identityCode },
    { category: 'address', value: `${person.address.street}, 99999 Korvatunturi` },
  ];
  const asked = { identificationId: newId(), way: 'questions', answers };
  await must(ask('POST', `${at}/identification`, asked), 'identify');
  for (const [by, text] of [
    ['any', victim.message],
    ['name', person.name],
    ['phone', person.phone],
  ])
    await must(ask('POST', '/api/console/contacts/search', { by, text }), 'search');
  // The wrong thing in the wrong place.
  await ask('POST', `/api/console/people/${personId}/fields`, { category: person.name, value: person.phone });
  const { version } = await must<Opened>(ask('GET', at), 'open');
  const reply = { messageId: newId(), version, text: victim.reply, confirmed: ['sender-not-verified'] };
  await must(ask('POST', `${at}/replies`, reply), 'reply');
  await reveal(askAsOfficer, personId);
  return { contactId, personId };
}

async function reveal(ask: Ask, personId: string): Promise<void> {
  const { fields } = await must<{ fields: readonly { fieldId: string; category: string }[] }>(
    ask('GET', `/api/console/people/${personId}?reason=verify-identity`),
    'person, by the officer',
  );
  const code = fields.find(({ category }) => category === 'identityCode');
  if (code === undefined) throw new Refusal('internal', { reason: 'drill', what: 'identity code' });
  const given = { fieldId: code.fieldId, reason: 'verify-identity' };
  await must(ask('POST', `/api/console/people/${personId}/reveal`, given), 'reveal');
}

/** The mail is parsed and stored beside our asking. */
async function findContact(ask: Ask, emailAddress: string): Promise<string> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { contacts } = await must<{ contacts: readonly { contactId: string }[] }>(
      ask('POST', '/api/console/contacts/search', { by: 'email', text: emailAddress }),
      'search',
    );
    if (contacts[0]) return contacts[0].contactId;
    if (performance.now() > deadline)
      throw new Refusal('internal', { reason: 'drill', what: 'mail-not-arrived' });
    await sleep(200);
  }
}
