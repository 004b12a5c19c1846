import { createTransport } from 'nodemailer';
import { freePort } from '../crash/free-port.ts';
import { beginImport } from '../../server/operations/import/begin-import.ts';
import type { Way } from '../../server/safeguards/declaration/declaration.ts';
import { capOf } from '../../server/register/recordings/recording-period.ts';
import { recordCall } from '../calls/make-call.ts';
import { daysAgo, writeOldMail } from '../importing/write-old-mail.ts';
import { collect, type Customer, type PersonAnswer, welcome } from '../promises/one-customer.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

/** What the running system is asked, from outside: HTTP and SMTP as people use them, and what stands stored after. */
export type Asks = ReturnType<typeof createAsks>;

export interface KeptHouse {
  readonly the: TestHouse;
  readonly asks: Asks;
  /** @returns 'published', or the problems that stand against it, by their paths */
  publish(source: string): Promise<string>;
  stop(): Promise<void>;
}

/** The whole product with the people of the example's tasks and one customer, to be asked by one declaration after another. */
export async function openKeptHouse(): Promise<KeptHouse> {
  const smtpPort = Number(await freePort());
  const the = await startHouse({
    settings: {
      HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8',
      HALTIJA_MAIL_DNS: 'off',
      HALTIJA_SMTP_PORT: String(smtpPort),
    },
  });
  const administrator = await makeAdministrator(the.house, the.app);
  const person = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  const agent = await person('eero.virtanen', 'Eero Virtanen', ['answer-customers']);
  const customer = await welcome(the, { text: 'Hej! Mitt ärende är hemligt.' });
  return {
    the,
    asks: createAsks({ the, smtpPort, administrator, agent, customer }),
    async publish(source) {
      try {
        await the.house.publish(source, null);
        return 'published';
      } catch (error) {
        const { problems, code } = error as { problems?: readonly { path: string }[]; code?: string };
        if (code === 'already-done') return 'published';
        if (problems === undefined) throw error;
        return problems.map(({ path }) => path).join(' ');
      }
    },
    stop: () => the.stop(),
  };
}

interface Who {
  readonly the: TestHouse;
  readonly smtpPort: number;
  readonly administrator: Person;
  readonly agent: Person;
  readonly customer: Customer;
}

