import type { Language } from '../declaration.ts';

/** A stretch of text; an address in it is a link. */
export type Inline = string | { readonly text: string; readonly href: string };

export type NoticeBlock =
  | { readonly kind: 'heading'; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'facts';
      readonly facts: readonly { readonly term: string; readonly value: readonly Inline[] }[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface NoticeSection {
  /** The same in every language and version: part of the section's permanent address. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly NoticeBlock[];
}

/** The privacy notice as a document without a form: Markdown, pages and letters are made from it. */
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
