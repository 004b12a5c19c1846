import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { Canned } from '../team-settings.ts';

/**
 * What the house may fill in when nobody looks at the answer: nothing that came from its reader. Words of theirs would
 * make us carry anybody's text to whom they name as sender.
 */
export const automaticVariables = [
  'contact.number',
  'mailbox.name',
  'queue.name',
  'register.name',
  'notice.link',
] as const;
export type AutomaticValues = Readonly<Record<(typeof automaticVariables)[number], string>>;

const allowed: ReadonlySet<string> = new Set(automaticVariables);
const place = /\{([a-z]+\.[a-z]+)\}/g;

/** Whether a canned reply can go out with nobody looking: all that is left open in it can be filled in. */
export function mayGoByItself({ text }: Pick<Canned, 'text'>): boolean {
  return Object.values(text).every((words) =>
    [...(words ?? '').matchAll(place)].every(([, name]) => allowed.has(name!)),
  );
}

/** The reply in the language, or in the first of the others in which it is written. */
export function wordsOf(
  { text }: Pick<Canned, 'text'>,
  languages: readonly Language[],
): { text: string; language: Language } | undefined {
  const language = languages.find((each) => text[each]?.trim());
  return language && { text: text[language]!, language };
}

export function fillIn(text: string, values: AutomaticValues): string {
  return text.replaceAll(place, (whole, name: string) => values[name as keyof AutomaticValues] ?? whole);
}
