import type { Declaration, Language, PublishedDeclaration } from '../declaration.ts';
import { formatDate } from './format-notice-text.ts';
import { informLetterWords } from './inform-letter-words.ts';
import { listRuleChanges } from './list-rule-changes.ts';

export interface InformLetter {
  readonly subject: string;
  readonly text: string;
}

/**
 * The letter that tells a person what has changed for what is held of them (GDPR Art. 13(3), 14(4)): what, from when, where
 * the notice stands, that they can object where the ground is a legitimate interest (Art. 21(4)), and where to complain.
 * @param before what they were told when their data were collected
 */
export function renderInformLetter(
  published: PublishedDeclaration,
  before: PublishedDeclaration,
  language: Language,
  publicUrl: string,
): InformLetter {
  const { declaration, version, publishedAt } = published;
  const words = informLetterWords[language];
  const changes = listRuleChanges(before.declaration, declaration, language);
  const at = `${publicUrl}/${language}/notice/${version}`;
  const paragraphs = [
    words.greeting,
    words.intro(declaration.register.name[language], declaration.controller.name),
    [words.changes, ...changes.map((change) => `- ${change}`)].join('\n'),
    words.from(formatDate(language, { at: publishedAt, timeZone: declaration.register.timeZone })),
    [words.notice, at, words.since, `${at}/since/${before.version}`].join('\n'),
    ...(restsOnInterest(declaration) ? [words.object(declaration.controller.contactAddress)] : []),
    words.ask(declaration.controller.contactAddress),
    words.complain(declaration.authority.name[language], declaration.authority.website),
    declaration.controller.name,
  ];
  return { subject: words.subject(declaration.controller.name), text: paragraphs.join('\n\n') };
}

function restsOnInterest({ purposes }: Declaration): boolean {
  return Object.values(purposes).some(({ basis }) => basis === 'legitimate-interest');
}