function createAsks({ the, smtpPort, administrator, agent, customer }: Who) {
  let count = 0;
  const { db } = the.house.storage;
  const { house } = the;
  const code = ({ status, body }: { status: number; body: unknown }) =>
    status < 300 ? 'done' : `${status} ${(body as { code?: string }).code ?? ''}`;
  const contactPath = `/api/console/contacts/${customer.contactId}`;

  /** What became of a mail by SMTP: how it was answered, where it lies, and what was stored of its sender. */
  async function mail(to = 'kundtjanst@posti.example') {
    count += 1;
    const from = `kalle${count}.koe@example.fi`;
    const raw = [
      `From: "Kalle Koe" <${from}>`,
      `To: ${to}`,
      `Message-ID: <kept-${process.pid}-${count}@example.fi>`,
      `Date: ${house.clock.now().toUTCString()}`,
      'Subject: 12345',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="between"',
      '',
      '--between',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '67890',
      '--between',
      'Content-Type: application/pdf; name="a.pdf"',
      'Content-Disposition: attachment; filename="a.pdf"',
      '',
      '%PDF-1.4',
      '--between--',
      '',
    ].join('\r\n');
    const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true, secure: false });
    try {
      await transport.sendMail({ raw, envelope: { from, to: [to] } });
    } catch (error) {
      return { answer: String((error as { responseCode?: number }).responseCode) };
    } finally {
      transport.close();
    }
    return { answer: 'taken', ...(await newestMail()) };
  }

  async function newestMail() {
    for (let tries = 0; tries < 500; tries += 1) {
      const [row] = await db.query<{ state: string; contact_id: string | null }>(
        'SELECT state, contact_id FROM mail.raw ORDER BY id DESC LIMIT 1',
      );
      if (row && row.state !== 'kept') return { state: row.state, ...(await stored(row.contact_id)) };
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the mail was not dealt with in time');
  }

  async function stored(contactId: string | null) {
    const [contact] = await db.query<{
      queue: string;
      language: string;
      files: number;
      delete_after: Date;
      person_id: string;
    }>('SELECT queue, language, files, delete_after, person_id FROM register.contact WHERE id = $1', [
      contactId,
    ]);
    if (!contact) return {};
    const fields = await db.query<{ category: string; purposes: string[] }>(
      'SELECT category, purposes FROM register.person_field WHERE person_id = $1 ORDER BY category',
      [contact.person_id],
    );
    const { person_id: _person, delete_after: until, ...rest } = contact;
    return {
      ...rest,
      until: until.toISOString(),
      fields: Object.fromEntries(fields.map(({ category, purposes }) => [category, purposes])),
    };
  }

  return {
    mail,

    /** Whether the agent may store a value of a customer, and what it is then stored for. */
    async collect(category: string, value: string, channel = 'email', reason = 'verify-identity') {
      const fresh = await welcome(the, { from: `asko${(count += 1)}@example.fi` });
      const answer = await collect(agent, fresh.personId, {
        category,
        value,
        channel,
        reason,
      });
      if (answer.status !== 200) return code(answer);
      const rows = await db.query<{ source: string; purposes: string[] }>(
        'SELECT source, purposes FROM register.person_field WHERE person_id = $1 AND category = $2',
        [fresh.personId, category],
      );
      return rows;
    },

    /** What of the contact the agent sees. */
    /** How the customer may be identified. `long-ago`: after tries of ten minutes ago. */
    async identification(when?: 'long-ago') {
      if (when)
        await the.house.storage.db.query(
          `INSERT INTO register.identification (contact_id, id, person_id, way, begun_at, begun_by, declaration_version) SELECT $1, gen_random_uuid(), $2, 'questions', now() - interval '10 minutes', $3, 1 FROM generate_series(1, 2)`,
          [customer.contactId, customer.personId, agent.staffId],
        );
      const { body } = await agent.ask<Record<string, unknown>>('GET', `${contactPath}/identification`);
      await the.house.storage.db.query('DELETE FROM register.identification');
      return { ...body, newest: null, refusedUntil: null };
    },

    async contact() {
      const answer = await agent.ask('GET', contactPath);
      const text = JSON.stringify(answer.body);
      return `${code(answer)} ${text.includes('hemligt') ? 'with its messages' : ''}`;
    },

    /** How opening the customer is answered for this reason, and for which purposes the log says it was. */
    async person(reason = 'complaint') {
      const answer = await agent.ask<PersonAnswer>(
        'GET',
        `/api/console/people/${customer.personId}?reason=${reason}`,
      );
      const [line] = await db.query<{ purposes: string[]; reason: string | null }>(
        "SELECT purposes, reason FROM log.entry WHERE act = 'open-person' ORDER BY id DESC LIMIT 1",
      );
      return { answer: code(answer), ...line };
    },

    search: async () =>
      code(await agent.ask('POST', '/api/console/contacts/search', { by: 'name', text: 'Lindqvist' })),

    list: async () => code(await agent.ask('GET', '/api/console/contacts')),

    /** What the console tells the agent of the declaration. */
    me: async () => (await agent.ask<Record<string, unknown>>('GET', '/api/console/me')).body,

    /** Everybody accepts the undertaking in this version. */
    async accept(version: number) {
      for (const each of [administrator, agent])
        await each.ask('POST', '/api/console/undertaking/accept', { version });
    },

    /** How many days a contact that came forty days ago and is closed now is kept from now on. */
    async closed() {
      const { contactId } = await welcome(the, { from: `vanha${(count += 1)}@example.fi` });
      await db.query("UPDATE register.contact SET opened_at = opened_at - interval '40 days' WHERE id = $1", [
        contactId,
      ]);
      const path = `/api/console/contacts/${contactId}`;
      const { version } = (await agent.ask<{ version: number }>('GET', path)).body;
      const answer = code(await agent.ask('POST', `${path}/close`, { version }));
      const [row] = await db.query<{ days: number }>(
        'SELECT (delete_after::date - closed_at::date) AS days FROM register.contact WHERE id = $1',
        [contactId],
      );
      return { answer, ...row };
    },

    /** Within how many days what was erased is to be beyond any old copy. */
    async horizon() {
      const { body } = await administrator.ask<{ horizonDays: number }>('GET', '/api/console/erasures');
      return body.horizonDays;
    },

    undertaking: async () => (await agent.ask('GET', '/api/console/undertaking')).body,

    async mailboxNames() {
      const { body } = await administrator.ask<{ mailboxes: { name: object }[] }>(
        'GET',
        '/api/console/imports',
      );
      return body.mailboxes.map(({ name }) => name);
    },

    notice: async (language: string) =>
      (await the.app.inject({ method: 'GET', url: `/${language}/notice` })).statusCode,

    /** Which measures the controller must vouch for. */
    async attested() {
      const { body } = await administrator.ask<{ attested: { name: unknown }[] }>(
        'GET',
        '/api/console/promises?language=sv',
      );
      return body.attested.map(({ name }) => name);
    },

    /** Whether the gate lets this out, asked as whoever makes a web hook does. */
    async give(recipient: string, purpose: string, categories: readonly string[] = [], queue = 'service') {
      const made = await administrator.ask<{ endpointId: string }>(
        'POST',
        '/api/console/connections/web-hooks',
        {
          url: 'https://127.0.0.1:9/hook',
          recipient,
          purpose,
          types: ['contact.closed'],
          queues: [queue],
          categories,
        },
      );
      if (made.status === 200) {
        await administrator.ask('DELETE', `/api/console/connections/web-hooks/${made.body.endpointId}`);
      }
      return code(made);
    },

    /** Whether the software may connect there; nothing is sent. */
    async connect(way: Way, host: string) {
      try {
        await house.connections.gate.leave({ way, host, port: 443 });
        return 'may';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    },

    /** What is stored of an old mail; younger than the shortest period, so that it is not too old for any. */
    async importOld() {
      count += 1;
      const raw = Buffer.from(
        writeOldMail({ from: `"Vanha Tuttu" <vanha${count}@example.fi>`, date: daysAgo(5) }),
      );
      const deps = { contacts: house.contacts, mail: house.mail.importing, log: house.log };
      try {
        const run = await beginImport(deps, undefined, {
          mailbox: 'service-sv',
          dryRun: false,
          signal: new AbortController().signal,
        });
        const counts = await run.bring(
          (async function* () {
            yield { file: 1, found: { number: 1, offset: 0, raw } };
          })(),
        );
        return { counts, ...(await newestMail()) };
      } catch (error) {
        return (error as { code?: string }).code;
      }
    },

    /** Which calls are recorded: in and out, and where nobody was told. */
    async record() {
      const states: string[] = [];
      const at = new Date(house.clock.now().getTime() - 60_000);
      for (const [direction, announcement] of [
        ['incoming', { kind: 'attested', by: 'trunk' }],
        ['outgoing', { kind: 'attested', by: 'trunk' }],
        ['incoming', { kind: 'not-told' }],
        ['incoming', { kind: 'played', by: 'welcome', at: new Date(at.getTime() + 30_000) }],
      ] as const) {
        try {
          const { recordingId } = await recordCall(house, { at, direction }, undefined, announcement);
          const [row] = await db.query<{ state: string; code: string | null }>(
            'SELECT state, code FROM register.recording WHERE id = $1',
            [recordingId],
          );
          states.push(`${row!.state} ${row!.code ?? ''}`);
        } catch (error) {
          states.push((error as { code?: string }).code ?? 'failed');
        }
      }
      return states;
    },

    /** Until when a recording may be kept for a complaint that goes on for ever, in days from its call. */
    extend() {
      const { declaration } = house.declarations.current();
      const callAt = new Date('2026-01-15T10:00:00Z');
      try {
        return Promise.resolve(capOf(declaration, 'complaint', callAt).getTime() - callAt.getTime());
      } catch (error) {
        return Promise.resolve((error as { code?: string }).code);
      }
    },

    /** Whether the administrator may give the agent this task. */
    async grant(task: string) {
      const until = new Date(house.clock.now().getTime() + 86_400_000 * 30).toISOString().slice(0, 10);
      return code(
        await administrator.ask('POST', `/api/console/staff/${agent.staffId}/tasks`, { task, until }),
      );
    },
  };
}
