import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../safeguards/declaration/declaration.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { bindNumbers } from '../../safeguards/declaration/notice/format-notice-text.ts';
import { html, trusted } from './html.ts';
import type { Html } from './html.ts';
import type { PortalWords } from './portal-words.ts';
import { portalWordsEn } from './portal-words.en.ts';
import { portalWordsFi } from './portal-words.fi.ts';
import { portalWordsSv } from './portal-words.sv.ts';

export const portalWords: Readonly<Record<Language, PortalWords>> = {
  sv: portalWordsSv,
  fi: portalWordsFi,
  en: portalWordsEn,
};

const mark = readFileSync(join(import.meta.dirname, '../../../web/ui/mark.svg'), 'utf8').replace(
  '<svg ',
  '<svg class="mark" aria-hidden="true" ',
);

export interface PortalPage {
  readonly language: Language;
  /** The page's address after the language, as `notice/versions`; empty for the start page. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
  /** Absent when nothing is published or the declaration cannot be read: the page then names nobody. */
  readonly published?: PublishedDeclaration | undefined;
}

/** A whole page of the portal: works without script, and asks nothing of any other server. */
export function renderPortalPage({ language, path, title, body, published }: PortalPage): string {
  const words = portalWords[language];
  const register = published?.declaration.register;
  const name = register ? bindNumbers(register.name[language]) : words.home;
  const offered = register ? languages.filter((each) => register.languages.includes(each)) : languages;
  const address = (each: Language) => (path === '' ? `/${each}` : `/${each}/${path}`);
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title === name ? name : `${title} – ${name}`}</title>
        <link rel="stylesheet" href="/assets/portal.css" />
        ${offered.map((each) => html`<link rel="alternate" hreflang="${each}" href="${address(each)}" /> `)}
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header class="top">
          <div class="frame">
            <a class="home" href="/${language}">${trusted(mark)}<span>${name}</span></a>
            <nav aria-label="${words.languages}">
              <ul class="languages">
                ${offered.map((each) => html`<li><a href="${address(each)}" lang="${each}" hreflang="${each}" ${each === language ? html` aria-current="true"` : ''}>${portalWords[each].languageName}</a></li> `)}
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" tabindex="-1"><div class="frame">${body}</div></main>
        <footer class="foot">
          <div class="frame">
            ${published ? renderController(published, language) : ''}
            <nav aria-label="${words.more}">
              <ul>
                <li><a href="/${language}/notice">${words.notice.title}</a></li>
                <li><a href="/${language}/promises">${words.promises.title}</a></li>
                <li><a href="/${language}/accessibility">${words.accessibility.title}</a></li>
              </ul>
            </nav>
          </div>
        </footer>
      </body>
    </html> `;
  return document.markup;
}

function renderController({ declaration }: PublishedDeclaration, language: Language): Html {
  const { controller } = declaration;
  return html`<p>
    ${bindNumbers(`${controller.name}, ${controller.street[language]}, ${controller.postalCode} ${controller.city[language]}`)}<br />
    <a href="mailto:${controller.contactAddress}">${controller.contactAddress}</a>
  </p>`;
}
