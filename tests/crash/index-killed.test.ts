import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedTables } from '../../server/compose-indexed.ts';
import type { House } from '../../server/compose.ts';
import { findByEmailAddress, findNameCandidates } from '../../server/register/people/find-people.ts';
import { turnIndex } from '../../server/safeguards/vault/turn-index.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { startStepServer, type StepServer } from './kill-each-step.ts';
import { full } from './sizes.ts';
import type { IndexTask } from './turn-index.ts';
import { startTask, type TaskProcess } from './task-process.ts';

// Two processes take mail from the same people at once while a third turns the index over and over and is killed each
// time at another moment: nobody becomes two people, no mail comes twice, an answer finds its thread, and no mail is put off.

/** The houses learn of a cover each 20 ms here and not each five seconds; the rest stands in proportion. */
const learning = 400;
const kills = full ? 200 : 15;

let server: StepServer;
let houses: House[];
const following: NodeJS.Timeout[] = [];
beforeAll(async () => {
  server = await startStepServer();
  houses = [await server.openHouse(), await server.openHouse()];
  for (const house of houses) {
    await house.start();
    following.push(
      setInterval(() => void house.contacts.blindIndex.follow(house.storage.db).catch(() => undefined), 20),
    );
  }
}, 120_000);
afterAll(async () => {
  for (const timer of following) clearInterval(timer);
  for (const house of houses) await house.stop();
  await server?.stop();
}, 60_000);

function startTurner(): Promise<TaskProcess> {
  const { storage, settings } = houses[0]!;
  const task: IndexTask = {
    connection: storage.connection,
    keeperFolder: settings.keeperDir,
    learning,
  };
  return startTask('turn-index.ts', task);
}

interface Sent {
  readonly address: string;
  readonly messageId: string;
  readonly contactId: string;
  readonly word: string;
}

const firstNames = ['Veikko', 'Aino', 'Eero', 'Helmi', 'Jukka', 'Minna', 'Oskari', 'Pirkko', 'Tapio', 'Ulla'];
const families = ['Veräjä', 'Koskinen', 'Laine', 'Niemi', 'Rantala', 'Ojala', 'Salo', 'Forsman'];

/** 400 people of one name: a search lists up to 500. */
function nameOf(address: string): string {
  const group = Math.floor(Number(/\d+/.exec(address)![0]) / 400);
  return `${firstNames[group % firstNames.length]!} ${families[Math.floor(group / firstNames.length)]!}`;
}

test(
  'people are told apart and found, threads go on and mail comes once, whenever who turns the index is killed',
  async () => {
    const sent: Sent[] = [];
    const addresses = new Set<string>();
    let stopped = false;
    let serial = 0;
    /** The same new people write to both houses at once; now and then somebody answers in an earlier thread. */
    const write = async (house: House, address: string, to?: Sent): Promise<void> => {
      serial += 1;
      const word = `sana${serial}koe`;
      const messageId = `<index-${serial}@example.fi>`;
      const contactId = await handInMail(house, {
        from: `"${nameOf(address)}" <${address}>`,
        messageId,
        subject: `Asia ${serial}`,
        text: `Hei, kysyn tästä: ${word}.`,
        ...(to ? { headers: [`In-Reply-To: ${to.messageId}`] } : {}),
      });
      expect(contactId).toBeDefined();
      if (to) expect(contactId, 'the thread was lost').toBe(to.contactId);
      sent.push({ address, messageId, contactId: contactId!, word });
    };
    const writing = (async () => {
      for (let turn = 0; !stopped; turn += 1) {
        const address = `veikko${turn}@example.fi`;
        addresses.add(address);
        const older = [...addresses][Math.floor(Math.random() * addresses.size)]!;
        const earlier = sent[Math.floor(Math.random() * sent.length)];
        await Promise.all([
          ...houses.map((house) => write(house, address)),
          write(houses[turn % 2]!, older),
          ...(earlier ? [write(houses[(turn + 1) % 2]!, earlier.address, earlier)] : []),
        ]);
      }
    })();
    // It is waited for below; that it fails meanwhile is told there.
    writing.catch(() => undefined);

    let next = startTurner();
    for (let run = 0; run < kills; run += 1) {
      const turner = await next;
      next = startTurner();
      await sleep(Math.random() * 4 * learning);
      await turner.kill();
    }
    await (await next).kill();
    stopped = true;
    await writing;

    const { db, keeper } = houses[0]!.storage;
    const turned = await turnIndex({ db, keeper, tables: indexedTables, learning: 0 });
    expect(turned.done).toBe(true);
    const [cover] = await db.query<{ live: number; ended: number }>(
      'SELECT max(generation) AS live, count(ended_at)::int AS ended FROM ring.index_cover',
    );
    expect(cover!.ended).toBe(cover!.live - 1);
    expect(cover!.ended).toBeGreaterThan(kills / 10);

    const count = async (sql: string) => (await server.owner.query<{ n: number }>(sql))[0]!.n;
    expect(await count('SELECT count(*)::int AS n FROM register.person')).toBe(addresses.size);
    expect(await count('SELECT count(*)::int AS n FROM register.identifier')).toBe(addresses.size);
    expect(await count('SELECT count(*)::int AS n FROM register.contact_message')).toBe(sent.length);
    expect(await count('SELECT count(*)::int AS n FROM search.text')).toBe(sent.length);
    expect(await count('SELECT count(*)::int AS n FROM mail.raw WHERE problem IS NOT NULL')).toBe(0);
    for (const house of houses) {
      const { blindIndex } = house.contacts;
      await blindIndex.follow(db);
      for (const address of addresses)
        expect(await findByEmailAddress({ db, blindIndex }, address)).toHaveLength(1);
      for (const [name, those] of Map.groupBy(addresses, nameOf)) {
        const [first, family] = name.split(' ');
        const named = await findNameCandidates({ db, blindIndex }, `${family} ${first}`);
        expect(named.people.length).toBe(those.length);
      }
      for (const { word } of sent)
        expect(
          await db.query('SELECT 1 FROM search.text WHERE tokens && $1::int[]', [
            blindIndex.textTokens([word]),
          ]),
        ).toHaveLength(1);
    }
    // Nobody was refused: every mail was made a contact of at its first try.
    expect(await count('SELECT coalesce(max(attempts), 0)::int AS n FROM mail.raw')).toBeLessThanOrEqual(1);
    expect(sent.length).toBeGreaterThan(kills);
  },
  full ? 3_600_000 : 900_000,
);
