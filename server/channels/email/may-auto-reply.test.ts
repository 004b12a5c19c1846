import { expect, test } from 'vitest';
import { mayAutoReply } from './may-auto-reply.ts';
import type { BounceNotice } from './recognise-bounce.ts';

const from = { name: 'Maija', address: 'maija@example.fi' };
const to = [{ name: '', address: 'service@example.fi' }];
const none: { name: string; address: string }[] = [];
const herself = [from];
const plain = { fromList: false, from, returnPath: 'maija@example.fi', to, cc: none };
const bounce: BounceNotice = {
  kind: 'failed',
  code: 'unknown',
  recipients: [],
  messageIds: [],
  returnedAddresses: [],
  certain: true,
};
const isOurs = (address: string) => address.startsWith('service');

test.each([
  ['automatic', { ...plain, autoSubmitted: 'auto-replied' }, undefined],
  ['automatic', { ...plain, autoSubmitted: 'auto-generated' }, undefined],
  ['automatic', { ...plain, autoSubmitted: 'x-unknown' }, undefined],
  ['bounce', { ...plain, returnPath: '' }, undefined],
  ['bounce', plain, ''],
  ['list', { ...plain, fromList: true }, undefined],
  ['bulk', { ...plain, precedence: 'bulk' }, undefined],
  ['bulk', { ...plain, precedence: 'list' }, undefined],
  ['bulk', { ...plain, precedence: 'junk' }, undefined],
  ['suppressed', { ...plain, autoResponseSuppress: 'oof, autoreply' }, undefined],
  ['suppressed', { ...plain, autoResponseSuppress: 'all' }, undefined],
  ['no-return-path', { fromList: false, from, to, cc: none }, undefined],
  ['robot', { ...plain, returnPath: 'MAILER-DAEMON@example.fi' }, undefined],
  ['robot', { ...plain, from: { name: '', address: 'no-reply@example.fi' } }, undefined],
  ['robot', { ...plain, returnPath: 'list-request@example.fi' }, undefined],
  ['robot', { ...plain, returnPath: 'bounces+x=example.fi@example.com' }, undefined],
  ['bounce', { ...plain, bounce }, undefined],
  ['not-addressed', { ...plain, to: herself }, undefined],
  ['not-addressed', { ...plain, to: none, cc: none }, undefined],
  ['ourselves', plain, 'service+c-x@example.fi'],
  ['ourselves', { ...plain, from: { name: '', address: 'service@example.fi' } }, undefined],
] as const)('not answered: %s %#', (reason, mail, sender) => {
  expect(mayAutoReply(mail, sender, isOurs)).toEqual({ allowed: false, reason });
});

test('a person is answered at the return path, the envelope going before the header', () => {
  expect(mayAutoReply(plain, undefined, isOurs)).toEqual({ allowed: true, to: 'maija@example.fi' });
  expect(mayAutoReply({ ...plain, autoSubmitted: 'no' }, 'other@example.fi', isOurs)).toEqual({
    allowed: true,
    to: 'other@example.fi',
  });
});

test('what its domain denies is not answered: the answer would go to another', () => {
  expect(mayAutoReply(plain, undefined, isOurs, true)).toEqual({ allowed: false, reason: 'denied' });
});
