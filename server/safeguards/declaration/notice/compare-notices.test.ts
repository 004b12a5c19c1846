import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../declaration.ts';
import type { Declaration, Language } from '../declaration.ts';
import { parseDeclaration } from '../parse-declaration.ts';
import { compareNotices } from './compare-notices.ts';
import { compareWords } from './compare-words.ts';
import { listRuleChanges } from './list-rule-changes.ts';
import type { Notice } from './notice.ts';
import { renderNotice } from './render-notice.ts';

const declaration = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'), 'utf8'),
);
const publishedAt = new Date('2026-11-22T10:00:00Z');
const notice = (changed: Declaration, language: Language) =>
  renderNotice({ version: 3, publishedAt, declaration: changed }, language);
const compare = (before: Declaration, after: Declaration, language: Language) =>
  compareNotices(notice(before, language), notice(after, language));

const contact = declaration.periods['contact']!;
const shorter: Declaration = {
  ...declaration,
  periods: { ...declaration.periods, contact: { ...contact, months: 12 } },
};

describe.each(languages)('what changed, in %s', (language) => {
  it('is nothing between a version and itself', () => {
    const { changed, same } = compare(declaration, declaration, language);
    expect(changed).toEqual([]);
    expect(same).toHaveLength(16);
    expect(listRuleChanges(declaration, declaration, language)).toEqual([]);
  });

  it('is the one cell of a period, with the figure marked and no more', () => {
    const { changed } = compare(declaration, shorter, language);
    expect(changed.map(({ id, change }) => [id, change])).toEqual([['retention', 'changed']]);
    const [line, ...others] = changed[0]!.lines;
    expect(others).toEqual([]);
    expect(line).toMatchObject({ change: 'changed' });
    expect(line!.about).toContain(contact.name[language]);
    expect(line!.pieces.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '24' },
      { kind: 'added', text: '12' },
    ]);
    expect(listRuleChanges(declaration, shorter, language)).toEqual([
      expect.stringMatching(/24.(?:till|kuukaudesta|to) 12\u00a0.*(?:genast|heti|at once)/),
    ]);
  });

  it('names a section that came or went, and every rule of it', () => {
    const { processors: _processors, ...rest } = declaration;
    const alone: Declaration = {
      ...rest,
      processing: { ...declaration.processing, services: [], groupCompanies: false },
    };
    const gone = compare(declaration, alone, language).changed.at(-1)!;
    expect(gone).toMatchObject({ id: 'processors', change: 'removed' });
    expect(gone.lines.every(({ change }) => change === 'removed')).toBe(true);
    const come = compare(alone, declaration, language).changed.find(({ id }) => id === 'processors');
    expect(come).toMatchObject({ change: 'added' });
    for (const changes of [
      listRuleChanges(alone, declaration, language),
      listRuleChanges(declaration, alone, language),
    ])
      expect(changes).toEqual([
        expect.stringMatching(/: .+, .+\.$/),
        expect.stringContaining('Työtahti'),
        expect.stringContaining('Linjavaihde'),
        expect.stringContaining('Asiakastieto'),
      ]);
  });

  it('tells categories, channels, tasks, countries, sources and bases apart', () => {
    const { chat: _chat, ...channels } = declaration.channels;
    const { ipAddress: _ip, ...categories } = declaration.categories;
    const { 'keep-register': _task, ...tasks } = declaration.tasks;
    const changes = listRuleChanges(
      declaration,
      {
        ...declaration,
        channels,
        categories,
        tasks,
        purposes: {
          ...declaration.purposes,
          service: { ...declaration.purposes['service']!, basis: 'consent' },
        },
        processing: { ...declaration.processing, mainCountry: 'SE' },
        sources: {
          old: { ...contact, kind: 'old-mail', explanation: contact.name, categories: ['messages'] },
        },
      },
      language,
    );
    expect(changes).toHaveLength(6);
    expect(new Set(changes.map((change) => change.split(/[:(“”]/)[0])).size).toBe(6);
    for (const change of changes) expect(change).not.toMatch(/ipAddress|keep-register|old-mail|undefined/);
  });
});

it('two rows of one name are compared each with its own', () => {
  const twin = { ...declaration.purposes['quality']!, name: declaration.purposes['service']!.name };
  const doubled = { ...declaration, purposes: { ...declaration.purposes, quality: twin } };
  const changed: Declaration = {
    ...doubled,
    purposes: { ...doubled.purposes, quality: { ...twin, basis: 'consent' } },
  };
  const { lines } = compare(doubled, changed, 'en').changed.find(({ id }) => id === 'purposes')!;
  expect(lines.filter(({ change }) => change === 'changed')).toHaveLength(1);
});

it('two long texts with nothing in common are told apart at no great cost', () => {
  const long = (word: string): Notice => ({
    ...notice(declaration, 'en'),
    sections: [
      {
        id: 'a',
        title: 'Texts',
        blocks: Array.from({ length: 3000 }, (_, index) => ({
          kind: 'paragraph' as const,
          text: [`${word}${index} ${'and so on '.repeat(10)}`],
        })),
      },
    ],
  });
  const { lines } = compareNotices(long('a'), long('b')).changed[0]!;
  expect(lines).toHaveLength(6000);
});

describe('words', () => {
  const text = fc.string({
    unit: fc.constantFrom('a ', 'bb ', 'ccc, ', 'å ', '1 ', '.', '  '),
    maxLength: 60,
  });

  it('compared give back both texts whole, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = compareWords(before, after);
        const of = (kind: string) =>
          pieces
            .filter((piece) => piece.kind === 'same' || piece.kind === kind)
            .map(({ text: part }) => part);
        expect(of('removed').join('')).toBe(before);
        expect(of('added').join('')).toBe(after);
      }),
    );
  });

  it('changed one after another are one change', () => {
    expect(compareWords('kept for three long years here', 'kept for two short months here')).toEqual([
      { kind: 'same', text: 'kept for ' },
      { kind: 'removed', text: 'three long years' },
      { kind: 'added', text: 'two short months' },
      { kind: 'same', text: ' here' },
    ]);
  });

  it('with nothing in common are the old text and the new, at no great cost', () => {
    const long = (word: string) => Array.from({ length: 4000 }, (_, index) => word + index).join(' ');
    expect(compareWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
