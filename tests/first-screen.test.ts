import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { firstEn } from '../web/words/first-en.ts';
import { pagesEn } from '../web/words/pages-en.ts';
import { buildPages } from './support/build-pages.ts';

// Issue 3: the console's first screen is at most 250 kB of script, gzipped.

const assets = join(import.meta.dirname, '../web/dist/assets');
const most = 250_000;
const languages = ['en', 'sv', 'fi'];

beforeAll(buildPages, 300_000);

const sourceOf = (file: string) => readFileSync(join(assets, file), 'utf8');

/** Chunks that a chunk cannot run without: `import … from "./x.js"`, and not `import("./x.js")`. */
function needsOf(file: string): string[] {
  const found = sourceOf(file).matchAll(/\bimport\s*(?:[\w$*{}\s,]+from\s*)?["']\.\/([\w.-]+\.js)["']/g);
  return [...found].map(([, name]) => name!);
}

/** What `first` brings along, itself included. */
function withNeeds(first: readonly string[]): Set<string> {
  const all = new Set(first);
  for (const file of all) for (const need of needsOf(file)) all.add(need);
  return all;
}

test('the inbox is on the screen after no more than 250 kB of script, in every language', () => {
  const page = readFileSync(join(assets, '..', 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="[^"]*\/assets\/([\w.-]+\.js)"/g)].map(([, name]) => name!);
  const entry = withNeeds(named);
  expect(entry.size).toBeGreaterThan(0);
  for (const language of languages) {
    const words = readdirSync(assets).filter((name) =>
      new RegExp(`^first-${language}-[\\w-]+\\.js$`).test(name),
    );
    expect(words, 'the first words of a language are one chunk of that name').toHaveLength(1);
    const loaded = [...withNeeds([...entry, ...words])]
      .map((file) => ({ file, bytes: gzipSync(sourceOf(file), { level: 9 }).length }))
      .toSorted((a, b) => b.bytes - a.bytes);
    const sum = loaded.reduce((bytes, each) => bytes + each.bytes, 0);
    const list = loaded.map(({ file, bytes }) => `${file} ${(bytes / 1000).toFixed(1)}`).join(', ');
    console.log(`first screen in ${language}: ${(sum / 1000).toFixed(1)} kB gzipped (${list})`);
    // The inbox and its frame are in it: a part that is loaded later would be counted by nobody.
    const text = loaded.map(({ file }) => sourceOf(file)).join('');
    for (const part of ['inbox-head', 'search-whole', 'rail-own', 'card-choose'])
      expect([part, text.includes(part)]).toEqual([part, true]);
    expect(sum, list).toBeLessThanOrEqual(most);
  }
});

test('the first screen says nothing whose words come with the pages', () => {
  const page = readFileSync(join(assets, '..', 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="[^"]*\/assets\/([\w.-]+\.js)"/g)].map(([, name]) => name!);
  const text = [...withNeeds(named)].map(sourceOf).join('');
  expect(text).toMatch(/["'`]place\.inbox["'`]/);
  const said = (key: string) =>
    [`"${key}"`, `'${key}'`, `\`${key}\``].some((quoted) => text.includes(quoted));
  expect(Object.keys(pagesEn).filter(said)).toEqual([]);
  const prefixOf = (key: string) => key.slice(0, key.indexOf('.') + 1);
  const here = new Set(Object.keys(firstEn).map(prefixOf));
  const ofPages = new Set(
    Object.keys(pagesEn)
      .map(prefixOf)
      .filter((prefix) => !here.has(prefix)),
  );
  expect([...ofPages].filter((prefix) => text.includes(`\`${prefix}\${`))).toEqual([]);
});

test('no message travels unparsed: the browser has no parser, and would show what is to be filled in', () => {
  const words = readdirSync(assets).filter((name) => /^(?:first|pages)-(?:en|sv|fi)-[\w-]+\.js$/.test(name));
  expect(words).toHaveLength(6);
  for (const file of words)
    expect([file, /\{\w+(?:\}|, ?plural)/.exec(sourceOf(file))?.[0]]).toEqual([file, undefined]);
});
