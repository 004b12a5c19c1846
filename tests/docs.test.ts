import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shortcuts } from '../web/console/settings/shortcuts.ts';
import { bucketSettingNames } from '../server/base/bucket-settings.ts';
import { en } from '../web/words/en.ts';

// What is written about the code is held against the code: a page that names what is no more is worse than none.

const root = join(import.meta.dirname, '..');
const houses = [
  '.ci',
  'bench',
  'bin',
  'changes',
  'contract',
  'docs',
  'migrations',
  'register',
  'server',
  'tests',
  'verifier',
  'web',
];

/** Every file and folder (these end in a slash) that is ours, from the root. */
async function listPaths(): Promise<string[]> {
  const tops = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isFile());
  const found = tops.map((entry) => entry.name);
  for (const house of houses.filter((each) => existsSync(join(root, each)))) {
    found.push(`${house}/`);
    for (const entry of await readdir(join(root, house), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath, entry.name));
      if (!path.startsWith(join('web', 'dist'))) found.push(entry.isDirectory() ? `${path}/` : path);
    }
  }
  return found;
}

const paths = await listPaths();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = paths.filter((path) => path.endsWith('.md'));
const under = (folder: string) => pages.filter((page) => page.startsWith(folder));

/** What stands between backquotes and is meant as a file or folder of ours, whole or from its folder on. */
function namedPaths(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map((found) => found[1]!)
    .filter(
      (named) =>
        /^[\w.*/-]+(?:\.(?:ts|tsx|mjs|cjs|sql|yaml|css|md)|\/)$/.test(named) && !named.startsWith('/'),
    );
}

/** A name may leave out the folders before it, and hold a star. */
function isThere(named: string): boolean {
  const pattern = new RegExp(
    `(?:^|/)${named.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll('*', '[^/]*')}$`,
  );
  return paths.some((path) => pattern.test(path));
}

const keyOf = (keys: string) => keys.replace('mod+', 'Ctrl or ⌘ + ');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const slugOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

describe('the pages of the code', () => {
  test.each(['ARCHITECTURE.md', ...under('docs/rules/'), ...under('docs/decisions/')])(
    'every path in %s is there',
    (page) => {
      const named = namedPaths(read(page));
      expect(named.filter((each) => !isThere(each))).toEqual([]);
    },
  );

  test('a path that is not there is noticed', () => {
    expect(namedPaths('in `vault/no-such-act.ts` and `vault/`, by `pg_dump`')).toEqual([
      'vault/no-such-act.ts',
      'vault/',
    ]);
    expect(isThere('vault/no-such-act.ts')).toBe(false);
    expect(isThere('vault/')).toBe(true);
    expect(isThere('*-holding.ts')).toBe(true);
  });

  test('every room of the server stands in ARCHITECTURE.md', () => {
    const house = read('ARCHITECTURE.md');
    const rooms = paths.flatMap((path) => /^server\/(?:[a-z-]+\/)?([a-z-]+)\/$/.exec(path)?.[1] ?? []);
    expect(rooms.length).toBeGreaterThan(15);
    expect(rooms.filter((room) => !house.includes(`${room}/`))).toEqual([]);
  });

  test('every decision stands in the list of them, and every promise in the table', () => {
    const list = read('docs/decisions/README.md');
    const decisions = under('docs/decisions/').map((page) => page.slice('docs/decisions/'.length));
    expect(decisions.filter((page) => page !== 'README.md' && !list.includes(`](${page})`))).toEqual([]);
    const table = read('docs/rules/README.md');
    const promises = Array.from({ length: 28 }, (_, index) => `| P${index + 1} |`);
    expect(promises.filter((promise) => !table.includes(promise))).toEqual([]);
  });
});

test('every setting of the service stands in the list of settings', () => {
  const known = [...read('server/base/known-settings.ts').matchAll(/^ {2}(HALTIJA_[A-Z_]+): \{/gm)]
    .map((found) => found[1]!)
    .concat(bucketSettingNames.filter((name) => !name.endsWith('_FILE')));
  expect(known.length).toBeGreaterThan(15);
  const list = read('docs/operate/settings.md');
  expect(known.filter((name) => !list.includes(`\`${name}\``))).toEqual([]);
});

describe('links', () => {
  test.each(pages)('every link of %s leads somewhere', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1]!);
    const dead = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return !link.startsWith('https://');
      const [path = '', heading] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      if (heading === undefined) return false;
      const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map((found) => slugOf(found[1]!));
      return !headings.includes(heading);
    });
    expect(dead).toEqual([]);
  });
});

describe('for staff', () => {
  const words = en as Readonly<Record<string, string>>;
  const labelOf = (shortcut: (typeof shortcuts)[number]) =>
    words[shortcut.label]!.replace('{place}', shortcut.place ? words[shortcut.place]! : '');

  // Written anew with `vitest run tests/docs.test.ts -u`.
  test('the list of keys is that of the console', async () => {
    const groups = [...new Set(shortcuts.map((shortcut) => shortcut.group))];
    const text = [
      '# Keys',
      '',
      'Press `?` in the console for this list as you have set it; change or switch off a key under *Settings → Keyboard shortcuts*.',
      'Single keys can be switched off altogether there.',
      ...groups.flatMap((group) => [
        '',
        `## ${words[`keys.${group}`]!}`,
        '',
        '| | |',
        '|---|---|',
        ...shortcuts
          .filter((shortcut) => shortcut.group === group)
          .map((shortcut) => `| \`${keyOf(shortcut.keys)}\` | ${capital(labelOf(shortcut))} |`),
      ]),
      '',
    ].join('\n');
    await expect(text).toMatchFileSnapshot(join(root, 'docs/use/keys.md'));
  });
});
