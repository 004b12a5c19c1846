import type { Clock } from './base/clock.ts';
import { createPdfPrinter, type PdfPrinter } from './base/pdf/create-pdf-printer.ts';
import { keepPrinted } from './base/pdf/keep-printed.ts';
import type { Language, PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import { noticeToPrintable } from './safeguards/declaration/notice/notice.ts';
import { renderNotice } from './safeguards/declaration/notice/render-notice.ts';
import { makeRecord } from './safeguards/declaration/record/make-record.ts';
import { writeRecord } from './safeguards/declaration/record/write-record.ts';

/** What we print. What a published version says never changes, so neither do its bytes: it is printed once. */
export interface PapersHouse {
  notice(published: PublishedDeclaration, language: Language): Promise<Buffer>;
  record(published: PublishedDeclaration, language: Language): Promise<Buffer>;
  print: PdfPrinter['print'];
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
    print: (printable) => printer.print(printable),
    stop: () => printer.close(),
  };
}
