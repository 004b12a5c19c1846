import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Inline, NoticeBlock } from '../../safeguards/declaration/notice/notice.ts';
import { renderNotice } from '../../safeguards/declaration/notice/render-notice.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/**
 * The notice `/{language}/notice` (the newest) or `/{language}/notice/{version}` (that version's permanent
 * address). `current` is the version in force: an older one says that it no longer is.
 */
export function renderNoticePage({
  language,
  published,
  current,
  permanent,
}: {
  readonly language: Language;
  readonly published: PublishedDeclaration;
  readonly current: PublishedDeclaration;
  readonly permanent: boolean;
}): string {
  const words = portalWords[language].notice;
  const notice = renderNotice(published, language);
  const old = published.version !== current.version;
  const address = `notice/${notice.version}`;
  return renderPortalPage({
    language,
    path: permanent ? address : 'notice',
    title: permanent ? `${notice.title} ${notice.version}` : notice.title,
    published: current,
    body: html`<h1>${notice.title}</h1>
      <p class="lead">${notice.registerName}</p>
      <p class="facts-line">
        ${notice.inForce}<span class="no-print">
          ·
          <a href="/${language}/notice/versions">${words.olderVersions}</a> ·
          <a href="/${language}/${permanent ? address : 'notice'}.pdf" type="application/pdf"
            >${words.asPdf}</a
          >
          ·
          <a href="/${language}/${permanent ? address : 'notice'}.md">Markdown</a
          >${permanent ? '' : html` · <a href="/${language}/${address}">${words.permanent}</a>`}</span
        >
      </p>
      ${old && html`<p class="remark" role="note">${words.superseded(current.version)} <a href="/${language}/notice">${words.toNewest}</a>${notice.version < current.version && html` · <a href="/${language}/notice/${current.version}/since/${notice.version}">${words.whatChanged}</a>`}</p>`}
      <div class="reading">
        <nav class="contents" aria-labelledby="contents">
          <h2 id="contents">${words.contents}</h2>
          <ol>
            ${notice.sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
          </ol>
        </nav>
        <article class="text">
          ${notice.sections.map(
            ({ id, title, blocks }) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${title}</h2>
                ${blocks.map(renderBlock)}
              </section> `,
          )}
        </article>
      </div>`,
  });
}

function renderBlock(block: NoticeBlock): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h3 id="${block.id}">${block.text}</h3> `;
    case 'paragraph':
      return html`<p>${block.text.map(renderInline)}</p> `;
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${item.map(renderInline)}</li>`)}
      </ul> `;
    case 'facts':
      return html`<dl class="facts">
        ${block.facts.map(
          ({ term, value }) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${value.map(renderInline)}</dd>
            </div> `,
        )}
      </dl> `;
    case 'table':
      return renderTable(block);
  }
}

function renderTable({ caption, head, rows }: Extract<NoticeBlock, { kind: 'table' }>): Html {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first = '', ...cells]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${cells.map(
              (cell, index) =>
                html`<td data-head="${head[index + 1] ?? ''}" ${cell === '–' ? html` class="none"` : ''}>
                  ${cell}
                </td>`,
            )}
          </tr> `,
      )}
    </tbody>
  </table> `;
}

function renderInline(part: Inline): Html {
  return typeof part === 'string' ? html`${part}` : html`<a href="${part.href}">${part.text}</a>`;
}
