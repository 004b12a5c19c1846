import { expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { createMailPump } from '../../server/channels/email/process-mail.ts';

test('a mail that fails while leftovers are being listed is not tried a second time by that list', async () => {
  const work = Promise.withResolvers<never>();
  const list = Promise.withResolvers<{ rawId: string; bytes: number }[]>();
  const failed: string[] = [];
  let asked = 0;
  let looked = 0;
  const pump = createMailPump(
    {
      receiver: {
        keep: async () => ({ rawId: 'a', state: 'new' }),
        begin: () => Promise.reject(new Error('not asked')),
        process: () => {
          asked += 1;
          return asked === 1 ? work.promise : Promise.reject(new Error('tried again'));
        },
      },
      intake: {
        listUnprocessed: () => {
          looked += 1;
          return looked === 1 ? list.promise : Promise.resolve([]);
        },
        noteFailure: async (rawId) => void failed.push(rawId),
      },
      log: silentLogger,
    },
    { leftoversEvery: 5 },
  );
  await pump.keep({
    mailbox: 'service',
    raw: Buffer.from('a'),
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  pump.start();
  // The list was taken while the mail was in hand, and is answered after it failed.
  work.reject(new Error('spoilt'));
  await expect.poll(() => failed).toEqual(['a']);
  list.resolve([{ rawId: 'a', bytes: 1 }]);
  await expect.poll(() => looked).toBeGreaterThan(2);
  await pump.stop();
  expect(failed).toEqual(['a']);
});
