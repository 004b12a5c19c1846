/** A stretch of text; an address in it is a link. */
export type Inline = string | { readonly text: string; readonly href: string };

export type Block =
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

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A document without a form: what is said and how it is built. Pages, Markdown and PDF are made from it. */
export interface Printable {
  readonly language: 'sv' | 'fi' | 'en';
  readonly title: string;
  /** Under the title: whose it is, since when. */
  readonly lines: readonly string[];
  readonly author: string;
  /** The only moment in the PDF, so that the same document is the same bytes. */
  readonly date: Date;
  /** On pages that lie down, for wide tables. */
  readonly wide?: boolean;
  readonly sections: readonly Section[];
}
