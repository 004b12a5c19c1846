import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { formatDate } from '../../safeguards/declaration/notice/format-notice-text.ts';
import { html } from './html.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/** `/{language}/notice/versions`: every version that has been in force, newest first, by date. */
export function renderVersionsPage({
  language,
  current,
  versions,
}: {
  readonly language: Language;
  readonly current: PublishedDeclaration;
  readonly versions: readonly {
    readonly version: number;
    readonly publishedAt: Date;
    readonly statedOn: string | null;
  }[];
}): string {
  const words = portalWords[language].versions;
  const { timeZone } = current.declaration.register;
  return renderPortalPage({
    language,
    path: 'notice/versions',
    title: words.title,
    published: current,
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <ol class="versions" reversed>
        ${versions.map(
          ({ version, publishedAt, statedOn }) =>
            html`<li>
              <a href="/${language}/notice/${version}">${words.version(version)}</a>
              <span
                >${words.since(formatDate(language, { at: publishedAt, timeZone }))}${statedOn === null ? '' : `, ${words.stated(formatDate(language, statedOn))}`}</span
              >
              ${version === current.version && html`<span class="now">${words.inForce}</span>`}
              ${version > 1 && html`<a class="since" href="/${language}/notice/${version}/since/${version - 1}">${words.changes(version - 1)}</a>`}
            </li> `,
        )}
      </ol>`,
  });
}
