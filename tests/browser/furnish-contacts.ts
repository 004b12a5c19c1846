import { recordBounce } from '../../server/register/contacts/record-bounce.ts';
import { makeTnef } from '../email/make-tnef.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import type { OpenHouse } from './open-house.ts';

type Ask = (
  userName: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
) => Promise<{ statusCode: number; json<T>(): T }>;

export interface FurnishedContacts {
  /** Holds a follow-up task; a colleague can be made to sit at it. */
  readonly withTask: string;
  readonly scheduled: string;
  /** An answer came back, and its address counts as dead. */
  readonly bounced: string;
  /** From somebody whose domain denies having sent it. */
  readonly denied: string;
  /** An invitation, a winmail.dat, a file that is not what it says, and pictures from elsewhere. */
  readonly odd: string;
  /** Another contact was merged into it. */
  readonly merged: string;
  /** A person whose other record is proposed as the same. */
  readonly doubled: string;
  /** A colleague comes to the contact and types there. */
  sitAt(contactId: string): Promise<void>;
}

const contacts = '/api/console/contacts';

/** Contacts to which all that can happen has happened, by the routes by which it does. */
export async function furnishContacts(
  the: OpenHouse,
  {
    ask,
    first,
    agent,
    colleague,
    deniedAt,
  }: {
    ask: Ask;
    first(sql: string): Promise<string>;
    agent: string;
    colleague: string;
    /** When the contact began whose sender is denied. */
    deniedAt: Date;
  },
): Promise<FurnishedContacts> {
  const { house } = the;
  const must = async <T>(answer: ReturnType<Ask>): Promise<T> => {
    const { statusCode, json } = await answer;
    if (statusCode !== 200) throw new Error(`furnishing gave ${statusCode} ${JSON.stringify(json())}`);
    return json<T>();
  };
  const act = <T = unknown>(url: string, payload: object) =>
    must<T>(ask(agent, 'POST', `${contacts}/${url}`, payload));
  const versionOf = async (contactId: string) =>
    Number(await first(`SELECT version::text AS id FROM register.contact WHERE id = '${contactId}'`));
  const mail = async (given: Parameters<typeof handInMail>[1]) => (await handInMail(house, given))!;
  const reply = async (contactId: string, text: string, more: object = {}) => {
    const messageId = crypto.randomUUID();
    await act(`${contactId}/replies`, { messageId, version: await versionOf(contactId), text, ...more });
    return messageId;
  };

  const becomes = async (messageId: string, delivery: string) => {
    for (let tries = 0; tries < 600; tries += 1) {
      const now = await first(
        `SELECT delivery AS id FROM register.contact_message WHERE id = '${messageId}'`,
      );
      if (now === delivery) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the message did not become ${delivery}`);
  };

  const asa = '"Åsa Lindqvist" <asa.lindqvist@example.fi>';
  const scheduled = await mail({
    from: asa,
    subject: 'När öppnar ni på självständighetsdagen?',
    text: 'Hej! Har ni öppet den sjätte december?',
  });
  const confirmed = ['sender-not-verified', 'address-unknown', 'greeting-differs', 'attachment-missing'];
  await reply(scheduled, 'Hej Åsa!\n\nDen sjätte december har vi stängt. Vi svarar igen nästa vardag.', {
    sendAt: new Date(Date.now() + 16 * 3_600_000).toISOString(),
    confirmed,
  });

  const merged = await mail({ from: asa, subject: 'Brevet kom inte fram' });
  const other = await mail({
    from: asa,
    subject: 'Saknar fortfarande mitt brev',
    text: 'Jag skrev redan i går, men glömde numret: 4711.',
  });
  await act(`${merged}/merge`, {
    version: await versionOf(merged),
    others: [{ contactId: other, version: await versionOf(other) }],
  });
  await mail({ from: '"Åsa Lindqvist" <asa.lindqvist+brev@example.fi>', subject: 'Ny adress' });
  const doubled = await first(`SELECT person_id AS id FROM register.contact WHERE id = '${merged}'`);

  const wrong = await reply(merged, 'Hej Åsa!\n\nBrevet är spårat och kommer fram i morgon.', { confirmed });
  await becomes(wrong, 'sent');
  await act(`${merged}/messages/${wrong}/recall`, {
    incidentId: crypto.randomUUID(),
    draftId: crypto.randomUUID(),
    kind: 'wrong-content',
    note: 'Spårningsnumret hörde till en annan försändelse.',
    persons: 1,
    recipients: ['asa.lindqvist@example.fi'],
  });
  const bounced = await mail({
    from: '"Kalle Björk" <kalle.bjork@example.fi>',
    subject: 'Ny telefon',
    text: 'Hej! Jag har bytt telefon och kommer inte in.',
  });
  const answered = await reply(bounced, 'Hej Kalle!\n\nLogga in med dina bankkoder i den nya telefonen.', {
    confirmed,
  });
  await becomes(answered, 'sent');
  await house.contacts.db.transaction((tx) =>
    recordBounce(house.contacts, tx, bounced, {
      kind: 'failed',
      code: 'no-such-address',
      recipients: ['kalle.bjork@example.fi'],
      at: new Date(),
      isAbout: (messageId) => messageId === answered,
    }),
  );
  return {
    withTask: await first(
      `SELECT c.id FROM register.contact c JOIN register.contact_todo t ON t.contact_id = c.id
       WHERE c.status = 'open' AND c.queue = 'service' ORDER BY cardinality(c.tags) DESC, c.messages DESC, c.id LIMIT 1`,
    ),
    scheduled,
    bounced,
    denied: await first(`SELECT id FROM register.contact WHERE opened_at = '${deniedAt.toISOString()}'`),
    odd: await handInOdd(house, asa),
    merged,
    doubled,
    async sitAt(contactId) {
      await must(ask(colleague, 'POST', `${contacts}/${contactId}/presence`, { doing: 'typing' }));
    },
  };
}

async function handInOdd(house: OpenHouse['house'], from: string): Promise<string> {
  const boundary = 'part';
  const tnef = makeTnef({
    body: 'Liitteenä pöytäkirja.',
    files: [{ name: 'pöytäkirja.txt', content: Buffer.from('Kokous alkoi kello 9.') }],
  });
  const event = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:meeting@example.fi',
    'DTSTAMP:20261120T080000Z',
    'DTSTART;TZID=Europe/Helsinki:20261203T130000',
    'DTEND;TZID=Europe/Helsinki:20261203T140000',
    'SUMMARY:Genomgång av brevlådan',
    'LOCATION:Teams',
    'ORGANIZER;CN=Åsa Lindqvist:mailto:asa.lindqvist@example.fi',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const part = (type: string, body: Buffer | string, file?: string) =>
    [
      `--${boundary}`,
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      ...(file ? [`Content-Disposition: attachment; filename="${file}"`] : []),
      '',
      Buffer.from(body).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    ].join('\r\n');
  const html = `<p>Hej! Kan ni komma till en <b>genomgång</b>? Se <a href="https://example.com/brev">anvisningen</a>.</p>
    <img src="https://pixel.example.com/1.gif" width="1" height="1"><img src="https://bilder.example.com/logo.png" width="120" height="40">`;
  const raw = [
    `From: ${from}`,
    'To: kundtjanst@posti.example',
    'Cc: bo.lindqvist@example.fi, "Kaj Holm" <kaj.holm@foretag.example>, eva@example.se, ola@example.se',
    'Reply-To: asa@foretag.example',
    'Message-ID: <odd@example.fi>',
    `Date: ${new Date().toUTCString()}`,
    'Subject: Inbjudan och bilagor',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary=${boundary}`,
    '',
    part('text/html; charset=utf-8', html),
    part('text/calendar; method=REQUEST; charset=utf-8', event, 'inbjudan.ics'),
    part('application/ms-tnef', tnef, 'winmail.dat'),
    part(
      'application/pdf',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
      'kvitto.pdf',
    ),
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const { rawId } = await house.mail.pump.keep({
    mailbox: 'service-sv',
    raw: Buffer.from(raw),
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  for (let tries = 0; tries < 600; tries += 1) {
    const [row] = await house.storage.db.query<{ contact_id: string | null }>(
      'SELECT contact_id FROM mail.raw WHERE id = $1',
      [rawId],
    );
    if (row?.contact_id) return row.contact_id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the odd mail was not processed in time');
}
