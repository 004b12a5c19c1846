import { expect, test } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import {
  createNoticeReader,
  largestNotice,
} from '../../server/safeguards/declaration/reverse/create-notice-reader.ts';
import { makePdf } from './make-pdf.ts';

const reader = createNoticeReader();
const refusalOf = async (bytes: Uint8Array, by = reader) => {
  const found = await by.read(bytes).then(
    () => 'read',
    (error: unknown) => error,
  );
  return found instanceof Refusal ? found.code : found;
};

const notice = [
  'Personuppgiftsansvarig',
  'Provbolaget Ab, FO-nummer 0000001-9',
  'Vi sparar ditt namn och din e-postadress när du skriver till oss.',
  'Vi säljer aldrig personuppgifter.',
];

test.each<[string, string, Uint8Array]>([
  ['nothing', 'notice-no-text', Buffer.from(' \n ')],
  ['a picture', 'notice-unreadable', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
  ['a word processor’s file', 'notice-unreadable', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000word')],
  ['a PDF that is none', 'notice-unreadable', Buffer.from('%PDF-1.7\nthis is all there is')],
  ['a PDF locked with a password', 'notice-protected', makePdf([notice], { encrypt: true })],
  ['a PDF of a hundred thousand pages', 'notice-too-long', makePdf([notice], { times: 100_000 })],
  ['a scan', 'notice-no-text', makePdf([[], ['3']])],
  ['a text too long', 'notice-too-long', Buffer.from('Vi säljer aldrig det som är ditt. '.repeat(12_000))],
  ['sentences too many', 'notice-too-long', Buffer.from('Vi är.\n\n'.repeat(5_000))],
  [
    'German',
    'notice-language-unknown',
    Buffer.from('Wir verkaufen die Daten nicht und der Schutz ist uns wichtig.'),
  ],
  ['no language', 'notice-language-unknown', Buffer.from('0400 123 456, 0400 123 457')],
])('%s is refused as %s', async (_what, code, bytes) => {
  expect(await refusalOf(bytes)).toBe(code);
});

test('a PDF cut short anywhere is refused or read, and never fails', async () => {
  const whole = makePdf([notice, notice]);
  for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    const cut = whole.subarray(0, Math.floor(whole.length * part));
    expect(['read', 'notice-unreadable', 'notice-no-text']).toContain(await refusalOf(cut));
  }
});

test('a file too large is refused before it is looked at', async () => {
  expect(await refusalOf(new Uint8Array(largestNotice + 1))).toBe('body-too-large');
});

test('what holds its reader is ended, and the next one is read', async () => {
  const script = new URL('./hang-worker.mjs', import.meta.url);
  const hanging = createNoticeReader({ script, timeLimit: 300 });
  await expect(hanging.read(Buffer.from('hold'))).rejects.toMatchObject({
    code: 'notice-unreadable',
    details: { reason: 'time' },
  });
  await expect(hanging.read(Buffer.from('hold'))).rejects.toMatchObject({ code: 'notice-unreadable' });
});

test('what fills the memory outside the heap is ended', async () => {
  const script = new URL('./hang-worker.mjs', import.meta.url);
  const filling = createNoticeReader({ script, timeLimit: 20_000, memoryLimit: 64 });
  await expect(filling.read(Buffer.from('fill'))).rejects.toMatchObject({
    code: 'notice-unreadable',
    details: { reason: 'memory' },
  });
});

test('of too many at once the last are told to wait', async () => {
  const script = new URL('./hang-worker.mjs', import.meta.url);
  const busy = createNoticeReader({ script, timeLimit: 200 });
  const all = await Promise.all(Array.from({ length: 14 }, () => refusalOf(Buffer.from('hold'), busy)));
  expect(all.filter((code) => code === 'too-many-requests')).toHaveLength(2);
});

test('a PDF is read as its text is, page after page', async () => {
  const reading = await reader.read(
    makePdf([notice, ['Du har rätt att begära att uppgifter raderas.', '2 (2)']]),
  );
  const texts = reading.sentences.map(({ text }) => text);
  expect(texts).toEqual([...notice, 'Du har rätt att begära att uppgifter raderas.']);
  expect(reading.draft.yaml).toContain('businessId: "0000001-9"');
});

test('a text of the old Windows letters is read', async () => {
  const { sentences } = await reader.read(
    Buffer.from('Vi säljer inte personuppgifter och vi är noga.', 'latin1'),
  );
  expect(sentences[0]).toMatchObject({ kind: 'enforced', rules: ['no-sale'] });
});
