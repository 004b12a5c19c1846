import { afterEach, describe, expect } from 'vitest';
import { bye, cancelled, forgottenBye, invite, pause, reinvite, runSipp, update } from './run-sipp.ts';
import { startTestSip, type TestSip, until } from './test-sip.ts';
import { testWithSipp } from './test-with-sipp.ts';

let the: TestSip;
afterEach(() => the.stop());

const twoHundred = { calls: 400, most: 200, rate: 100 };
const full = [
  ...invite(),
  pause(1500),
  ...reinvite(2, 'inactive'),
  ...update(3),
  ...reinvite(4, 'sendonly'),
  pause(500),
  ...bye(5),
];
const patient = { limits: { messagesPerSecond: 5000 }, timers: { t1: 500, t2: 4000, t4: 5000 } };

describe('calls handed over by sipp', () => {
  testWithSipp('200 at once over UDP', { timeout: 120_000 }, async () => {
    the = await startTestSip(patient);
    await runSipp({ port: the.port, transport: 'u1', ...twoHundred, steps: full });
    await until(() => the.handler.count('ended', 'ended-by-peer') === 400);
    expect([the.handler.count('offered'), the.handler.count('changed'), the.handler.count('told')]).toEqual([
      400, 800, 400,
    ]);
    expect(the.troubles).toEqual([]);
  });

  testWithSipp.each(['t1', 'tn'] as const)(
    '200 at once over TCP, %s',
    { timeout: 120_000 },
    async (transport) => {
      the = await startTestSip({
        ...patient,
        limits: { ...patient.limits, connectionsPerPeer: 500 },
        listen: [{ transport: 'tcp', host: '127.0.0.1', port: 0 }],
      });
      await runSipp({ port: the.port, transport, ...twoHundred, steps: full });
      await until(() => the.handler.count('ended', 'ended-by-peer') === 400);
      expect(the.troubles).toEqual([]);
    },
  );

  testWithSipp('a tenth of all requests is lost on the way', { timeout: 200_000 }, async () => {
    the = await startTestSip(patient);
    const steps = [...invite([], 10), pause(1000), ...bye(2, 10)];
    await runSipp({
      port: the.port,
      transport: 'u1',
      calls: 200,
      most: 100,
      rate: 50,
      steps,
    });
    // sipp may take our repeated 200 for that of its BYE; a session that so has neither ACK nor BYE ends after 32 s.
    await until(() => the.handler.count('ended') === 200, 60_000);
    const [byPeer, unheard] = (['ended-by-peer', 'not-acknowledged'] as const).map((reason) =>
      the.handler.count('ended', reason),
    );
    expect(byPeer! + unheard!).toBe(200);
    expect(byPeer).toBeGreaterThan(180);
    expect(the.handler.count('offered')).toBe(200);
  });

  testWithSipp(
    'a tenth of all BYEs never comes: the interval ends those sessions',
    { timeout: 120_000 },
    async () => {
      the = await startTestSip({ ...patient, interval: { wanted: 6, least: 4 } });
      const steps = [
        ...invite(['Supported: timer', 'Session-Expires: 6;refresher=uac']),
        pause(500),
        ...forgottenBye(2),
      ];
      await runSipp({ port: the.port, transport: 'u1', calls: 200, most: 200, rate: 100, steps });
      await until(() => the.handler.count('ended') === 200, 30_000);
      const expired = the.handler.count('ended', 'expired');
      expect(expired).toBeGreaterThan(2);
      expect(the.handler.count('ended', 'ended-by-peer')).toBe(200 - expired);
    },
  );

  testWithSipp('cancelled before an answer', { timeout: 120_000 }, async () => {
    the = await startTestSip({ ...patient, limits: { ...patient.limits, decisionMilliseconds: 60_000 } });
    the.handler.decide = () => new Promise(() => {});
    await runSipp({ port: the.port, transport: 'u1', calls: 100, most: 50, rate: 50, steps: cancelled });
    await until(() => the.handler.count('ended', 'cancelled') === 100);
  });
});
