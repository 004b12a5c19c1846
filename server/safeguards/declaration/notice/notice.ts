import type { Block, Printable, Section } from '../../../base/printable.ts';
import type { Language } from '../declaration.ts';

export type { Inline } from '../../../base/printable.ts';
export type NoticeBlock = Block;

/** `id` is the same in every language and version: part of the section's permanent address. */
export type NoticeSection = Section;

/** The privacy notice as a document without a form: Markdown, pages and PDF are made from it. */
export interface Notice {
  readonly language: Language;
  readonly title: string;
  readonly registerName: string;
  readonly controllerName: string;
  readonly version: number;
  readonly publishedAt: Date;
  /** "Version 3, in force since …", in words. */
  readonly inForce: string;
  readonly sections: readonly NoticeSection[];
}

export function noticeToPrintable(notice: Notice): Printable {
  return {
    language: notice.language,
    title: notice.title,
    lines: [notice.registerName, notice.inForce],
    author: notice.controllerName,
    date: notice.publishedAt,
    sections: notice.sections,
  };
}
