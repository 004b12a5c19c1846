import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../declaration.ts';
import type { Declaration, Language } from '../declaration.ts';
import { parseDeclaration } from '../parse-declaration.ts';
import { noticeToMarkdown } from './notice-to-markdown.ts';
import { renderNotice } from './render-notice.ts';

const source = readFileSync(
  join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const declaration = parseDeclaration(source);
const publishedAt = new Date('2026-11-22T10:00:00Z');

function notice(language: Language, changed: Declaration = declaration) {
  return renderNotice({ version: 3, publishedAt, declaration: changed }, language);
}

/** The notice as a reader sees it: one line, plain blanks. */
function read(language: Language, changed?: Declaration): string {
  return noticeToMarkdown(notice(language, changed)).replaceAll('\\', '').replaceAll(/\s+/g, ' ');
}

/** What a notice is built of, words aside. */
const shape = (language: Language) =>
  notice(language).sections.map(({ id, blocks }) => [
    id,
    blocks.map((block) => (block.kind === 'table' ? block.rows.length : block.kind)),
  ]);

/** Every fact of the controller's notice of 23.10.2019, with the words that carry it in sv, fi and en. */
const facts = readFileSync(join(import.meta.dirname, 'notice-facts.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'));

describe.each(languages)('the notice in %s', (language) => {
  const column = { sv: 1, fi: 2, en: 3 } as const;

  it.each(facts)('says: %s', (...fact) => {
    expect(read(language)).toMatch(new RegExp(fact[column[language]]!));
  });

  it('holds all that GDPR Art. 13 and 14 ask for, under addresses that stay', () => {
    expect(notice(language).sections.map(({ id }) => id)).toEqual([
      'controller',
      'register',
      'personal-data',
      'purposes',
      'categories',
      'sources',
      'retention',
      'protection',
      'access',
      'processors',
      'location',
      'automated',
      'rights',
      'answers',
      'complaint',
      'changes',
    ]);
  });

  it('names every purpose, basis, category, channel, task, period and measure of the declaration', () => {
    const text = read(language);
    const { purposes, categories, channels, tasks, periods, measures } = declaration;
    for (const group of [purposes, categories, channels, tasks, periods, measures]) {
      for (const { name } of Object.values(group))
        expect(text.toLowerCase()).toContain(name[language].toLowerCase());
    }
    for (const { interest } of Object.values(purposes))
      if (interest) expect(text).toContain(interest[language]);
  });

  it('changes with the rule: nothing of it is written twice', () => {
    const [period, purpose] = [declaration.periods['recording']!, declaration.purposes['service']!];
    const text = read(language, {
      ...declaration,
      periods: { recording: { ...period, months: 5, capMonths: 9 } },
      purposes: { service: { ...purpose, basis: 'consent' } },
      channels: { email: declaration.channels.email! },
      processing: {
        ...declaration.processing,
        mainCountry: 'SE',
        groupCompanies: false,
        services: [],
        outsideEea: { allowed: false, transferGround: 'standard-contractual-clauses' },
      },
      never: ['sale', 'other-use'],
      rights: { answerMonths: 1, extensionMonths: 0 },
    });
    expect(text).toMatch(/\b5 (?:månader|kuukautta|months)/);
    expect(text).toMatch(/\b9 (?:månader|kuukautta|months)/);
    expect(text).not.toMatch(/\b(?:3|12|24) (?:månader|kuukautta|months)/);
    expect(text).toMatch(/Sverige|Ruotsi|Sweden/);
    expect(text).not.toMatch(
      /klausul|lauseke|contractual clauses|profiler|profiloin|profiling|koncern|konserni|companies/i,
    );
    expect(text).toMatch(/Rätt att återkalla samtycke|Oikeus peruuttaa suostumus|Right to withdraw consent/);
    expect(text).not.toMatch(/Rätt att göra invändningar|Oikeus vastustaa|Right to object/);
    expect(text).not.toMatch(/chatt, |Telefon och|incoming|inkommande|soitetut puhelut tai/);
  });

  it('promises no extension it does not have', () => {
    const text = read(language, { ...declaration, rights: { answerMonths: 1, extensionMonths: 0 } });
    expect(text).not.toMatch(/\b0\s(?:månader|kuukaudella|months)/);
  });

  it('keeps numbers with their units and dates together', () => {
    const text = noticeToMarkdown(notice(language));
    expect(text).toMatch(/3\u00A0(?:månader|kuukautta|months)/);
    expect(text).toMatch(/23\.?\u00A0(?:oktober|lokakuuta|October)\u00A02019/);
    expect(text).not.toMatch(/\d (?:månader|kuukautta|months)/);
  });

  it('uses the official terms, not those of the old notice', () => {
    expect(read(language)).not.toMatch(
      /underleverantör|modellavtal|Dataskyddsregistret|Dataskyddsombudsmannens|dataintrång|överklaga/i,
    );
  });
});

describe('the notice', () => {
  it('takes no sentence from the old one', () => {
    const seed =
      /Vi värdesätter vars och ens rätt|Dina personuppgifter skyddas mot obehörig insyn|förbehåller sig rätten/;
    expect(read('sv')).not.toMatch(seed);
  });

  it('has the same sections, headings and tables in every language', () => {
    expect(shape('fi')).toEqual(shape('sv'));
    expect(shape('en')).toEqual(shape('sv'));
  });

  it('lets no declared name become Markdown', () => {
    const name = { sv: '', fi: '', en: '# [x](javascript:alert(1)) <script> a|b\nc' };
    const text = noticeToMarkdown(
      notice('en', { ...declaration, register: { ...declaration.register, name } }),
    );
    expect(text).toContain(String.raw`**\# \[x\](javascript:alert(1)) \<script\> a\|b c**`);
  });
});
