import type { ListChange } from './declaration-change.ts';
import { languages } from '../declaration.ts';
import type { Declaration, Language, Words } from '../declaration.ts';
import { nameCountry } from './change-values.ts';
import { nameOf } from './name-of.ts';

const listWords: Readonly<
  Record<Language, { added: string; removed: string; changed: string; order: string }>
> = {
  sv: { added: 'tillkommer', removed: 'utgår', changed: 'ändras', order: 'annan ordning' },
  fi: { added: 'lisätään', removed: 'poistuu', changed: 'muuttuu', order: 'eri järjestys' },
  en: { added: 'added', removed: 'taken out', changed: 'changed', order: 'in another order' },
};

/** What a list gained and lost, by the names that the declarations give. */
export function wordList(
  list: ListChange,
  before: Declaration,
  after: Declaration,
  language: Language,
): string {
  const words = listWords[language];
  const told = (['added', 'removed', 'changed'] as const)
    .filter((how) => list[how].length > 0)
    .map((how) => {
      const names = list[how].map((key) => nameInList(list.field, key, before, after, language));
      return `${words[how]}: ${names.join(', ')}`;
    });
  return told.length === 0 ? words.order : told.join('; ');
}

/** Which part a list of keys names; lists of other things are shown as they are written. */
const namedBy: Readonly<Record<string, 'purposes' | 'categories' | 'queues'>> = {
  purposes: 'purposes',
  categories: 'categories',
  collects: 'categories',
  queues: 'queues',
};

function nameInList(
  field: string,
  key: string,
  before: Declaration,
  after: Declaration,
  language: Language,
): string {
  const part = Object.hasOwn(namedBy, field) ? namedBy[field]! : undefined;
  if (field === 'countries') return nameCountry(key, language);
  if (part === undefined) {
    const spoken = languages.find((each) => field === 'languages' && each === key);
    return spoken === undefined ? key : languageNames[spoken][language];
  }
  for (const group of [after[part], before[part]]) {
    const name = Object.hasOwn(group, key) ? nameOf(group[key as keyof typeof group], language) : undefined;
    if (name !== undefined) return name;
  }
  return key;
}

const languageNames: Readonly<Record<Language, Words>> = {
  sv: { sv: 'svenska', fi: 'ruotsi', en: 'Swedish' },
  fi: { sv: 'finska', fi: 'suomi', en: 'Finnish' },
  en: { sv: 'engelska', fi: 'englanti', en: 'English' },
};
