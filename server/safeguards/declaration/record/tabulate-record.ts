import type { Block, Inline, Printable } from '../../../base/printable.ts';
import { recordWords } from './words-of-record.ts';

/** The record as one table, a line for each fact: section, what it is about, which fact, its value. The first line is the head. */
export function tabulateRecord({ language, sections }: Printable): string[][] {
  return [
    [...recordWords[language].csv],
    ...sections.flatMap(({ title, blocks }) =>
      blocks.flatMap((block, index) => linesOf(block, blocks[index - 1]).map((line) => [title, ...line])),
    ),
  ];
}

function linesOf(block: Block, before: Block | undefined): string[][] {
  switch (block.kind) {
    case 'heading':
      return [];
    case 'paragraph':
      return [['', '', textOf(block.text)]];
    case 'list': {
      const about = before?.kind === 'paragraph' ? textOf(before.text).replace(/:$/, '') : '';
      return block.items.map((item) => [about, '', textOf(item)]);
    }
    case 'facts':
      return block.facts.map(({ term, value }) => ['', term, textOf(value)]);
    case 'table':
      return block.rows.flatMap(([about = '', ...cells]) =>
        cells.map((cell, index) => [about, block.head[index + 1] ?? '', cell]),
      );
  }
}

function textOf(parts: readonly Inline[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
