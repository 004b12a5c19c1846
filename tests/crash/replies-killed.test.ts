import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostInHand } from '../../server/channels/email/limit-slow-account.ts';
import { startSmtpSink, type SmtpSink } from '../email/start-smtp-sink.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import { freePort } from './free-port.ts';
import { startHouseProcess } from './house-process.ts';
import { full } from './sizes.ts';

const replies = full ? 500 : 24;
const kills = full ? 50 : 3;
/** What may be sent and not yet noted when the process is killed. */
const inHand = mostInHand;
/** Replies that must get through in each life, so that the last kill too comes while there are some to send. */
const inEachLife = Math.floor((replies * 0.7) / kills) - inHand;

let folder: string;
let sink: SmtpSink | undefined;
let port: string;
let settings: Record<string, string>;
let the: TestHouse | undefined;
const taken: string[] = [];
const messages: string[] = [];

/** Answered contacts, all waiting, since the mail server is away. */
async function prepare(): Promise<void> {
  const { house, app } = await startHouse({ folder, settings });
  const administrator = await makeAdministrator(house, app);
  const agent = await makeColleague(house, app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  for (let at = 0; at < replies; at += 1) {
    // oxlint-disable no-await-in-loop -- each answer needs its contact
    const contactId = await handInMail(house, { from: `Asiakas <asiakas.${at}@example.fi>` });
    const opened = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
    const messageId = crypto.randomUUID();
    messages.push(messageId);
    const body = { messageId, version: opened.body.version, text: `Vastaus ${messageId}`, thenClose: false };
    expect(await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, body)).toMatchObject({
      status: 200,
    });
  }
  const tried = () =>
    house.storage.db.query('SELECT count(*) AS tried FROM register.contact_message WHERE attempts > 0');
  await expect.poll(tried, { timeout: full ? 180_000 : 20_000 }).toEqual([{ tried: replies }]);
  await app.close();
  await house.stop();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-replies-'));
  await chmod(folder, 0o711);
  port = await freePort();
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${port}`,
  };
});

afterAll(async () => {
  await the?.stop();
  await sink?.stop();
}, 60_000);

test(
  'killed while replies go out: none is lost, each is noted once, and one that came twice has one Message-ID and says so',
  async () => {
    const begun = performance.now();
    await prepare();
    const prepared = performance.now();
    sink = await startSmtpSink({
      port: Number(port),
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          taken.push(Buffer.concat(chunks).toString());
          // A kill often comes between this and the sender's hearing of it.
          setTimeout(() => done(null), 60);
        });
      },
    });

    for (let kill = 0; kill < kills; kill += 1) {
      // oxlint-disable no-await-in-loop -- one life after the other
      const before = taken.length;
      const child = await startHouseProcess(settings);
      await expect
        .poll(() => taken.length - before, { timeout: 30_000, interval: 5 })
        .toBeGreaterThanOrEqual(Math.max(inEachLife, 1));
      await sleep(Math.random() * 80);
      await child.kill();
    }
    expect(new Set(taken.map(replyIn)).size).toBeLessThan(replies);

    the = await startHouse({ folder, settings });
    const { db } = the.house.storage;
    const deliveries = () =>
      db.query(
        "SELECT delivery, count(*) AS messages FROM register.contact_message WHERE direction = 'out' GROUP BY 1",
      );
    await expect
      .poll(deliveries, { timeout: full ? 120_000 : 45_000, interval: 200 })
      .toEqual([{ delivery: 'sent', messages: replies }]);

    const times = Map.groupBy(taken, replyIn);
    expect([...times.keys()].toSorted()).toEqual(messages.toSorted());
    const doubled = [...times].filter(([, copies]) => copies.length > 1).map(([id]) => id);
    const told = await db.query<{ id: string }>(
      "SELECT id FROM register.contact_message WHERE delivery_code = 'perhaps-twice'",
    );
    // Every one that came twice says so; no more can be in doubt than were in hand at a kill.
    expect(doubled.filter((id) => !told.some((message) => message.id === id))).toEqual([]);
    expect(told.length).toBeLessThanOrEqual(kills * inHand);
    expect(taken.length - replies).toBeLessThanOrEqual(kills * inHand);
    // As many Message-IDs as replies: whoever gets one twice can tell.
    expect(new Set(taken.map((raw) => /^Message-ID: (.+)$/im.exec(raw)?.[1])).size).toBe(replies);
    expect(
      await db.query(
        'SELECT count(*) AS ids, count(DISTINCT contact_id) AS contacts FROM register.thread_id',
      ),
    ).toEqual([{ ids: 2 * replies, contacts: replies }]);
    expect(
      await db.query(
        `SELECT sum(times)::int AS answers FROM (SELECT kind, times FROM figures.fact UNION ALL SELECT kind, times FROM figures.total) AS counted
         WHERE kind = 'first-answer'`,
      ),
    ).toEqual([{ answers: replies }]);
    expect(await findBrokenUnits(db, the.house.settings.blobDir)).toEqual([]);
    if (full)
      process.stdout.write(
        `${replies} replies, ${kills} kills: ${doubled.length} came twice, ${told.length} say so or perhaps, none lost; ` +
          `${Math.round((prepared - begun) / 1000)} s to prepare, ${Math.round((performance.now() - prepared) / 1000)} s to send\n`,
      );
  },
  full ? 1_200_000 : 240_000,
);

function replyIn(raw: string): string {
  return /Vastaus ([0-9a-f-]{36})/.exec(raw)?.[1] ?? 'none';
}
