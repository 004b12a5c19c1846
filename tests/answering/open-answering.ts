import { newId } from '../../server/base/new-id.ts';
import { type SmtpSink, startSmtpSink } from '../email/start-smtp-sink.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface Answering extends TestHouse {
  readonly sink: SmtpSink;
  readonly administrator: Person;
  readonly eero: Person;
  readonly maija: Person;
  readonly officer: Person;
  /** A contact of a customer of its own, unless `from` says whose. */
  contact(from?: string, text?: string): Promise<string>;
  /** Its customer writes once more, in the same thread. */
  writeAgain(contactId: string, from: string): Promise<void>;
  open(who: Person, contactId: string): Promise<Opened>;
}

export interface Opened {
  version: number;
  status: string;
  waitingSince: string | null;
  answerDueAt: string | null;
  assigneeId: string | null;
  messages: {
    messageId: string;
    direction: string;
    text: string;
    quoted: string;
    to: string[];
    cc: string[];
    delivery: string;
    deliveryCode: string | null;
    sendAt: string | null;
    nextTryAt: string | null;
    attempts: number;
    recalledAt: string | null;
    missed: string[];
    files: { name: string; size: number }[];
  }[];
  notes: { text: string; mentioned: string[] }[];
  reply: { to: string[]; others: string[]; subject: string };
  drafts: {
    draftId: string;
    kind: string;
    version: number;
    text: string;
    to: string[] | null;
    files: { fileId: string; name: string }[];
  }[];
}

let customers = 0;

/** The whole house with a real mail server to send to, two who answer and an officer. */
export async function openAnswering(): Promise<Answering> {
  const sink = await startSmtpSink();
  const the = await startHouse({
    settings: { HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}` },
  });
  const { house, app } = the;
  const messageIds = new Map<string, string>();
  const administrator = await makeAdministrator(house, app);
  const colleague = (userName: string, displayName: string, task: string) =>
    makeColleague(house, app, administrator, { userName, displayName, tasks: [task] });
  return {
    ...the,
    sink,
    administrator,
    eero: await colleague('eero.virtanen', 'Eero Virtanen', 'answer-customers'),
    maija: await colleague('maija.niemi', 'Maija Niemi', 'answer-customers'),
    officer: await colleague('paula.palo', 'Paula Palo', 'handle-data-protection'),
    async contact(from, text) {
      customers += 1;
      const messageId = `<customer-${customers}@example.fi>`;
      const contactId = await handInMail(house, {
        messageId,
        from: from ?? `Asiakas Numero <asiakas.${customers}@example.fi>`,
        ...(text === undefined ? {} : { text }),
      });
      if (contactId === undefined) throw new Error('the mail went to the tray');
      messageIds.set(contactId, messageId);
      return contactId;
    },
    async writeAgain(contactId, from) {
      const headers = [`In-Reply-To: ${messageIds.get(contactId)}`];
      if ((await handInMail(house, { from, headers })) !== contactId)
        throw new Error('the mail did not find its contact');
    },
    async open(who, contactId) {
      const { status, body } = await who.ask<Opened>('GET', `/api/console/contacts/${contactId}`);
      if (status !== 200)
        throw new Error(`opening gave ${status} ${JSON.stringify(body)} ${the.logLines.slice(-3).join('')}`);
      return body;
    },
    async stop() {
      await the.stop();
      await sink.stop();
    },
  };
}

export const id = <Kind extends string = never>() => newId<Kind>();

/** Weighs, decides and settles an incident that did no harm. */
export async function settleIncident(officer: Person, incidentId: string): Promise<void> {
  const at = `/api/console/incidents/${incidentId}`;
  const steps = [
    ['/risk', { decision: 'none', reason: 'Ingen läste det.' }],
    ['/authority', { decision: 'not-notify', reason: 'Ingen risk.' }],
    ['/telling', { decision: 'not-high', reason: 'Ingen risk.' }],
    ['', { settle: true, lessons: 'Kontrollera mottagaren.' }],
  ] as const;
  for (const [path, body] of steps) {
    const { version } = (await officer.ask<{ version: number }>('GET', at)).body;
    const { status, body: answer } = await officer.ask('POST', `${at}${path}`, { version, ...body });
    if (status !== 200) throw new Error(`settling gave ${status} ${JSON.stringify(answer)}`);
  }
}
