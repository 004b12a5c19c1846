import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { compareNotices } from '../../safeguards/declaration/notice/compare-notices.ts';
import type { LineChange, SectionChange } from '../../safeguards/declaration/notice/compare-notices.ts';
import type { Piece } from '../../safeguards/declaration/notice/compare-words.ts';
import { listRuleChanges } from '../../safeguards/declaration/notice/list-rule-changes.ts';
import { renderNotice } from '../../safeguards/declaration/notice/render-notice.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { PortalWords } from './portal-words.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/** Links to so many versions, the newest; others are reached by their address. */
const mostLinks = 50;

/** `/{language}/notice/{version}/since/{earlier}`: what changed between two versions, marked without colour too. */
export function renderChangesPage({
  language,
  version,
  earlier,
  current,
}: {
  readonly language: Language;
  readonly version: PublishedDeclaration;
  readonly earlier: PublishedDeclaration;
  readonly current: PublishedDeclaration;
}): string {
  const words = portalWords[language];
  const said = words.changes;
  const rules = listRuleChanges(earlier.declaration, version.declaration, language);
  // The number of the version is what is compared, not a difference.
  const before = renderNotice({ ...earlier, version: version.version }, language);
  const { changed, same } = compareNotices(before, renderNotice(version, language));
  const title = said.title(version.version, earlier.version);
  const others = Array.from({ length: version.version - 1 }, (_, index) => version.version - 1 - index);
  return renderPortalPage({
    language,
    path: `notice/${version.version}/since/${earlier.version}`,
    title,
    published: current,
    body: html`<h1>${title}</h1>
      <p class="facts-line">
        <a href="/${language}/notice/${version.version}">${words.versions.version(version.version)}</a> ·
        <a href="/${language}/notice/${earlier.version}">${words.versions.version(earlier.version)}</a> ·
        <a href="/${language}/notice/versions">${said.versions}</a>
      </p>
      <div class="text changes">
        <section aria-labelledby="rules">
          <h2 id="rules">${said.rules}</h2>
          ${
            rules.length === 0
              ? html`<p>${said.noRules}</p>`
              : html`<ul>
                  ${rules.map((rule) => html`<li>${rule}</li> `)}
                </ul>`
          }
        </section>
        <section aria-labelledby="words">
          <h2 id="words">${said.text}</h2>
          <p>${changed.length === 0 ? said.nothing : said.legend}</p>
        </section>
        ${changed.map((section) => renderSection(section, said))}
        ${same.length > 0 && html`<p class="same">${said.same} ${same.join(' · ')}</p>`}
      </div>
      ${
        others.length > 1 &&
        html`<nav class="compare" aria-labelledby="compare">
          <h2 id="compare">${said.compareWith}</h2>
          <ul>
            ${others.slice(0, mostLinks).map((number) => html`<li><a href="/${language}/notice/${version.version}/since/${number}" ${number === earlier.version ? html` aria-current="true"` : ''}>${words.versions.version(number)}</a></li> `)}
          </ul>
        </nav>`
      }`,
  });
}

function renderSection({ id, title, change, lines }: SectionChange, words: PortalWords['changes']): Html {
  const remark = { added: words.newSection, removed: words.goneSection, changed: undefined }[change];
  return html`<section aria-labelledby="${id}">
    <h3 id="${id}">${title}</h3>
    ${remark !== undefined && html`<p class="change-mark">${remark}</p>`}
    <ul class="change-lines">
      ${lines.map((line) => renderLine(line, words))}
    </ul>
  </section> `;
}

function renderLine({ change, about, pieces }: LineChange, words: PortalWords['changes']): Html {
  return html`<li>
    <span class="change-mark">${words.marks[change]}</span>
    ${about !== '' && html`<span class="change-about">${about}: </span>`}${pieces.map((piece) => renderPiece(piece, change, words))}
  </li> `;
}

/** Within a changed line a screen reader is told where a stretch begins; a whole line has been named already. */
function renderPiece(
  { kind, text }: Piece,
  change: LineChange['change'],
  words: PortalWords['changes'],
): Html {
  if (kind === 'same') return html`${text}`;
  const said = change === 'changed' && html`<span class="unseen">[${words.marks[kind]}: </span>`;
  const end = change === 'changed' && html`<span class="unseen">]</span>`;
  return kind === 'added'
    ? html`<ins>${said}${text}${end}</ins>`
    : html`<del>${said}${text}${end}</del>${change === 'changed' && ' '}`;
}
