import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { bindNumbers, formatDate } from '../../safeguards/declaration/notice/format-notice-text.ts';
import { html } from './html.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/** When the statement was made and the pages last assessed: change them with the assessment, not before. */
const made = '2026-11-22';
const checked = '2026-11-22';

/** `/{language}/accessibility`: the statement and the feedback channel that Act 306/2019 asks for. */
export function renderAccessibilityPage({
  language,
  published,
}: {
  readonly language: Language;
  readonly published: PublishedDeclaration;
}): string {
  const words = portalWords[language].accessibility;
  const { name, contactAddress } = published.declaration.controller;
  const sections = words.sections({
    controller: name,
    contact: contactAddress,
    made: formatDate(language, made),
    checked: formatDate(language, checked),
  });
  return renderPortalPage({
    language,
    path: 'accessibility',
    title: words.title,
    published,
    body: html`<h1>${words.title}</h1>
      <div class="text">
        ${sections.map(
          ({ title, texts }) =>
            html`<section>
              <h2>${title}</h2>
              ${texts.map((text) => html`<p>${linked(bindNumbers(text), contactAddress)}</p> `)}
            </section> `,
        )}
      </div>`,
  });
}

/** The contact address and the authority's site, the only addresses in these texts, as links. */
function linked(text: string, contact: string) {
  return text.split(/(www\.[a-z.]+\.fi)|(\S+@\S+\w)/).map((part) => {
    if (part === contact) return html`<a href="mailto:${part}">${part}</a>`;
    return part?.startsWith('www.') ? html`<a href="https://${part}">${part}</a>` : part;
  });
}
