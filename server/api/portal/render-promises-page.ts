import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { formatDate } from '../../safeguards/declaration/notice/format-notice-text.ts';
import { textOf, type ProvedSection } from '../../safeguards/promises/find-passages.ts';
import { promiseWords } from '../../safeguards/promises/promise-words.ts';
import type { PromisesView, PromiseStatus } from '../../safeguards/promises/read-promises.ts';
import { html, trusted } from './html.ts';
import type { Html } from './html.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/** What the public is told: what is broken or unknown is looked into, and where the weak place is helps nobody but a thief. */
type PublicStatus = 'kept' | 'in-part' | 'looked-into' | 'attested' | 'not-yet' | 'not-in-use';

const publicStatus: Readonly<Record<PromiseStatus, PublicStatus>> = {
  kept: 'kept',
  'in-part': 'in-part',
  broken: 'looked-into',
  unknown: 'looked-into',
  attested: 'attested',
  overdue: 'looked-into',
  'not-attested': 'looked-into',
  'not-yet': 'not-yet',
  'not-in-use': 'not-in-use',
};

/** A shape of its own for each, 20 units a side. */
const signs: Readonly<Record<PublicStatus, string>> = {
  kept: '<circle cx="10" cy="10" r="9" fill="currentColor"/><path d="m6 10.3 2.8 2.8L14.2 7.4" fill="none" stroke="var(--surface)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
  'in-part':
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 2a8 8 0 0 1 0 16z" fill="currentColor"/>',
  'looked-into':
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 5.5v5M10 14v.1" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
  attested:
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="m6.5 10.3 2.4 2.4 4.6-5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
  'not-yet':
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 3.3"/>',
  'not-in-use':
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6.5 10h7" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
};

/**
 * `/{language}/promises`: each promise of the notice, how it is kept, and whether it was when it was last checked. No
 * figure, no path and no sample: what staff see of them stays with staff.
 */
export function renderPromisesPage({
  language,
  published,
  view,
}: {
  readonly language: Language;
  readonly published: PublishedDeclaration;
  readonly view: PromisesView;
}): string {
  const words = portalWords[language].promises;
  const texts = promiseWords(language).promises;
  const { timeZone } = published.declaration.register;
  const made = view.promises.filter(({ status }) => status !== 'not-in-use');
  return renderPortalPage({
    language,
    path: 'promises',
    title: words.title,
    published,
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <p class="facts-line">
        ${view.checkedAt ? words.checked(formatDate(language, { at: view.checkedAt, timeZone })) : words.notChecked}
        · <a href="/${language}/notice">${words.toNotice}</a>
      </p>
      <ul class="legend">
        ${(['kept', 'in-part', 'attested', 'looked-into', 'not-yet'] as const)
          .filter((status) => made.some((each) => publicStatus[each.status] === status))
          .map((status) => html`<li data-status="${status}">${sign(status)} ${words.status[status]}</li> `)}
      </ul>
      <ol class="promises">
        ${made.map(({ spec, status }) => {
          const shown = publicStatus[status];
          const { title, how, gap } = texts[spec.number]!;
          const section = sectionOf(view.sections, spec.number);
          return html`<li id="p${spec.number}" data-status="${shown}">
            <h2>${sign(shown)} ${title}</h2>
            <p class="said">${words.status[shown]}</p>
            ${section?.sentence && html`<blockquote>${section.sentence}</blockquote>`}
            <p>${how}</p>
            ${spec.gap && gap ? html`<p class="gap">${words.gap} ${gap}</p>` : ''}
            ${section && html`<p class="way"><a href="/${language}/notice#${section.id}">${words.inNotice(section.title)}</a></p>`}
          </li> `;
        })}
      </ol>`,
  });
}

function sign(status: PublicStatus): Html {
  return trusted(`<svg class="status" viewBox="0 0 20 20" aria-hidden="true">${signs[status]}</svg>`);
}

/** Where the notice makes the promise, and its first sentence there if it is one. */
function sectionOf(
  sections: readonly ProvedSection[],
  promise: number,
): { id: string; title: string; sentence: string | undefined } | undefined {
  for (const { id, title, blocks } of sections) {
    const mine = blocks.filter(({ promises }) => promises.includes(promise));
    if (mine.length === 0) continue;
    const [first] = mine.flatMap(({ block }) => (block.kind === 'paragraph' ? [block] : []));
    return { id, title, sentence: first && textOf(first.text) };
  }
  return undefined;
}
