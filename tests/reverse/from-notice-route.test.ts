import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NoticeReading, noticeReadingSchema } from '../../contract/console/reverse.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { enter, type OpenHouse, openHouse } from '../access-matrix/open-house.ts';
import { dumpTables, findPlain } from '../promises/find-plain.ts';
import { fillDraft } from './fill-draft.ts';
import { makePdf } from './make-pdf.ts';

let open: OpenHouse;
let agent: string;
let auditor: string;

beforeAll(async () => {
  open = await openHouse();
  ({ cookie: agent } = await enter(open, 'anna.aalto', ['answer-customers']));
  ({ cookie: auditor } = await enter(open, 'tarmo.tamminen', ['audit-access']));
});
afterAll(() => open.the.stop());

const address = '/api/console/register/from-notice';
const send = (
  cookie: string,
  payload: Buffer | string,
  { type = 'application/octet-stream', query = '' }: { type?: string; query?: string } = {},
) =>
  open.the.app.inject({
    method: 'POST',
    url: `${address}${query}`,
    headers: { cookie, 'x-haltija': 'console', 'content-type': type },
    payload,
  });

test('who may not read the register is refused before the notice is read', async () => {
  const answer = await send(agent, 'Vi säljer aldrig personuppgifter till någon.');
  expect(answer.json()).toEqual({ code: 'task-missing', details: { act: 'read-register' } });
});

test.each([
  ['no bytes', '', {}, 400, 'invalid-input'],
  ['JSON', '{"text":"Vi säljer aldrig"}', { type: 'application/json' }, 400, 'invalid-input'],
  ['a language that is none of ours', 'Hej', { query: '?language=de' }, 400, 'invalid-input'],
  ['a picture', '\u0000\u0001', {}, 422, 'notice-unreadable'],
  ['no language', '12345', {}, 422, 'notice-language-unknown'],
] as const)('%s is refused in code', async (_what, payload, options, status, code) => {
  const answer = await send(auditor, payload, options);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code });
});

test('a file of more than five megabytes is refused', async () => {
  const answer = await send(auditor, Buffer.alloc(5 * 1024 * 1024 + 1, 'a'));
  expect(answer.statusCode).toBe(413);
  expect(answer.json()).toMatchObject({ code: 'body-too-large' });
});

test('a notice is read sentence by sentence, and its draft can be decided and checked', async () => {
  const notice = await readFile(join(import.meta.dirname, 'notices/waterworks.sv.txt'));
  const answer = await send(auditor, notice);
  expect(answer.statusCode).toBe(200);
  const reading: NoticeReading = noticeReadingSchema.parse(answer.json());
  expect(reading.language).toBe('sv');
  const said = reading.sentences.find(({ text }) => text === 'Vi säljer inte personuppgifter.');
  expect(said).toMatchObject({ kind: 'enforced', rules: ['no-sale'] });
  expect(reading.rules['no-sale']).toMatchObject({ promise: 'P12', name: { fi: 'tietoja ei myydä' } });
  for (const { rules } of reading.sentences)
    for (const rule of rules) expect(reading.rules).toHaveProperty(rule);
  expect(parseDeclaration(fillDraft(reading.draft.yaml).filled).controller.businessId).toBe('0000001-9');
});

test('a PDF is read, in the language that is given', async () => {
  const pdf = makePdf([['Rekisteri', 'Emme myy tietoja kenellekään, emmekä luovuta niitä muille.']]);
  const answer = await send(auditor, pdf, { query: '?language=fi' });
  expect(answer.json<NoticeReading>().sentences.at(-1)).toMatchObject({
    kind: 'enforced',
    rules: ['no-sale'],
  });
});

test('nothing of a notice is stored or logged', async () => {
  const secret = 'Gråsparvsholmen';
  const answer = await send(auditor, `Vi på ${secret} säljer aldrig dina personuppgifter till någon.`);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain(secret);
  expect(open.the.logLines.join('')).not.toContain(secret);
  const places = await dumpTables(open.the);
  expect(places.length).toBeGreaterThan(20);
  expect(findPlain(places, [secret])).toEqual([]);
});
