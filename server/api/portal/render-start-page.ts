import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { html, trusted } from './html.ts';
import type { Html } from './html.ts';
import { portalWords, renderPortalPage } from './render-portal-page.ts';

/** Our own drawings, 24 units a side, in the stroke of the console's icons. */
const signs = {
  write: 'M4 5.5h16v11H9.5L5.5 20v-3.5H4zM8 9.5h8M8 12.5h5',
  data: 'M12 12a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.75 20a7.25 7.25 0 0 1 14.5 0',
  notice: 'M6 3.5h8.5L18.5 7.5v13H6zM14.5 3.5v4h4M9 12h6.5M9 16h6.5',
  keeping: 'M12 3.5 19 6v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10',
} as const;

/** The start page `/{language}`: four doors. A door that is not built yet leads to a person by e-mail, and says so. */
export function renderStartPage({
  language,
  published,
}: {
  readonly language: Language;
  readonly published: PublishedDeclaration;
}): string {
  const words = portalWords[language].start;
  const { controller } = published.declaration;
  const privacy = controller.contactAddress;
  const service = serviceAddress(published, language);
  const door = (key: keyof typeof signs, way: Html): Html =>
    html`<li>
      <svg
        class="sign"
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        ${trusted(`<path d="${signs[key]}"/>`)}
      </svg>
      <h2>${words.doors[key].title}</h2>
      <p>${words.doors[key].text}</p>
      <p class="way">${way}</p>
    </li> `;
  return renderPortalPage({
    language,
    path: '',
    title: words.title,
    published,
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <ul class="doors">
        ${door('write', mail(service))}${door('data', html`${words.notYet} ${mail(privacy)}`)}${door('notice', html`<a href="/${language}/notice">${words.readNotice}</a>`)}${door('keeping', html`<a href="/${language}/promises">${words.readPromises}</a>`)}
      </ul>`,
  });
}

function mail(address: string): Html {
  return html`<a href="mailto:${address}">${address}</a>`;
}

/** The mailbox in the reader's language; any other that is not the notice's own; at last the notice's own. */
function serviceAddress({ declaration }: PublishedDeclaration, language: Language): string {
  const { contactAddress } = declaration.controller;
  const mailboxes = Object.values(declaration.mailboxes).filter(({ address }) => address !== contactAddress);
  return (
    (mailboxes.find((mailbox) => mailbox.language === language) ?? mailboxes[0])?.address ?? contactAddress
  );
}
