import type { Block, Printable } from '../../base/printable.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { CodeNames } from './name-codes.ts';
import type { Receipt } from './draw-receipt.ts';
import type { ReceiptWords } from './receipt-words.ts';
import { receiptWords } from './words-of-receipt.ts';
import type { ShownLine } from './show-line.ts';

/** What one reads on paper, and what is typeset in a second or two; the file holds all. */
export const mostPrinted = 1000;

const grouped = (text: string) => text.replaceAll(/.{16}(?=.)/g, '$& ');

/** A receipt to be read: the newest lines as a table, what it shows and what it cannot show. @param before blocks that stand first */
export async function printReceipt(
  receipt: Receipt,
  published: PublishedDeclaration,
  before: Printable['sections'] = [],
): Promise<Printable> {
  const { header, language, places } = receipt;
  const own = receiptWords[language];
  const { kind } = header;
  const { timeZone } = published.declaration.register;
  const moment = new Intl.DateTimeFormat(`${language}-FI`, {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone,
  });
  const lines: ShownLine[] = [];
  for await (const page of receipt.lines(places.slice(-mostPrinted)))
    for (const { shown } of page) if (shown !== null) lines.push(shown as ShownLine);
  const number = new Intl.NumberFormat(language);
  const madeAt = new Date(String(header['madeAt']));
  const { name } = published.declaration.controller;
  const left = places.length - lines.length;
  return {
    language,
    title: own.titles[kind],
    lines: [name, moment.format(madeAt)],
    author: name,
    date: madeAt,
    wide: true,
    sections: [
      {
        id: 'what',
        title: own.sections.what,
        blocks: [
          paragraph(own.about[kind]),
          paragraph(own.readers),
          {
            kind: 'facts',
            facts: [
              fact(own.controller, name),
              fact(own.madeAt, moment.format(madeAt)),
              fact(own.lines, number.format(places.length)),
            ],
          },
        ],
      },
      ...before,
      {
        id: 'lines',
        title: own.sections.lines,
        blocks: [
          ...(left > 0 ? [paragraph(own.newest(lines.length, places.length))] : []),
          tableOf(
            lines.toReversed(),
            own,
            header['names'] as CodeNames,
            (at) => moment.format(new Date(at)),
            language,
          ),
        ],
      },
      {
        id: 'check',
        title: own.sections.check,
        blocks: [
          paragraph(own.proves),
          paragraph(own.missing),
          paragraph(own.pruned),
          paragraph(own.file),
          {
            kind: 'facts',
            facts: [
              fact(own.logSize, number.format(Number(header['size']))),
              fact(own.logRoot, grouped(String(header['root']))),
            ],
          },
        ],
      },
    ],
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] });
const fact = (term: string, value: string) => ({ term, value: [value] });

function tableOf(
  lines: readonly ShownLine[],
  own: ReceiptWords,
  names: CodeNames,
  at: (moment: string) => string,
  language: Language,
): Block {
  const { head } = own;
  const named = (of: Readonly<Record<string, string>>, keys: readonly string[]) =>
    keys.map((key) => of[key] ?? key).join(', ') || own.none;
  const who = ({ by, reader }: ShownLine) => {
    if (by === 'self') return own.self;
    if (by === 'system') return own.system;
    if (by === 'inspector') return `${own.inspector} ${reader}`;
    return by === 'staff' ? (reader ?? own.none) : own.nobody;
  };
  return {
    kind: 'table',
    caption: own.sections.lines,
    head: [head.at, head.what, head.task, head.purposes, head.data, head.reader],
    rows: lines.map((line) => [
      at(line.at),
      [
        names.action[line.action] ?? line.action,
        ...(line.reason === null ? [] : [names.reason[line.reason] ?? line.reason]),
        ...(line.refusal !== null && line.action !== 'refuse' ? [own.refused] : []),
        ...(typeof line.units === 'number' && line.units > 1
          ? [`${head.units} ${new Intl.NumberFormat(language).format(line.units)}`]
          : []),
      ].join('; '),
      line.task === null || line.by === 'system' ? own.none : (names.task[line.task] ?? line.task),
      named(names.purpose, line.purposes),
      named(names.category, line.categories),
      who(line),
    ]),
  };
}
