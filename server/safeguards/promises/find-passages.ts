import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Inline, Notice, NoticeBlock, NoticeSection } from '../declaration/notice/notice.ts';
import { createTools } from '../declaration/notice/notice-tools.ts';
import type { NoticeWords } from '../declaration/notice/notice-words.ts';
import { promiseList } from './promise-list.ts';
import type { Passage } from './promise.ts';

/** A block of the notice with the promises it makes. */
export interface ProvedBlock {
  readonly block: NoticeBlock;
  readonly promises: readonly number[];
}

export interface ProvedSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ProvedBlock[];
}

/** The notice as people read it, each block with the numbers of the promises it makes; headings make none. */
export function findPassages(published: PublishedDeclaration, notice: Notice): ProvedSection[] {
  const { words } = createTools(published, notice.language);
  return notice.sections.map((section) => {
    const found = section.blocks.map(() => new Set<number>());
    for (const { number, passages } of promiseList) {
      for (const passage of passages) {
        if (passage.section !== section.id) continue;
        for (const index of indexesOf(section, passage, words)) found[index]!.add(number);
      }
    }
    return {
      id: section.id,
      title: section.title,
      blocks: section.blocks.map((block, index) => ({
        block,
        promises: [...found[index]!].toSorted((one, other) => one - other),
      })),
    };
  });
}

function indexesOf({ blocks }: NoticeSection, passage: Passage, words: NoticeWords): number[] {
  const said = passage.says?.(words).map(plain);
  const excepted = passage.butNot?.(words).map(plain);
  const indexes: number[] = [];
  let heading: string | null = null;
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      heading = block.id;
      return;
    }
    if (passage.heading !== undefined && passage.heading !== heading) return;
    if (passage.kinds && !passage.kinds.includes(block.kind)) return;
    const text = block.kind === 'paragraph' ? plain(textOf(block.text)) : undefined;
    if (excepted && text !== undefined && excepted.includes(text)) return;
    if (said && (text === undefined || !said.includes(text))) return;
    indexes.push(index);
    if (passage.andList && blocks[index + 1]?.kind === 'list') indexes.push(index + 1);
  });
  return indexes;
}

export function textOf(parts: readonly Inline[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** The notice binds numbers and names by no-break spaces; its words are written without. */
function plain(text: string): string {
  return text.replaceAll(/\s/g, ' ');
}
