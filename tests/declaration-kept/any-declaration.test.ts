import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathsOfFields } from '../../server/safeguards/declaration/declaration-json-schema.ts';
import { languages } from '../../server/safeguards/declaration/declaration.ts';
import type { Declaration, Language, Words } from '../../server/safeguards/declaration/declaration.ts';
import { formatCountry } from '../../server/safeguards/declaration/notice/format-notice-text.ts';
import { noticeWords } from '../../server/safeguards/declaration/notice/notice-tools.ts';
import { renderNotice } from '../../server/safeguards/declaration/notice/render-notice.ts';
import { anyDeclaration } from '../support/any-declaration.ts';
import { textsOf } from '../support/texts-of.ts';
import { pathsIn } from './paths-in.ts';

// For any declaration, whatever is in it: all that must be told stands in the notice, in every language.

test('the declarations of chance hold every field of the schema, so that none is left out of what follows', () => {
  const seen = new Set(
    fc.sample(anyDeclaration, { numRuns: 150, seed: 20_261 }).flatMap((each) => pathsIn(each)),
  );
  expect(pathsOfFields().filter((path) => !seen.has(path))).toEqual([]);
}, 60_000);

test('each category, purpose, period, recipient, processor, country, source and right stands in the notice', () => {
  fc.assert(
    fc.property(anyDeclaration, (declaration) => {
      for (const language of languages) {
        const notice = plain(textsOf(renderNotice(publish(declaration), language)).join('\n'));
        const missing = toldOf(declaration, language).filter((text) => !notice.includes(plain(text)));
        expect(missing).toEqual([]);
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 60_000);

const publish = (declaration: Declaration) => ({
  version: 3,
  publishedAt: new Date('2026-11-22T10:00:00Z'),
  declaration,
});

/** Plain blanks and small letters: a name inside a sentence begins with a small one. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ').toLowerCase();

function toldOf(declaration: Declaration, language: Language): string[] {
  const { purposes, categories, channels, tasks, periods, processing } = declaration;
  const { processors = {}, recipients = {}, sources = {}, backups } = declaration;
  const say = (words: Words) => words[language];
  const { rights, retention, bases } = noticeWords[language];
  const given = [...Object.values(processors), ...Object.values(recipients)];
  const named = [purposes, categories, channels, tasks, periods, recipients, sources];
  const has = (...wanted: readonly string[]) =>
    Object.values(purposes).some(({ basis }) => wanted.includes(basis));
  return [
    ...named.flatMap((group) => Object.values<{ name: Words }>(group).map(({ name }) => say(name))),
    ...Object.values(purposes).flatMap(({ basis, description, interest, balancing }) => [
      bases[basis],
      ...[description, interest, balancing].flatMap((words) => (words ? [say(words)] : [])),
    ]),
    ...Object.values(categories).map(({ explanation }) => say(explanation)),
    ...Object.values(periods).flatMap(({ months, capMonths, ground, extensions = {} }) => [
      retention.length(months),
      ...(capMonths === undefined ? [] : [retention.length(capMonths)]),
      say(ground),
      ...Object.values(extensions).map(say),
    ]),
    ...Object.values(processors).flatMap(({ name, service }) => [name, say(service)]),
    ...Object.values(recipients).map(({ why }) => say(why)),
    ...Object.values(sources).map(({ explanation }) => say(explanation)),
    ...given.flatMap(({ countries }) => countries.map((code) => formatCountry(language, code))),
    formatCountry(language, processing.mainCountry),
    ...(backups ? [retention.backups(backups.horizonDays)] : []),
    ...[rights.information, rights.access, rights.rectification, rights.erasure, rights.restriction].map(
      ([title]) => title,
    ),
    ...(has('consent', 'contract') ? [rights.portability[0]] : []),
    ...(has('legitimate-interest', 'public-task') ? [rights.objection[0]] : []),
    ...(has('consent') ? [rights.withdrawal[0]] : []),
    say(declaration.authority.name),
    declaration.controller.contactAddress,
  ];
}
