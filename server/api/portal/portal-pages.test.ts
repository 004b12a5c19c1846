import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../safeguards/declaration/declaration.ts';
import type {
  Declaration,
  Language,
  PublishedDeclaration,
} from '../../safeguards/declaration/declaration.ts';
import { parseDeclaration } from '../../safeguards/declaration/parse-declaration.ts';
import { html } from './html.ts';
import { renderAccessibilityPage } from './render-accessibility-page.ts';
import { renderChangesPage } from './render-changes-page.ts';
import { renderErrorPage } from './render-error-page.ts';
import { renderNoticePage } from './render-notice-page.ts';
import { renderStartPage } from './render-start-page.ts';
import { renderVersionsPage } from './render-versions-page.ts';

const source = readFileSync(
  join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const declaration = parseDeclaration(source);
const publish = (version: number, at: string, changed: Declaration = declaration): PublishedDeclaration => ({
  version,
  publishedAt: new Date(at),
  declaration: changed,
});
const old = publish(1, '2019-10-23T09:00:00Z');
const current = publish(2, '2026-11-22T22:30:00Z');
const attack = `"><script>alert('x')</script>&amp;`;

function allPages(language: Language, published: PublishedDeclaration): string[] {
  const versions = [{ ...published, statedOn: '2019-10-23' }];
  return [
    renderStartPage({ language, published }),
    renderNoticePage({ language, published, current: published, permanent: false }),
    renderNoticePage({ language, published: old, current: published, permanent: true }),
    renderVersionsPage({ language, current: published, versions }),
    renderChangesPage({ language, version: published, earlier: old, current: published }),
    renderErrorPage({ language, status: 404, published }),
    renderErrorPage({ language, status: 503 }),
    renderAccessibilityPage({ language, published }),
  ];
}

describe('html', () => {
  it('escapes every value, in text and attributes, and each only once', () => {
    expect(
      html`<a title="${attack}">${[attack, html`<b>${1}</b>`]}${undefined}${null}${false}</a>`.markup,
    ).toBe(
      `<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;<b>1</b></a>`,
    );
  });

  it('takes no look-alike for markup', () => {
    const parsed = JSON.parse('{"markup":"<script>"}') as { markup: string };
    expect(html`${parsed}`.markup).not.toContain('<script>');
  });
});

describe.each(languages)('pages in %s', (language) => {
  it('need no script, no style of their own and no other server', () => {
    for (const page of allPages(language, current)) {
      expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
      expect(page).not.toMatch(/(?:src|srcset|action)=/);
      const loaded = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);
      expect(loaded).toEqual(['/assets/portal.css']);
    }
  });

  it('say their language, have one main heading, and lead to themselves in the other languages', () => {
    for (const page of allPages(language, current)) {
      expect(page).toContain(`<html lang="${language}">`);
      expect(page.match(/<h1[\s>]/g)).toHaveLength(1);
      for (const other of languages)
        expect(page).toMatch(new RegExp(`<a\\s+href="/${other}[^"]*"[^>]*\\slang="${other}"`));
      expect(page).not.toMatch(/undefined|\[object/);
    }
    const page = renderNoticePage({ language, published: old, current, permanent: true });
    expect(page).toContain(`href="/${language === 'sv' ? 'fi' : 'sv'}/notice/1"`);
  });

  it('have no id twice and no link to an id that is not there', () => {
    for (const page of allPages(language, current)) {
      const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
    }
  });

  it('let nothing that is declared become markup', () => {
    const words = { sv: attack, fi: attack, en: attack };
    const hostile: Declaration = {
      ...declaration,
      register: { ...declaration.register, name: words, systemName: words },
      controller: { ...declaration.controller, name: attack, street: words },
      categories: {
        ...declaration.categories,
        name: { ...declaration.categories['name']!, name: words, explanation: words },
      },
      measures: [{ kind: 'enforced', name: words }],
    };
    for (const page of allPages(language, publish(2, '2026-11-22T10:00:00Z', hostile)))
      expect(page).not.toMatch(/<script/i);
  });
});

describe('the notice page', () => {
  it('says of an old version that it is old, and of the newest that it is not', () => {
    expect(renderNoticePage({ language: 'sv', published: old, current, permanent: true })).toContain(
      'Version 2 gäller nu',
    );
    expect(renderNoticePage({ language: 'sv', published: current, current, permanent: true })).not.toContain(
      'gäller nu',
    );
  });

  it('dates by the register’s day', () => {
    const page = renderNoticePage({ language: 'en', published: current, current, permanent: false });
    expect(page).toContain('in force since 23\u00A0November\u00A02026');
    expect(page).toContain('href="/en/notice/2"');
  });

  it('gives every cell of a table its heading, for narrow screens and screen readers', () => {
    const page = renderNoticePage({ language: 'fi', published: current, current, permanent: false });
    expect(page).toMatch(/<th scope="col">Kuinka kauan<\/th>/);
    expect(page).toMatch(/<td\s+data-head="Kuinka kauan"\s*>\s*24\u00A0kuukautta/);
  });
});

describe('the page of changes', () => {
  it('says that nothing changed where only the number of the version did', () => {
    const page = renderChangesPage({ language: 'sv', version: current, earlier: old, current });
    expect(page).toContain('De två versionerna har samma text.');
    expect(page).not.toMatch(/<(?:ins|del)>/);
  });

  it('says of each change in words what it is, for who sees no underlining', () => {
    const { contact } = declaration.periods;
    const changed = publish(2, '2026-11-22T10:00:00Z', {
      ...declaration,
      periods: { ...declaration.periods, contact: { ...contact!, months: 12 } },
    });
    const page = renderChangesPage({ language: 'en', version: changed, earlier: old, current: changed });
    expect(page).toMatch(/<span class="change-mark">Changed<\/span>/);
    expect(page).toMatch(
      /<del><span class="unseen">\[Removed: <\/span>24<span class="unseen">\]<\/span><\/del>/,
    );
    expect(page).toMatch(
      /<ins><span class="unseen">\[Added: <\/span>12<span class="unseen">\]<\/span><\/ins>/,
    );
  });
});

describe('the start page', () => {
  it('has four doors; those not built lead to a person', () => {
    const page = renderStartPage({ language: 'sv', published: current });
    expect(page.match(/class="sign"/g)).toHaveLength(4);
    expect(page).toContain('mailto:kundtjanst@posti.example');
    expect(page.match(/Per e-post tills vidare/g)).toHaveLength(1);
    expect(page).toContain('href="/sv/promises"');
  });

  it('falls back to the notice’s own address', () => {
    const bare = publish(2, '2026-11-22T10:00:00Z', { ...declaration, mailboxes: {} });
    expect(renderStartPage({ language: 'en', published: bare })).not.toContain('posti.example');
  });

  it('offers only the languages the register is published in', () => {
    const register = { ...declaration.register, languages: ['fi', 'sv'] as const };
    const page = renderStartPage({
      language: 'fi',
      published: publish(2, '2026-11-22T10:00:00Z', { ...declaration, register }),
    });
    expect(page).not.toContain('English');
  });
});
