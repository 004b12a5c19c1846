import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { html } from './html.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/** A page for what went wrong, by its HTTP status. It repeats nothing of the request: an address may hold anything. */
export function renderErrorPage({
  language,
  status,
  published,
}: {
  readonly language: Language;
  readonly status: number;
  readonly published?: PublishedDeclaration | undefined;
}): string {
  const { errors } = portalWords[language];
  const words =
    status === 429 ? errors.tooMany : status >= 400 && status < 500 ? errors.notFound : errors.other;
  return renderPortalPage({
    language,
    path: '',
    title: words.title,
    published,
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.text}</p>
      <p class="facts-line"><a href="/${language}">${errors.lost}</a></p>`,
  });
}
