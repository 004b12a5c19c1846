import { expect, test } from 'vitest';
import { findDoubts } from '../../server/register/contacts/find-doubts.ts';
import type { Id } from '../../server/base/new-id.ts';
import type { SenderCheck } from '../../server/register/contacts/sender-check.ts';

const personId = '01a20000-0000-7000-8000-000000000001' as Id<'person'>;
const victim = 'irja.salo@example.fi';
const thief = 'irja.salo@example.com';
const check = (conclusion: SenderCheck['conclusion']): SenderCheck => ({
  conclusion,
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  aligned: 'none',
  reasons: [],
});

function doubtsOf(sender: SenderCheck | undefined, replyTo: string) {
  const deps = {
    db: { query: () => Promise.resolve([]) },
    blindIndex: { digests: () => [Buffer.alloc(34)] },
  };
  return findDoubts(deps as never, {
    personId,
    to: [replyTo],
    cc: [],
    text: 'Hei, tässä tietonne.',
    files: 0,
    names: ['Irja Salo'],
    thread: [
      {
        from: { name: 'Irja Salo', address: victim },
        to: [],
        cc: [],
        replyTo,
        ...(sender ? { sender } : {}),
      },
    ],
    senderDoubtful: false,
    isUndeliverable: () => Promise.resolve(false),
  });
}

test('a mail in a customer’s name that wants its answer elsewhere does not get it without a second look', async () => {
  expect(await doubtsOf(check('unconfirmed'), thief)).toEqual(['address-unknown']);
  expect(await doubtsOf(undefined, thief)).toEqual(['address-unknown']);
  expect(await doubtsOf(check('confirmed'), thief)).toEqual([]);
  expect(await doubtsOf(check('unconfirmed'), 'koti@example.fi')).toEqual([]);
});
