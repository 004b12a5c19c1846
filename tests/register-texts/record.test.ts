import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDeclaration } from '../support/any-declaration.ts';
import { textsOf } from '../support/texts-of.ts';
import { languages } from '../../server/safeguards/declaration/declaration.ts';
import type { Declaration, Language } from '../../server/safeguards/declaration/declaration.ts';
import { formatCountry } from '../../server/safeguards/declaration/notice/format-notice-text.ts';
import { renderNotice } from '../../server/safeguards/declaration/notice/render-notice.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { makeRecord } from '../../server/safeguards/declaration/record/make-record.ts';
import { tabulateRecord } from '../../server/safeguards/declaration/record/tabulate-record.ts';
import { writeRecord } from '../../server/safeguards/declaration/record/write-record.ts';

const declaration = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../register/kivra-customer-service.yaml'), 'utf8'),
);
const publishedAt = new Date('2026-11-22T10:00:00Z');
const publish = (changed: Declaration = declaration) => ({ version: 3, publishedAt, declaration: changed });
const written = (language: Language, changed?: Declaration) => {
  const published = publish(changed);
  return writeRecord(makeRecord(published, language), published);
};

/** One text, plain blanks, small letters: names inside sentences begin with a small one. */
const flat = (texts: readonly string[]) => texts.join('\n').replaceAll('\u00a0', ' ').toLowerCase();

/** Every name and length that must be told of: by law both in the notice and in the record. */
function namesOf(
  { purposes, categories, processors, periods, processing, measures }: Declaration,
  language: Language,
) {
  const named = [purposes, categories, periods].flatMap((group) => Object.values(group));
  return [
    ...named.map(({ name }) => name[language]),
    ...measures.map(({ name }) => name[language]),
    ...Object.values(periods).map(({ ground }) => ground[language]),
    ...Object.values(periods).map(({ months }) => ` ${months} `),
    ...Object.values(purposes).flatMap(({ interest, balancing }) =>
      [interest, balancing].flatMap((words) => (words ? [words[language]] : [])),
    ),
    ...Object.values(processors ?? {}).flatMap((each) => [
      each.name,
      each.service[language],
      ...each.countries.map((code) => formatCountry(language, code)),
    ]),
    formatCountry(language, processing.mainCountry),
  ];
}

