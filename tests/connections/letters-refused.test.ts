import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmtpSink, startSmtpSink } from '../email/start-smtp-sink.ts';
import { longer } from '../grounds/grounds-house.ts';
import { welcome } from '../promises/one-customer.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { declaring } from './declare.ts';
import { awayHost, type Door, openDoor } from './tls-door.ts';

// Letters by which people are informed go by the same mail server as answers, and ask the declaration as they do.

const within = { timeout: 20_000, interval: 100 };
let the: TestHouse;
let sink: SmtpSink;
let door: Door;
let keeper: Person;

beforeAll(async () => {
  sink = await startSmtpSink();
  door = await openDoor(sink.port, true);
  the = await startHouse({
    settings: { HALTIJA_OUTGOING_SMTP_URL: `smtps://${awayHost}:${door.port}` },
  });
  keeper = await makeColleague(the.house, the.app, await makeAdministrator(the.house, the.app), {
    userName: 'kaisa.koski',
    displayName: 'Kaisa Koski',
    tasks: ['keep-register'],
  });
}, 60_000);
afterAll(async () => {
  await the?.stop();
  await Promise.all([door?.stop(), sink?.stop()]);
});

const query = <Row>(sql: string, values: unknown[] = []) => the.house.storage.db.query<Row>(sql, values);
const disclosures = (personId: string) =>
  query(
    'SELECT recipient, way, what, categories, contact_id, outcome FROM connections.disclosure WHERE person_id = $1',
    [personId],
  );
const letter = async (version: number) =>
  (
    await query(
      'SELECT l.state, l.code FROM register.inform_letter l JOIN register.inform_round r ON r.id = l.round_id WHERE r.version = $1',
      [version],
    )
  )[0];
async function begin(version: number): Promise<void> {
  const started = await keeper.ask('POST', '/api/console/register/informing/start', { version });
  expect(started.status, JSON.stringify(started.body)).toBe(200);
}

test('undeclared, a letter waits and nothing leaves; declared, it goes, and is a disclosure of that person', async () => {
  const { personId } = await welcome(the);
  const silent = await the.house.publish(declaring([], longer(36)), null);
  await begin(silent);
  await expect
    .poll(() => letter(silent), within)
    .toEqual({ state: 'waiting', code: 'connection-not-declared' });
  expect(door.made()).toBe(0);
  expect(await disclosures(personId)).toEqual([]);

  const declared = await the.house.publish(
    declaring([{ way: 'mail-out', hosts: [awayHost] }], longer(36)),
    null,
  );
  await begin(declared);
  await expect.poll(() => letter(declared), within).toEqual({ state: 'sent', code: null });
  expect(sink.mails).toHaveLength(1);
  expect(await disclosures(personId)).toEqual([
    {
      recipient: 'relay',
      way: 'mail-out',
      what: 'message-sent',
      categories: ['emailAddress'],
      contact_id: null,
      outcome: 'done',
    },
  ]);
});
