import type { ChangeEffect, DeclarationChange, ListChange } from './declaration-change.ts';
import { languages } from './declaration.ts';
import type { Declaration, Language, Words } from './declaration.ts';
import { effectWords } from './effect-words.ts';
import { nameOfField } from './field-names.ts';
import { entryNames, nameOfPart } from './part-names.ts';

/**
 * A change in full sentences: what it is, with the names that the declaration gives, and what it does from the moment
 * of publishing. Names are those of the new declaration, or of the old for what goes.
 */
export function wordChange(change: DeclarationChange, before: Declaration, after: Declaration): Words {
  const say = (language: Language) => {
    const subject = nameSubject(change, before, after, language);
    const what = `${subject}${describe(change, before, after, language)}.`;
    return [what, ...change.effects.map((effect: ChangeEffect) => effectWords[effect][language])].join(' ');
  };
  return { sv: say('sv'), fi: say('fi'), en: say('en') };
}

/** Where the change stands, as with problems: `categories.phone`. */
export function pathOfChange({ part, key }: DeclarationChange): string {
  return key === null ? part : `${part}.${key}`;
}

/** One line a change, for a terminal. */
export function formatChanges(
  changes: readonly DeclarationChange[],
  before: Declaration,
  after: Declaration,
  language: Language,
): string[] {
  return changes.map((change) => `${pathOfChange(change)}: ${wordChange(change, before, after)[language]}`);
}

const quote: Readonly<Record<Language, (text: string) => string>> = {
  sv: (text) => `”${text}”`,
  fi: (text) => `”${text}”`,
  en: (text) => `“${text}”`,
};

function nameSubject(
  { part, key, change, fields }: DeclarationChange,
  before: Declaration,
  after: Declaration,
  language: Language,
): string {
  const names = entryNames[part];
  if (key === null || names === undefined) {
    const ordered = fields.includes('order') ? names?.order : undefined;
    return (ordered ?? nameOfPart(part))[language];
  }
  const group: unknown = (change === 'gone' ? before : after)[part];
  const name = nameOf((group as Readonly<Record<string, unknown>>)[key], language);
  const shown = name === undefined ? '' : ` ${quote[language](name)}`;
  // a measure has no key, only its place
  return `${names.one[language]}${shown}${part === 'measures' ? '' : ` (${key})`}`;
}

/** An entry is called by its name, a reason by its text, a company as it is. */
function nameOf(entry: unknown, language: Language): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const name: unknown = 'name' in entry ? entry.name : entry;
  if (typeof name === 'string') return name;
  if (typeof name !== 'object' || name === null) return undefined;
  const text = (name as Readonly<Record<string, unknown>>)[language];
  return typeof text === 'string' ? text : undefined;
}

const verbs: Readonly<Record<Language, { goes: string; changes: string; also: string }>> = {
  sv: { goes: 'utgår', changes: 'ändras', also: 'dessutom' },
  fi: { goes: 'poistuu', changes: 'muuttuu', also: 'lisäksi' },
  en: { goes: 'goes', changes: 'changes', also: 'also' },
};

/** What becomes of the subject, from the space after it on. */
function describe(
  change: DeclarationChange,
  before: Declaration,
  after: Declaration,
  language: Language,
): string {
  const { part, key, months, fields } = change;
  const verb = verbs[language];
  if (change.change !== 'changed') {
    const length = months?.after ?? months?.before ?? undefined;
    const shown = length === undefined ? '' : `, ${lengthIn[language](length)},`;
    const isNew = (key === null ? undefined : entryNames[part]?.isNew) ?? wholeIsNew;
    return `${shown} ${change.change === 'new' ? isNew[language] : verb.goes}`;
  }
  const changed = fields
    .filter((field) => field !== 'order' && (field !== 'months' || months === null))
    .map((field) => {
      const list = change.lists.find((each) => each.field === field);
      const name = nameOfField(field)[language];
      return list === undefined ? name : `${name} (${wordList(list, before, after, language)})`;
    });
  // a part that is a list itself has no fields
  if (fields.length === 0) {
    changed.push(...change.lists.map((list) => wordList(list, before, after, language)));
  }
  const listed = changed.join(', ');
  if (months !== null && months.before !== months.after) {
    const moved = fromTo[language](months.before ?? 0, months.after ?? 0);
    return ` ${verb.changes} ${moved}${listed === '' ? '' : `; ${verb.also}: ${listed}`}`;
  }
  return listed === '' ? ` ${verb.changes}` : ` ${verb.changes}: ${listed}`;
}

const wholeIsNew: Words = { sv: 'är nytt', fi: 'on uusi', en: 'is new' };

const lengthIn: Readonly<Record<Language, (months: number) => string>> = {
  sv: (months) => (months === 1 ? '1 månad' : `${months} månader`),
  fi: (months) => (months === 1 ? '1 kuukausi' : `${months} kuukautta`),
  en: (months) => (months === 1 ? '1 month' : `${months} months`),
};

const fromTo: Readonly<Record<Language, (from: number, to: number) => string>> = {
  sv: (from, to) => `från ${from} till ${lengthIn.sv(to)}`,
  fi: (from, to) => `${from} kuukaudesta ${to} kuukauteen`,
  en: (from, to) => `from ${from} to ${lengthIn.en(to)}`,
};

const listWords: Readonly<
  Record<Language, { added: string; removed: string; changed: string; order: string }>
> = {
  sv: { added: 'tillkommer', removed: 'utgår', changed: 'ändras', order: 'annan ordning' },
  fi: { added: 'lisätään', removed: 'poistuu', changed: 'muuttuu', order: 'eri järjestys' },
  en: { added: 'added', removed: 'taken out', changed: 'changed', order: 'in another order' },
};

function wordList(list: ListChange, before: Declaration, after: Declaration, language: Language): string {
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
const namedBy: Readonly<Record<string, 'purposes' | 'categories' | 'queues' | 'channels'>> = {
  purposes: 'purposes',
  categories: 'categories',
  collects: 'categories',
  queues: 'queues',
  imports: 'channels',
};

function nameInList(
  field: string,
  key: string,
  before: Declaration,
  after: Declaration,
  language: Language,
): string {
  const part = Object.hasOwn(namedBy, field) ? namedBy[field]! : undefined;
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
