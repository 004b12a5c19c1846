import { printableToMarkdown } from '../../../base/printable-to-markdown.ts';
import { type Notice, noticeToPrintable } from './notice.ts';

/** The notice as Markdown (CommonMark with tables), ending in a line break. */
export function noticeToMarkdown(notice: Notice): string {
  return printableToMarkdown(noticeToPrintable(notice));
}
