import type { Command } from 'commander';
import { createPdfPrinter } from '../base/pdf/create-pdf-printer.ts';
import type { Printable } from '../base/printable.ts';

/** Bytes to stdout. They do a terminal no good, so there it is said what to do. */
export async function writePdf(printable: Printable, command: Command): Promise<void> {
  if (process.stdout.isTTY) command.error('error: this would print bytes; add  > file.pdf', { exitCode: 2 });
  const printer = createPdfPrinter();
  try {
    process.stdout.write(await printer.print(printable));
  } finally {
    await printer.close();
  }
}
