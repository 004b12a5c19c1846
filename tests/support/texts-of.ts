import type { Block, Inline, Printable } from '../../server/base/printable.ts';

/** Everything a document says, a text each, in the order of reading. */
export function textsOf({ sections }: Pick<Printable, 'sections'>): string[] {
  return sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(textsOfBlock)]);
}

function textsOfBlock(block: Block): string[] {
  const inline = (parts: readonly Inline[]) =>
    parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [inline(block.text)];
    case 'list':
      return block.items.map(inline);
    case 'facts':
      return block.facts.flatMap(({ term, value }) => [term, inline(value)]);
    case 'table':
      return [block.caption, ...block.head, ...block.rows.flat()];
  }
}
