import { afterEach, expect, test } from 'vitest';
import { createMailParser } from '../../server/channels/email/create-mail-parser.ts';
import type { MailParser, MailParserOptions } from '../../server/channels/email/create-mail-parser.ts';

const open: MailParser[] = [];
const make = (options?: MailParserOptions) => {
  const parser = createMailParser(options);
  open.push(parser);
  return parser;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((parser) => parser.close()));
});

const crashing = { script: new URL('./crash-worker.mjs', import.meta.url), timeLimit: 400, heapLimit: 32 };

test('a mail that crashes, hangs or fills the parser is unreadable, and the next mails are read', async () => {
  const parser = make(crashing);
  const answers = await Promise.all(
    [1, 9, 2, 9, 3, 4, 9].map((kind) => parser.parse(Uint8Array.of(kind)).catch((error: Error) => error)),
  );
  expect(answers.map((answer) => (answer as { code?: string }).code)).toEqual([
    'parser-crashed',
    'malformed',
    'parser-timeout',
    'malformed',
    'parser-crashed',
    'parser-crashed',
    'malformed',
  ]);
});

test('a parser that cannot start says so and calls no mail unreadable', async () => {
  const parser = make({ script: new URL('./no-such-worker.mjs', import.meta.url) });
  await expect(parser.parse(Uint8Array.of(1))).rejects.toMatchObject({ name: 'Refusal', code: 'internal' });
});

test('a closed parser refuses', async () => {
  const parser = make();
  await parser.close();
  await expect(parser.parse(Buffer.from('From: a@example.fi\n\nx'))).rejects.toMatchObject({
    code: 'internal',
  });
});

test('mail is read in the thread, the caller keeping its bytes; coded refusals come through', async () => {
  const parser = make({ workers: 2 });
  const raw = Buffer.from('From: Maija <maija@example.fi>\nSubject: Hej\n\nText\n');
  const mails = await Promise.all(Array.from({ length: 20 }, () => parser.parse(raw)));
  expect(new Set(mails.map((mail) => `${mail.from?.address} ${mail.subject} ${mail.text.trim()}`))).toEqual(
    new Set(['maija@example.fi Hej Text']),
  );
  expect(raw.length).toBeGreaterThan(0);
  await expect(parser.parse(new Uint8Array())).rejects.toMatchObject({
    name: 'UnreadableMail',
    code: 'empty',
  });
  const html = await parser.parse(
    Buffer.from('From: a@example.fi\nContent-Type: text/html\n\n<p onclick=x>A<script>1</script></p>\n'),
  );
  expect(html.safeHtml?.trim()).toBe('<p>A</p>');
  expect(html).not.toHaveProperty('html');
});
