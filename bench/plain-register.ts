import pg from 'pg';
import PostalMime from 'postal-mime';
import { secretsOf } from '../server/compose-storage.ts';
import type { House } from '../server/compose.ts';
import type { BenchMail } from './make-mails.ts';

/** Columns that hold text where ours hold a seal. */
const plainColumns = [
  ['register.person_field', 'value_sealed'],
  ['register.contact', 'card_sealed'],
  ['register.contact_message', 'body_sealed'],
] as const;
const tables = [
  'register.person',
  'register.person_field',
  'register.identifier',
  'register.name_token',
  'register.contact',
  'register.contact_message',
  'register.thread_id',
  'mail.raw',
  'mail.known',
  'live.event',
  'figures.fact',
];

/**
 * The baseline of B1: a bare loop that parses a mail with postal-mime and inserts the rows our register
 * would, as plain text, in two transactions a mail as ours: the raw mail first, then what was made of it.
 * Same server, same tables with the same indexes and references, a full-text index and the figures as ours, prepared
 * statements; no worker thread, rules, keys, seals, log, threading, web hooks or cleaning of HTML.
 */
export async function openPlainRegister(house: House, concurrency: number) {
  const { connection, keeper } = house.storage;
  const owner = new pg.Client({ ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') });
  await owner.connect();
  await owner.query('DROP SCHEMA IF EXISTS plain CASCADE; CREATE SCHEMA plain AUTHORIZATION haltija_service');
  for (const table of tables)
    await owner.query(`CREATE TABLE plain.${nameOf(table)} (LIKE ${table} INCLUDING ALL)`);
  for (const [table, column] of plainColumns)
    await owner.query(`ALTER TABLE plain.${nameOf(table)} ALTER ${column} TYPE text USING ''`);
  await owner.query(`
    ALTER TABLE plain.identifier DROP CONSTRAINT identifier_digest_check, ALTER digest TYPE text USING '';
    ALTER TABLE plain.name_token ALTER token TYPE text;
    ALTER TABLE plain.thread_id ALTER digest TYPE text USING '';
    ALTER TABLE plain.known ALTER digest TYPE text USING '';
    ALTER TABLE plain.person_field ADD FOREIGN KEY (person_id) REFERENCES plain.person;
    ALTER TABLE plain.contact_message ADD FOREIGN KEY (contact_id) REFERENCES plain.contact;
    ALTER TABLE plain.thread_id ADD FOREIGN KEY (contact_id) REFERENCES plain.contact;
    -- Unlogged as our own index is; the words in plain, as anybody would keep them.
    CREATE UNLOGGED TABLE plain.text (at timestamptz, contact_id uuid, message_id uuid, words tsvector);
    CREATE INDEX ON plain.text USING gin (words);
    CREATE INDEX ON plain.text (at DESC, contact_id DESC);
    CREATE INDEX ON plain.text (contact_id);
    GRANT ALL ON ALL TABLES IN SCHEMA plain TO haltija_service`);
  await owner.end();
  const pool = new pg.Pool({
    ...connection,
    max: concurrency,
    application_name: 'haltija-bench-plain',
    allowExitOnIdle: true,
  });

  async function take(mail: BenchMail): Promise<void> {
    const client = await pool.connect();
    try {
      await insertMail(client, mail);
    } finally {
      client.release();
    }
  }

  return {
    /** Takes the mails in with as many at once as the pool has connections. */
    async takeAll(mails: readonly BenchMail[]): Promise<void> {
      const queue = [...mails];
      await Promise.all(
        Array.from({ length: concurrency }, async () => {
          for (let mail = queue.shift(); mail; mail = queue.shift()) await take(mail);
        }),
      );
    },
    end: () => pool.end(),
  };
}

function nameOf(table: string): string {
  return table.slice(table.indexOf('.') + 1);
}

async function insertMail(client: pg.PoolClient, { raw }: BenchMail): Promise<void> {
  const ask = (name: string, text: string, values: unknown[] = []) => client.query({ name, text, values });
  const now = new Date();
  const due = new Date(now.getTime() + 730 * 86_400_000);
  const mailId = crypto.randomUUID();

  const head = raw.toString('latin1');
  const messageId = /^Message-ID: (.*)$/im.exec(head)?.[1] ?? mailId;
  await client.query('BEGIN');
  await ask('known', 'INSERT INTO plain.known (digest, mail_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    messageId,
    mailId,
  ]);
  await ask(
    'raw',
    `INSERT INTO plain.raw (id, mailbox, source, received_at, size, state, raw_sealed, delete_after, delete_rule, declaration_version)
     VALUES ($1, 'service-sv', 'smtp', $2, $3, 'kept', $4, $5, 'contacts', 1)`,
    [mailId, now, raw.length, raw, due],
  );
  await client.query('COMMIT');

  const mail = await PostalMime.parse(raw);
  const address = mail.from?.address?.toLowerCase() ?? '';
  const name = mail.from?.name ?? '';
  await client.query('BEGIN');
  const fresh = crypto.randomUUID();
  const fieldId = crypto.randomUUID();
  const taken = await ask(
    'identifier',
    `INSERT INTO plain.identifier (kind, digest, person_id, field_id) VALUES ('email-address', $1, $2, $3) ON CONFLICT DO NOTHING RETURNING person_id`,
    [address, fresh, fieldId],
  );
  let personId: string = fresh;
  if (taken.rows.length === 0) {
    const found = await ask(
      'find',
      "SELECT person_id FROM plain.identifier WHERE kind = 'email-address' AND digest = $1",
      [address],
    );
    personId = (found.rows[0] as { person_id: string }).person_id;
    await ask(
      'touch',
      'UPDATE plain.person SET last_contact_at = $2, delete_after = $3 WHERE id = $1 AND last_contact_at < $2',
      [personId, now, due],
    );
  } else {
    await ask(
      'person',
      `INSERT INTO plain.person (id, provisional, since, last_contact_at, delete_after, delete_rule, declaration_version) VALUES ($1, false, $2, $2, $3, 'people', 1)`,
      [personId, now, due],
    );
    for (const [category, value, id] of [
      ['emailAddress', address, fieldId],
      ['name', name, crypto.randomUUID()],
    ]) {
      await ask(
        'field',
        `INSERT INTO plain.person_field (person_id, id, category, value_sealed, length_class, source, collected_at, purposes, declaration_version)
         VALUES ($1, $2, $3, $4, 'medium', 'email', $5, '{service}', 1)`,
        [personId, id, category, value, now],
      );
    }
    await ask(
      'tokens',
      'INSERT INTO plain.name_token (token, person_id, cover) SELECT unnest($1::text[]), $2, 0 ON CONFLICT DO NOTHING',
      [name.toLowerCase().split(/\s+/), personId],
    );
  }
  const contactId = crypto.randomUUID();
  const messageRow = crypto.randomUUID();
  await ask(
    'contact',
    `INSERT INTO plain.contact (id, person_id, channel, mailbox, queue, status, language, opened_at, last_at, waiting_since, messages, files, card_sealed, delete_after, delete_rule, declaration_version)
     VALUES ($1, $2, 'email', 'service-sv', 'service', 'open', 'sv', $3, $3, $3, 1, 0, $4, $5, 'contacts', 1)`,
    [
      contactId,
      personId,
      now,
      JSON.stringify({ subject: mail.subject, name, preview: mail.text?.slice(0, 140) }),
      due,
    ],
  );
  await ask(
    'message',
    `INSERT INTO plain.contact_message (contact_id, id, direction, channel, at, mail_id, delivery, body_sealed) VALUES ($1, $2, 'in', 'email', $3, $4, 'received', $5)`,
    [
      contactId,
      messageRow,
      now,
      mailId,
      JSON.stringify({
        from: mail.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId,
      }),
    ],
  );
  await ask(
    'text',
    "INSERT INTO plain.text (at, contact_id, message_id, words) VALUES ($1, $2, $3, to_tsvector('simple', $4))",
    [now, contactId, messageRow, `${mail.subject} ${mail.text}`],
  );
  await ask(
    'figure',
    "INSERT INTO plain.fact (hour, queue, channel, language, kind, bucket, times) VALUES (date_trunc('hour', $1::timestamptz), 'service', 'email', 'sv', 'received', -1, 1)",
    [now],
  );
  await ask(
    'thread',
    'INSERT INTO plain.thread_id (digest, contact_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [messageId, contactId],
  );
  await ask(
    'event',
    "INSERT INTO plain.event (kind, contact_id, queue) VALUES ('contact-new', $1, 'service')",
    [contactId],
  );
  await ask(
    'done',
    "UPDATE plain.raw SET state = 'done', contact_id = $2, attempts = attempts + 1 WHERE id = $1",
    [mailId, contactId],
  );
  await client.query('COMMIT');
}