describe('for any declaration', () => {
  it('each purpose, category, period, processor, country and measure stands in notice and record, in every language', () => {
    fc.assert(
      fc.property(anyDeclaration, (changed) => {
        for (const language of languages) {
          const notice = flat([' ', ...textsOf(renderNotice(publish(changed), language))]);
          const record = flat([' ', ...textsOf(written(language, changed))]);
          for (const name of namesOf(changed, language)) {
            const wanted = name.replaceAll('\u00a0', ' ').toLowerCase();
            // A length may begin its cell.
            const pattern = wanted.trim() === wanted ? wanted : wanted.trimStart();
            if (!notice.includes(pattern)) throw new Error(`not in the notice: ${name}`);
            if (!record.includes(pattern)) throw new Error(`not in the record: ${name}`);
          }
          for (const { agreement } of Object.values(changed.processors ?? {}))
            expect(record).toContain(agreement.id.toLowerCase());
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('what it does not name stands in neither', () => {
    const { processors: _processors, ...rest } = declaration;
    const { chat: _chat, ...channels } = declaration.channels;
    for (const language of languages) {
      for (const text of [
        flat(textsOf(renderNotice(publish({ ...rest, channels }), language))),
        flat(textsOf(written(language, { ...rest, channels }))),
      ]) {
        expect(text).not.toContain('työtahti');
      }
    }
  });
});

describe.each(languages)('the record in %s', (language) => {
  it('holds all that GDPR Art. 30(1) (a) to (g) ask for', () => {
    const { sections } = written(language);
    const letters = sections.map(({ title }) => /(?:\(|\s)([a-g])(?:\)|$|\salakohta)/.exec(title)?.[1]);
    expect(letters).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    const text = flat(textsOf({ sections }));
    for (const fact of ['kivra oy', '2918721-9', '02150', 'tietosuoja@kivra.fi', 'demo-1', 'työtahti oy'])
      expect(text).toContain(fact);
    expect(text).toContain(declaration.register.subjects[language].toLowerCase());
    expect(text).toMatch(
      /15\.? (?:januari|tammikuuta|january) 2026 – 31\.? (?:december|joulukuuta|december) 2028/,
    );
  });

  it('gives each category the period after which it goes', () => {
    const { categories, periods } = makeRecord(publish(), language);
    const kept = Object.fromEntries(categories.map(({ key, period }) => [key, period]));
    expect(kept).toMatchObject({ identityCode: 'person', messages: 'contact', recordings: 'recording' });
    expect(Object.values(kept)).not.toContain(null);
    expect(periods.map(({ key }) => key)).toEqual(Object.keys(declaration.periods));
  });

  it('names for each transfer outside the EEA its ground', () => {
    const [key, processor] = Object.entries(declaration.processors!)[0]!;
    const abroad: Declaration = {
      ...declaration,
      processors: {
        [key]: { ...processor, countries: ['FI', 'US'], transferGround: 'standard-contractual-clauses' },
      },
    };
    const { blocks } = written(language, abroad).sections.find(({ id }) => id === 'transfers')!;
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.rows).toEqual([
      [
        expect.stringContaining('Työtahti'),
        formatCountry(language, 'US'),
        expect.stringMatching(/klausul|lausekk|clauses/),
      ],
    ]);
    expect(
      written(language)
        .sections.find(({ id }) => id === 'transfers')!
        .blocks.map(({ kind }) => kind),
    ).toEqual(['facts', 'paragraph']);
  });

  it('is one table with a line for each fact', () => {
    const lines = tabulateRecord(written(language));
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([4]));
    const purpose = declaration.purposes['quality']!.name[language];
    expect(lines.filter(([, about]) => about === purpose)).toHaveLength(5);
    const measure = declaration.measures[0]!.name[language];
    expect(lines.find(([, , , value]) => value === measure)?.[1]).not.toBe('');
  });
});

it('the record has the same sections, tables and lines in every language', () => {
  const shape = (language: Language) =>
    written(language).sections.map(({ id, blocks }) => [
      id,
      blocks.map((block) => (block.kind === 'table' ? block.rows.length : block.kind)),
    ]);
  expect(shape('fi')).toEqual(shape('sv'));
  expect(shape('en')).toEqual(shape('sv'));
});

describe('what was assessed, and the data protection officer', () => {
  const officer = {
    name: { sv: 'Dataskyddsombudet', fi: 'Tietosuojavastaavamme', en: 'Our data protection officer' },
    contactAddress: 'dpo@example.fi',
  };
  const changed: Declaration = {
    ...declaration,
    controller: { ...declaration.controller, officer },
    purposes: {
      ...declaration.purposes,
      quality: {
        ...declaration.purposes['quality']!,
        documents: [
          {
            kind: 'impact-assessment',
            name: { sv: 'Inspelning av samtal', fi: 'Puhelujen tallentaminen', en: 'Recording of calls' },
            date: '2026-03-02',
            reference: 'TS-2026-14',
          },
        ],
      },
    },
  };

  it.each([
    ['sv', 'Konsekvensbedömning', '2 mars 2026'],
    ['fi', 'Vaikutustenarviointi', '2. maaliskuuta 2026'],
    ['en', 'Impact assessment', '2 March 2026'],
  ] as const)(
    '%s: a document stands in the record, with where it is kept, and not in the notice',
    (language, kind, date) => {
      const record = flat(textsOf(written(language, changed)));
      const notice = flat(textsOf(renderNotice(publish(changed), language)));
      const name = changed.purposes['quality']!.documents![0]!.name[language];
      for (const text of [kind, name, date, 'TS-2026-14']) expect(record).toContain(text.toLowerCase());
      expect(notice).not.toContain('ts-2026-14');
      for (const text of [officer.name[language], officer.contactAddress]) {
        expect(record).toContain(text.toLowerCase());
        expect(notice).toContain(text.toLowerCase());
      }
    },
  );
});
