import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPdfPrinter, type PdfPrinter } from '../../server/base/pdf/create-pdf-printer.ts';
import type { Printable } from '../../server/base/printable.ts';
import { languages } from '../../server/safeguards/declaration/declaration.ts';
import type { Language } from '../../server/safeguards/declaration/declaration.ts';
import { noticeToPrintable } from '../../server/safeguards/declaration/notice/notice.ts';
import { renderNotice } from '../../server/safeguards/declaration/notice/render-notice.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { makeRecord } from '../../server/safeguards/declaration/record/make-record.ts';
import { writeRecord } from '../../server/safeguards/declaration/record/write-record.ts';
import { anyDeclaration } from '../support/any-declaration.ts';
import { readIds, readTableCells } from '../support/read-table-cells.ts';
import { readPdf, unspaced } from '../support/read-pdf.ts';
import { textsOf } from '../support/texts-of.ts';

const declaration = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../register/kivra-customer-service.yaml'), 'utf8'),
);
const published = { version: 3, publishedAt: new Date('2026-11-22T10:00:00Z'), declaration };
const documents: Readonly<Record<string, (language: Language) => Printable>> = {
  notice: (language) => noticeToPrintable(renderNotice(published, language)),
  record: (language) => writeRecord(makeRecord(published, language), published),
};

let printer: PdfPrinter;
beforeAll(() => {
  printer = createPdfPrinter();
});
afterAll(() => printer.close());

const plain = (sections: Printable['sections'], more: Partial<Printable> = {}): Printable => ({
  language: 'en',
  title: 'A document',
  lines: ['A register', 'Version 1'],
  author: 'Kivra Oy',
  date: new Date('2026-11-22T10:00:00Z'),
  sections,
  ...more,
});
const paragraphs = (texts: readonly string[]): Printable =>
  plain([
    { id: 'a', title: 'Texts', blocks: texts.map((text) => ({ kind: 'paragraph' as const, text: [text] })) },
  ]);

describe.each(Object.entries(documents))('the %s as PDF', (_name, write) => {
  test.each(languages)('in %s says every sentence, heading and cell of it, in order', async (language) => {
    const document = write(language);
    const { text } = await readPdf(await printer.print(document));
    let at = 0;
    for (const said of textsOf(document)) {
      const found = text.indexOf(unspaced(said), at);
      if (found < 0) throw new Error(`missing or out of order: ${said}`);
      at = found;
    }
  });

  test.each(languages)(
    'in %s is tagged, with language, title, bookmarks, lists and header cells',
    async (language) => {
      const document = write(language);
      const pdf = await readPdf(await printer.print(document));
      expect(pdf.marked).toBe(true);
      expect(pdf.declaresUa).toBe(true);
      expect(pdf.language).toMatch(new RegExp(`^${language}\\b`));
      expect(pdf.title).toContain(document.title);
      const headings = document.sections.flatMap(({ title, blocks }) => [
        title,
        ...blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])),
      ]);
      expect(pdf.bookmarks.map(unspaced)).toEqual(headings.map(unspaced));
      for (const role of ['H1', 'P', 'L', 'LI', 'Table', 'THead', 'TBody', 'Link'])
        expect(pdf.roles).toContain(role);
      // A level is never skipped.
      const levels = pdf.roles.flatMap((role) => (/^H\d$/.test(role) ? [Number(role[1])] : []));
      levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
    },
  );
});

test('a table has a header cell for each head and each row, and every cell names both of its own', async () => {
  const table = {
    kind: 'table',
    caption: 'Periods',
    head: ['What', 'Long'],
    rows: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  } as const;
  const pdf = await printer.print(plain([{ id: 'a', title: 'Table', blocks: [table, table] }]));
  const { roles } = await readPdf(pdf);
  const count = (role: string) => roles.filter((each) => each === role).length;
  expect(['Table', 'THead', 'TBody', 'TR', 'TH', 'TD'].map(count)).toEqual([2, 2, 2, 6, 8, 4]);
  const cells = readTableCells(pdf);
  expect(cells.map(({ role, scope }) => [role, scope])).toEqual([
    ...Array.from({ length: 4 }, () => ['TH', 'Column']),
    ...Array.from({ length: 4 }, () => ['TH', 'Row']),
    ...Array.from({ length: 4 }, () => ['TD', undefined]),
  ]);
  // Each id is one cell's, and the tree of ids finds it.
  const ids = cells.flatMap(({ id }) => id ?? []);
  expect(new Set(ids).size).toBe(8);
  for (const { role, headers } of cells) {
    expect(headers.every((id) => ids.includes(id))).toBe(true);
    if (role === 'TD')
      expect(headers.map((id) => cells.find((each) => each.id === id)!.scope)).toEqual(['Column', 'Row']);
  }
  expect(readIds(pdf)).toEqual(ids.toSorted());
});

test('the same document is the same bytes, from another thread and at another time', async () => {
  const digest = (pdf: Buffer) => createHash('sha256').update(pdf).digest('hex');
  const document = documents['notice']!('sv');
  const first = digest(await printer.print(document));
  const other = createPdfPrinter();
  try {
    expect(digest(await other.print(document))).toBe(first);
  } finally {
    await other.close();
  }
  expect(digest(await printer.print({ ...document, date: new Date('2026-11-23T10:00:00Z') }))).not.toBe(
    first,
  );
});

