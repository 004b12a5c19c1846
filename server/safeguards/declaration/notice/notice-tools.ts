import type { Language, LegalBasis, Period, PublishedDeclaration, Words } from '../declaration.ts';
import { bindNumbers, formatEnumeration, formatList, inSentence } from './format-notice-text.ts';
import type { Inline, NoticeBlock } from './notice.ts';
import type { NoticeWords } from './notice-words.ts';
import { noticeWordsEn } from './notice-words.en.ts';
import { noticeWordsFi } from './notice-words.fi.ts';
import { noticeWordsSv } from './notice-words.sv.ts';

export const noticeWords: Readonly<Record<Language, NoticeWords>> = {
  sv: noticeWordsSv,
  fi: noticeWordsFi,
  en: noticeWordsEn,
};

/** What the parts of a notice are made with. */
export interface NoticeTools {
  readonly published: PublishedDeclaration;
  readonly language: Language;
  readonly words: NoticeWords;
  say(words: Words): string;
  /** Declared names of these keys as a list in a sentence. */
  names(group: Readonly<Record<string, { readonly name: Words }>>, keys: readonly string[]): string;
  /** The same as a list that stands alone. */
  enumerate(group: Readonly<Record<string, { readonly name: Words }>>, keys: readonly string[]): string;
  paragraph(text: string): NoticeBlock;
  list(items: readonly string[]): NoticeBlock;
  table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): NoticeBlock;
}

export function createTools(published: PublishedDeclaration, language: Language): NoticeTools {
  const { controller, authority } = published.declaration;
  const links = new Map([
    [controller.contactAddress, `mailto:${controller.contactAddress}`],
    [controller.website, controller.website],
    [authority.website, authority.website],
  ]);
  const say = (words: Words) => words[language];
  const text = (value: string) => linkText(bindNumbers(value), links);
  return {
    published,
    language,
    words: noticeWords[language],
    say,
    names: (group, keys) =>
      formatList(
        language,
        namesOf(group, keys).map((name) => inSentence(language, say(name))),
      ),
    enumerate: (group, keys) => formatEnumeration(language, namesOf(group, keys).map(say)),
    paragraph: (value) => ({ kind: 'paragraph', text: text(value) }),
    list: (items) => ({ kind: 'list', items: items.map(text) }),
    table: (caption, head, rows) => ({
      kind: 'table',
      caption,
      head,
      rows: rows.map((row) => row.map(bindNumbers)),
    }),
  };
}

function namesOf(
  group: Readonly<Record<string, { readonly name: Words }>>,
  keys: readonly string[],
): Words[] {
  return keys.flatMap((key) => (Object.hasOwn(group, key) ? [group[key]!.name] : []));
}

/** Addresses in a text become links; a website shows without its scheme. */
export function linkText(text: string, links: ReadonlyMap<string, string>): Inline[] {
  let parts: Inline[] = [text];
  for (const [address, href] of links) {
    parts = parts.flatMap((part) => {
      if (typeof part !== 'string') return [part];
      const shown = address.replace(/^https:\/\//, '').replace(/\/$/, '');
      return part
        .split(address)
        .flatMap((piece, index): Inline[] => (index === 0 ? [piece] : [{ text: shown, href }, piece]));
    });
  }
  return parts.filter((part) => part !== '');
}

export function facts(entries: readonly (readonly [string, string, string?])[]): NoticeBlock {
  return {
    kind: 'facts',
    facts: entries.map(([term, value, href]) => ({
      term,
      value: [href === undefined ? bindNumbers(value) : { text: value.replace(/^https:\/\//, ''), href }],
    })),
  };
}

export function keysWithBasis(
  purposes: Readonly<Record<string, { readonly basis: LegalBasis }>>,
  ...bases: readonly LegalBasis[]
): string[] {
  return Object.keys(purposes).filter((key) => bases.includes(purposes[key]!.basis));
}

/** How long and from when, as "3 months, at most 12 months, from the call". */
export function lengthOf({ retention }: NoticeWords, { months, capMonths, from }: Period): string {
  return retention.from(
    capMonths === undefined ? retention.length(months) : retention.lengthWithCap(months, capMonths),
    from,
  );
}
