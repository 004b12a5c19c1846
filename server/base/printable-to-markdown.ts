import type { Block, Inline, Printable } from './printable.ts';

/** The document as Markdown (CommonMark with tables), ending in a line break. */
export function printableToMarkdown({ title, lines, sections }: Printable): string {
  const [first = '', ...others] = lines;
  const parts = [
    `# ${escape(title)}`,
    `**${escape(first)}**`,
    ...others.map(escape),
    ...sections.flatMap((section) => [`## ${escape(section.title)}`, ...section.blocks.map(block)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function block(content: Block): string {
  switch (content.kind) {
    case 'heading':
      return `### ${escape(content.text)}`;
    case 'paragraph':
      return opening(inline(content.text));
    case 'list':
      return content.items.map((item) => `- ${opening(inline(item))}`).join('\n');
    case 'facts':
      return content.facts.map(({ term, value }) => `- **${escape(term)}:** ${inline(value)}`).join('\n');
    case 'table':
      return [content.head, content.head.map(() => '---'), ...content.rows]
        .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escape(cell))).join(' | ')} |`)
        .join('\n');
  }
}

function inline(parts: readonly Inline[]): string {
  return parts
    .map((part) =>
      typeof part === 'string'
        ? escape(part)
        : `[${escape(part.text)}](<${part.href.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)`,
    )
    .join('');
}

/** A text that begins a block: "1. " or "- " there would begin a list. */
function opening(text: string): string {
  return text.replace(/^([-+](?=\s)|\d+(?=[.)]\s))/, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}

/** Declared names come from a file that people write: nothing in them may turn into a heading, a link or HTML. */
function escape(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);
}
