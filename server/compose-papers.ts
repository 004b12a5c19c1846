import type { Clock } from './base/clock.ts';
import { createPdfPrinter } from './base/pdf/create-pdf-printer.ts';
import { keepPrinted } from './base/pdf/keep-printed.ts';
import type { Language, PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import { noticeToPrintable } from './safeguards/declaration/notice/notice.ts';
import { renderNotice } from './safeguards/declaration/notice/render-notice.ts';
import { makeRecord } from './safeguards/declaration/record/make-record.ts';
import { writeRecord } from './safeguards/declaration/record/write-record.ts';

/** What a published version says, as PDF. A version never changes, so neither do the bytes. */
export interface PapersHouse {
  notice(published: PublishedDeclaration, language: Language): Promise<Buffer>;
  record(published: PublishedDeclaration, language: Language): Promise<Buffer>;
  stop(): Promise<void>;
}

export function createPapers({ clock }: { clock: Clock }): PapersHouse {
  const printer = createPdfPrinter();
  // 100 kB each. Apart, so that no reader of old notices keeps staff from the record.
  const notices = keepPrinted({ printer, clock }, { mostKept: 60, perMinute: 30 });
  const records = keepPrinted({ printer, clock }, { mostKept: 12, perMinute: 30 });
  return {
    notice: (published, language) =>
      notices.get(`${published.version}/${language}`, () =>
        noticeToPrintable(renderNotice(published, language)),
      ),
    record: (published, language) =>
      records.get(`${published.version}/${language}`, () =>
        writeRecord(makeRecord(published, language), published),
      ),
    stop: () => printer.close(),
  };
}