describe('text that would be Typst', () => {
  const attacks = [
    '#panic("read")',
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    '#eval("1 + 1")',
    '#{1 + 1}',
    '$ x^2 $ and `code` and *strong* and _emphasis_',
    '= A heading',
    '- an entry',
    '/ Term: value',
    '+ numbered',
    '<label> @reference [content] // comment /* comment */',
    '\\ #sys.inputs ~ -- --- ... "quotes" \'quotes\'',
    '"); #panic("out of the string',
    '{{ mustache }} \\u{41} \\"',
  ];

  test('shows as it is', async () => {
    const { text, roles } = await readPdf(await printer.print(paragraphs(attacks)));
    for (const attack of attacks) expect(text).toContain(unspaced(attack));
    expect(roles.filter((role) => /^(?:H\d|L|LI|Code|Em|Strong|Formula)$/.test(role))).toEqual(['H1']);
  });

  test('shows as it is in titles, lines, terms, cells, captions and links as well', async () => {
    for (const attack of attacks) {
      const document = plain(
        [
          {
            id: 'a',
            title: attack,
            blocks: [
              { kind: 'heading', id: 'b', text: attack },
              { kind: 'list', items: [[attack], [{ text: attack, href: `https://example.fi/${attack}` }]] },
              { kind: 'facts', facts: [{ term: attack, value: [attack] }] },
              { kind: 'table', caption: attack, head: [attack, attack], rows: [[attack, attack]] },
            ],
          },
        ],
        { title: attack, lines: [attack, attack], author: attack },
      );
      const { text } = await readPdf(await printer.print(document));
      expect(text.split(unspaced(attack)).length - 1).toBeGreaterThanOrEqual(12);
    }
  });
});

test('characters no font has, controls, broken surrogates and directions do not keep a document from being printed', async () => {
  const { text } = await readPdf(
    await printer.print(
      paragraphs([
        'a\u0000b\tc\nd',
        'x\ud800y',
        'emoji 😀\ufe0f end',
        '漢字',
        'turned \u202eback',
        'cafe\u0301',
        'ščž Łódź Ἀ я',
      ]),
    ),
  );
  expect(text).toContain('abcd');
  expect(text).toContain('turnedback');
  expect(text).toContain('café');
  expect(text).toContain('ščžŁódź');
  expect(text).not.toMatch(/😀|漢/);
});

test('a document without sections, with empty texts and with a cell longer than a page is printed', async () => {
  const { pages } = await readPdf(
    await printer.print(
      plain([
        { id: 'a', title: '', blocks: [{ kind: 'heading', id: 'c', text: '\u200b' }] },
        {
          id: 'b',
          title: 'Long',
          blocks: [
            { kind: 'paragraph', text: [] },
            { kind: 'facts', facts: [{ term: 'Nothing', value: [] }] },
            { kind: 'list', items: [[]] },
            {
              kind: 'table',
              caption: 'One',
              head: ['A', 'B', 'C'],
              rows: [['first', 'word '.repeat(2000), 'x'.repeat(400)]],
            },
          ],
        },
      ]),
    ),
  );
  expect(pages).toBeGreaterThan(1);
  await printer.print(plain([]));
});

test('any declaration that can be published can be printed, and names all its purposes', async () => {
  await fc.assert(
    fc.asyncProperty(anyDeclaration, fc.constantFrom(...languages), async (changed, language) => {
      const version = { ...published, declaration: changed };
      for (const document of [
        noticeToPrintable(renderNotice(version, language)),
        writeRecord(makeRecord(version, language), version),
      ]) {
        const { text } = await readPdf(await printer.print(document));
        for (const { name } of Object.values(changed.purposes))
          expect(text).toContain(unspaced(name[language]));
      }
    }),
    { numRuns: 8 },
  );
});

describe('the printer', () => {
  test('holds no more than it can print soon, and says so to the others', async () => {
    const busy = createPdfPrinter();
    const all = await Promise.allSettled(Array.from({ length: 40 }, () => busy.print(plain([]))));
    const refused = all.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set(['too-many-requests']));
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(20);
    await busy.close();
  });

  test('ends its thread when nothing comes, and starts anew', async () => {
    const lazy = createPdfPrinter({ idleTime: 10 });
    const first = await lazy.print(plain([]));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await lazy.print(plain([]))).equals(first)).toBe(true);
    await lazy.close();
  });

  test('refuses after closing, and what it was at', async () => {
    const closing = createPdfPrinter();
    const under = closing.print(plain([]));
    await Promise.all([expect(under).rejects.toMatchObject({ code: 'internal' }), closing.close()]);
    await expect(closing.print(plain([]))).rejects.toMatchObject({ code: 'internal' });
  });

  test('says nothing of a document it cannot print, and prints the next', async () => {
    const broken = { ...plain([]), language: 'Åsa Lindqvist' } as unknown as Printable;
    await expect(printer.print(broken)).rejects.toMatchObject({
      code: 'internal',
      details: { part: 'pdf', state: 'not-printed' },
    });
    expect((await printer.print(plain([]))).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
