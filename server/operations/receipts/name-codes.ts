import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { receiptWords } from './words-of-receipt.ts';

/** What the codes of a receipt's lines are called, so that a file can be read without the register. */
export interface CodeNames {
  readonly action: Readonly<Record<string, string>>;
  readonly task: Readonly<Record<string, string>>;
  readonly purpose: Readonly<Record<string, string>>;
  readonly category: Readonly<Record<string, string>>;
  readonly reason: Readonly<Record<string, string>>;
}

export function nameCodes({ declaration }: PublishedDeclaration, language: Language): CodeNames {
  const named = (entries: Readonly<Record<string, { readonly name: Readonly<Record<Language, string>> }>>) =>
    Object.fromEntries(Object.entries(entries).map(([key, { name }]) => [key, name[language]]));
  const { actions, staffData, ownAccount } = receiptWords[language];
  return {
    action: actions,
    task: { ...named(declaration.tasks), 'sign-in': ownAccount },
    purpose: named(declaration.purposes),
    category: { ...named(declaration.categories), staff: staffData },
    reason: Object.fromEntries(
      Object.entries(declaration.reasons).map(([key, words]) => [key, words[language]]),
    ),
  };
}
