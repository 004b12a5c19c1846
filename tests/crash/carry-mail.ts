import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { bodyColumn } from '../../server/register/contacts/contact-columns.ts';
import type { TestDovecot } from '../email/start-dovecot.ts';
import type { TestHouse } from '../support/start-house.ts';

export const messageIdOf = (number: number) => `<kill-${number}@example.fi>`;

/** Every twentieth has an attachment that becomes a blob, every fifth comes from a sender seen before. */
export function makeMail(number: number): string {
  const sender = number % 5 === 0 ? number - 1 : number;
  const head = [
    `Message-ID: ${messageIdOf(number)}`,
    `From: "Maija Meikäläinen ${sender}" <maija.${sender}@example.fi>`,
    'To: asiakaspalvelu@posti.example',
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    `Subject: Kirje ${number} puuttuu`,
    'MIME-Version: 1.0',
  ];
  const text = [
    `Content-Type: text/plain; charset=utf-8`,
    '',
    `Hei! Kirje numero ${number} ei ole tullut. Tunnukseni on 131052-9982.`,
  ];
  if (number % 20 !== 0) return [...head, ...text, ''].join('\r\n');
  const content = Buffer.alloc(60_000, `liite ${number} `).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=osa',
    '',
    '--osa',
    ...text,
    '--osa',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename=liite.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    content,
    '--osa--',
    '',
  ].join('\r\n');
}

/** The people that so many mails come from. */
export const sendersOf = (count: number) => (count * 4) / 5;

export async function fillMailbox(
  dovecot: TestDovecot,
  user: string,
  numbers: readonly number[],
): Promise<void> {
  const lanes = 4;
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      dovecot.append(
        user,
        numbers.filter((_number, at) => at % lanes === lane).map((number) => makeMail(number)),
      ),
    ),
  );
}

export interface HandOver {
  /** Mails that were answered by 250. */
  accepted(): number;
  /** Times that a mail had to be handed over anew. */
  again(): number;
  /** No more than so many are handed over until the next word. */
  allow(count: number): void;
  /** Resolves when every mail has been accepted. */
  readonly done: Promise<void>;
  /** What has not been handed over by now is not. */
  stop(): void;
}

/** As a mail server does: each mail by LMTP until it is answered by 250, however often the other side falls. */
export function startHandingOver(port: number, numbers: readonly number[], lanes = 3): HandOver {
  const left = numbers.toReversed();
  const so = { accepted: 0, again: 0, stopped: false, allowed: numbers.length };

  async function lane(): Promise<void> {
    // oxlint-disable no-await-in-loop -- a mail is handed over before the next
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      lmtp: true,
      secure: false,
      ignoreTLS: true,
      pool: true,
      maxConnections: 1,
      maxMessages: Infinity,
      connectionTimeout: 2_000,
      greetingTimeout: 2_000,
      socketTimeout: 20_000,
    });
    transport.on('error', () => undefined);
    for (let number = left.pop(); number !== undefined && !so.stopped; number = left.pop()) {
      for (;;) {
        while (so.accepted >= so.allowed && !so.stopped) await sleep(10);
        try {
          const answer = await transport.sendMail({
            raw: makeMail(number),
            envelope: { from: 'maija@example.fi', to: ['asiakaspalvelu@posti.example'] },
          });
          // By LMTP a recipient's 452 after the mail is told here, not thrown.
          if (answer.accepted.length !== 1) throw new Error('not taken');
          so.accepted += 1;
          break;
        } catch {
          if (so.stopped) break;
          so.again += 1;
          await sleep(50);
        }
      }
    }
    transport.close();
  }

  const done = Promise.all(Array.from({ length: lanes }, lane)).then(() => undefined);
  return {
    accepted: () => so.accepted,
    again: () => so.again,
    done,
    allow: (most) => (so.allowed = most),
    stop: () => (so.stopped = true),
  };
}

/** Opened through the vault, as the system: a contact whose key were lost would fail here. */
export async function messageIdsOfContacts({ house }: TestHouse): Promise<string[]> {
  const { access, vault } = house.contacts;
  const found: string[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await house.storage.db.query<{ contact_id: string; id: string; body_sealed: Buffer }>(
      'SELECT contact_id, id, body_sealed FROM register.contact_message WHERE id > $1 ORDER BY id LIMIT 1000',
      [after],
    );
    if (rows.length === 0) return found.toSorted();
    const ids = rows.map((row) => row.contact_id) as Parameters<typeof bodyColumn.at>[0][];
    const grant = access.systemGrant('rebuild', { units: ids, categories: ['messages'] });
    found.push(
      ...(await vault.open(
        grant,
        'view',
        () => Promise.resolve(rows),
        (opener) =>
          rows.map(
            (row, at) =>
              opener.open(
                bodyColumn,
                bodyColumn.at(ids[at]!, row.id as (typeof ids)[number], row.body_sealed),
              ).mailMessageId ?? '',
          ),
      )),
    );
    after = rows.at(-1)!.id;
  }
}
