import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { phrasesIn } from './editor-phrases.ts';

const packages = ['autocomplete', 'lint', 'search', 'view'];
// The list of problems is our own panel.
const never = ['Diagnostics', 'No diagnostics'];

it('has words for whatever the editor says itself', () => {
  const said = packages.flatMap((name) => {
    const file = join(import.meta.dirname, '../../../../node_modules/@codemirror', name, 'dist/index.js');
    return [...readFileSync(file, 'utf8').matchAll(/\bphrase\((?:view, )?"([^"]+)"/g)].map(
      ([, phrase]) => phrase!,
    );
  });
  expect(said.length).toBeGreaterThan(20);
  const known = Object.keys(phrasesIn((key) => key));
  expect([...new Set(said)].filter((phrase) => !known.includes(phrase) && !never.includes(phrase))).toEqual(
    [],
  );
});
