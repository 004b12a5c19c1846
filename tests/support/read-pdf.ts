import { getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  /** What is read out: all but page furniture, blanks taken out, since lines are broken anywhere. */
  readonly text: string;
  readonly language: string | undefined;
  readonly title: string | undefined;
  /** Says itself that it is PDF/UA-1. */
  readonly declaresUa: boolean;
  readonly marked: boolean;
  /** Bookmarks in their order, those below others after them. */
  readonly bookmarks: readonly string[];
  /** Structure elements in reading order, with repetition. */
  readonly roles: readonly string[];
  readonly pages: number;
}

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}
interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

/** A PDF as a program for the blind reads it. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(Uint8Array.from(pdf));
  const { info, metadata } = await document.getMetadata();
  const mark = (await document.getMarkInfo()) as { Marked?: boolean } | null;
  const roles: string[] = [];
  const collect = ({ role, children = [] }: Node): void => {
    if (role !== undefined) roles.push(role);
    for (const child of children) collect(child);
  };
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) collect(tree);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item) {
        if (!open.includes('Artifact')) text += item.str;
      } else if (item.type === 'endMarkedContent') open.pop();
      // The package's own types leave the tag out.
      else open.push((item as { tag?: string }).tag ?? '');
    }
  }
  const titles = (bookmarks: readonly Bookmark[]): string[] =>
    bookmarks.flatMap(({ title, items }) => [title, ...titles(items)]);
  const facts = info as { Language?: string; Title?: string };
  const read = {
    text: unspaced(text),
    language: facts.Language,
    title: facts.Title,
    declaresUa: metadata?.get('pdfuaid:part') !== null && metadata?.get('pdfuaid:part') !== undefined,
    marked: mark?.Marked === true,
    bookmarks: titles(((await document.getOutline()) ?? []) as Bookmark[]),
    roles,
    pages: document.numPages,
  };
  await document.cleanup();
  return read;
}

export function unspaced(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, '');
}
