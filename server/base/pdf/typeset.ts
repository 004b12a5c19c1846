import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block, Printable } from '../printable.ts';
import { readCoverage } from './read-coverage.ts';
import { tagRowHeaders } from './tag-row-headers.ts';

const packages = join(import.meta.dirname, '../../../node_modules');
const fonts = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];
const form = readFileSync(join(import.meta.dirname, 'printable.typ'), 'utf8');

/**
 * Makes PDF/UA-1 of a document. Its text reaches Typst as data of the form `printable.typ`, never as part of
 * the form, so nothing in it is ever read as markup. Fonts are ours alone; nothing is fetched.
 * @returns how to print; it holds the process for the time it takes (some tens of milliseconds a document)
 * @throws Error with the compiler's own words, which may quote the document
 */
export function createTypesetter(): (printable: Printable) => Buffer {
  const files = fonts.map((file) => readFileSync(join(packages, '@expo-google-fonts/inter', file)));
  // What the regular cut has, the bold one must have as well.
  const [regular, bold] = files.map(readCoverage) as [ReadonlySet<number>, ReadonlySet<number>];
  const covered = new Set([...regular].filter((code) => bold.has(code)));
  const compiler = NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: files }],
  });
  return (printable) => {
    const result = compiler.compile({
      mainFileContent: form,
      inputs: { printable: JSON.stringify(forForm(printable), drawableOnly(covered)) },
    });
    const document = result.result;
    if (!document) throw new Error(`not typeset: ${describe(compiler, result.takeError())}`);
    try {
      return tagRowHeaders(compiler.pdf(document, { pdfStandard: 'ua-1' }));
    } finally {
      compiler.evictCache(0);
    }
  };
}

function describe(compiler: NodeCompiler, error: NodeError | null): string {
  return error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no reason given';
}

/** The document as the form reads it. */
function forForm({ date, wide = false, sections, lines, ...rest }: Printable) {
  return {
    ...rest,
    lines,
    wide,
    sections: sections.map(({ title, blocks }) => ({ title, blocks: blocks.map(forTable) })),
    date: {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    },
  };
}

/** Letters of a cell that fit on one page even in the narrowest column. */
const fitsOnPage = 500;

/** A column is as wide as its text wants, but short ones never so narrow that words break; rows stay whole where they can. */
function forTable(block: Block) {
  if (block.kind !== 'table') return block;
  const widths = block.head.map((head, column) => {
    const cells = block.rows.map((row) => row[column] ?? '');
    const letters = cells.reduce((sum, cell) => sum + cell.length, head.length) / (cells.length + 1);
    return Math.max(Math.sqrt(letters), Math.sqrt(longestWord([head, ...cells]) * 2), 3);
  });
  const rows = block.rows.map((cells) => ({
    cells,
    breaks: cells.some(({ length }) => length > fitsOnPage),
  }));
  return { ...block, widths, rows };
}

function longestWord(texts: readonly string[]): number {
  return Math.max(...texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length));
}

/** PDF/UA wants a glyph for every character: what the font cannot draw shows as missing, and directions and controls go. */
function drawableOnly(covered: ReadonlySet<number>) {
  const missing = covered.has(0xfffd) ? '\ufffd' : '?';
  return (key: string, value: unknown): unknown => {
    if (typeof value !== 'string' || key === 'href') return value;
    return value
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .replaceAll(/\p{Cf}|\p{Variation_Selector}/gu, '')
      .replaceAll(/[^\x20-\x7e]/gu, (character) =>
        covered.has(character.codePointAt(0)!) ? character : missing,
      );
  };
}
