import type { Clock } from '../clock.ts';
import { Refusal } from '../errors.ts';
import type { Printable } from '../printable.ts';
import type { PdfPrinter } from './create-pdf-printer.ts';

/** Printed documents by a key that names their content for good, so that each is printed once and not for every reader. */
export interface PrintedDocuments {
  /** @throws Refusal 'too-many-requests' when more were printed this minute than readers can mean to read */
  get(key: string, write: () => Printable): Promise<Buffer>;
}

interface Limits {
  readonly mostKept: number;
  readonly perMinute: number;
}

export function keepPrinted(
  { printer, clock }: { printer: PdfPrinter; clock: Clock },
  { mostKept, perMinute }: Limits,
): PrintedDocuments {
  const kept = new Map<string, Promise<Buffer>>();
  let minute = 0;
  let printed = 0;

  /** What is kept costs nothing; whoever asks for one version after another is held up here. */
  function count(): void {
    const now = Math.floor(clock.now().getTime() / 60_000);
    if (now !== minute) [minute, printed] = [now, 0];
    if (printed >= perMinute) throw new Refusal('too-many-requests', { seconds: 60 });
    printed += 1;
  }

  return {
    async get(key, write) {
      const known = kept.get(key);
      if (known) {
        // The one asked for last goes last.
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      count();
      const printing = printer.print(write());
      kept.set(key, printing);
      const oldest = kept.keys().next();
      if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value);
      try {
        return await printing;
      } catch (error) {
        if (kept.get(key) === printing) kept.delete(key);
        throw error;
      }
    },
  };
}
