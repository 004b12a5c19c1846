import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Id, isId } from '../base/new-id.ts';
import type { ReceiptOf } from '../operations/receipts/draw-receipt.ts';
import { type Language, languages } from '../safeguards/declaration/declaration.ts';
import { readServiceSettings } from './command-settings.ts';
import { say } from './print.ts';
import { useHouse } from './use-storage.ts';

interface Options {
  language?: Language;
  format: 'file' | 'pdf';
  out?: string;
}

/** For whoever runs it, when nobody with the task is at hand; as system in the log. */
export function addReceipt(program: Command): void {
  const receipt = program
    .command('receipt')
    .helpCommand(false)
    .description('all lines of the access log about somebody, each with its proof');
  for (const kind of ['person', 'contact'] as const)
    receipt
      .command(kind)
      .description(`a receipt of a ${kind}; that it was drawn is its last line`)
      .argument('<id>', 'as in the address of the page', readUnit)
      .addOption(new Option('--language <language>', "the person's own when left out").choices(languages))
      .addOption(
        new Option('--format <format>', 'file: for the verifier; pdf: to be read, the newest thousand lines')
          .choices(['file', 'pdf'])
          .default('file'),
      )
      .option('--out <file>', 'where to; printed when left out')
      .action((id: Id, options: Options) => draw({ kind, id } as ReceiptOf, options));
}

async function draw(of: ReceiptOf, { language, format, out }: Options): Promise<void> {
  await useHouse(readServiceSettings(), async ({ receipts }) => {
    const receipt = await receipts.draw('command', of, language);
    if (format === 'pdf') {
      const pdf = await receipts.print(receipt);
      if (out === undefined) process.stdout.write(pdf);
      else await writeFile(out, pdf, { mode: 0o600 });
    } else
      await pipeline(
        Readable.from(receipt.write()),
        out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 }),
        { end: out !== undefined },
      );
    say(`${receipt.places.length} lines of a log of ${String(receipt.header['size'])}.`);
  });
}

function readUnit(text: string): Id {
  if (!isId(text)) throw new InvalidArgumentError('Write an id: 36 letters, as in the address of its page.');
  return text;
}
