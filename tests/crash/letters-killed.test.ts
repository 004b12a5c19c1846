import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSmtpSink, type SmtpSink } from '../email/start-smtp-sink.ts';
import { changeRegister } from '../promises/change-register.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { startHouseProcess } from './house-process.ts';
import { full } from './sizes.ts';

// Killed while a round of letters goes out: nobody gets two, and whoever may have got none is listed to be told otherwise.

const people = full ? 300 : 30;
const kills = full ? 20 : 3;

let folder: string;
let sink: SmtpSink;
let settings: Record<string, string>;
let the: TestHouse | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-letters-'));
  await chmod(folder, 0o711);
  sink = await startSmtpSink();
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
  };
});
afterAll(async () => {
  await the?.stop();
  await sink.stop();
}, 60_000);

test(
  'each person has one letter, or is listed',
  async () => {
    const first = await startHouse({ folder, settings });
    const administrator = await makeAdministrator(first.house, first.app);
    const keeper = await makeColleague(first.house, first.app, administrator, {
      userName: 'kaisa.koski',
      displayName: 'Kaisa Koski',
      tasks: ['keep-register'],
    });
    // oxlint-disable no-await-in-loop -- one life after the other
    for (let at = 0; at < people; at += 1)
      await handInMail(first.house, { from: `Asiakas <asiakas.${at}@example.fi>` });
    const version = await first.house.publish(
      changeRegister((register) => (register.periods['contact']!.months = 36)),
      null,
    );
    const begun = await keeper.ask('POST', '/api/console/register/informing/start', { version });
    expect(begun.status, JSON.stringify(begun.body)).toBe(200);
    await expect.poll(() => sink.mails.length, { timeout: 20_000 }).toBeGreaterThan(1);
    await first.app.close();
    await first.house.stop();
    for (let kill = 0; kill < kills; kill += 1) {
      const before = sink.mails.length;
      const life = await startHouseProcess(settings);
      await expect
        .poll(() => sink.mails.length, { timeout: 30_000, interval: 5 })
        .toBeGreaterThan(before + 2);
      await life.kill();
    }
    the = await startHouse({ folder, settings });
    const states = async () =>
      new Map(
        (
          await the!.house.storage.db.query<{ state: string; n: number }>(
            'SELECT state, count(*) AS n FROM register.inform_letter GROUP BY state',
          )
        ).map(({ state, n }) => [state, n]),
      );
    await expect.poll(async () => (await states()).get('waiting') ?? 0, { timeout: 60_000 }).toBe(0);
    // The last is no longer waiting while it is in hand.
    await expect
      .poll(async () => (await states()).get('handing') ?? 0, { timeout: 20_000 })
      .toBeLessThanOrEqual(kills);
    const { sent = 0, handing = 0 } = Object.fromEntries(await states());
    expect(sent + handing).toBe(people);
    const got = sink.mails.flatMap(({ recipients }) => recipients);
    expect(new Set(got).size).toBe(got.length);
    // Handed over and not noted: it may have gone or not; all others went.
    expect(got.length).toBeGreaterThanOrEqual(sent);
    expect(got.length).toBeLessThanOrEqual(people);
  },
  full ? 600_000 : 180_000,
);
