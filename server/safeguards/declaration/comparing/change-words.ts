import type { ChangeEffect, DeclarationChange } from './declaration-change.ts';
import type { Declaration, Language, Words } from '../declaration.ts';
import { effectWords } from './effect-words.ts';
import { nameOfField } from '../field-names.ts';
import { entryNames, nameOfPart } from './part-names.ts';
import { wordList } from './change-lists.ts';
import { wordValues } from './change-values.ts';
import { nameOf } from './name-of.ts';

/** Keys are for who writes the declaration; who reads the notice has the names. */
export type Reader = 'editor' | 'public';

/**
 * A change in full sentences: what it is, with the names that the declaration gives, and what it does from the moment
 * of publishing. Names are those of the new declaration, or of the old for what goes.
 */
export function wordChange(
  change: DeclarationChange,
  before: Declaration,
  after: Declaration,
  reader: Reader = 'editor',
): Words {
  const say = (language: Language) => {
    const subject = nameSubject(change, before, after, { language, reader });
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
  { language, reader }: { readonly language: Language; readonly reader: Reader },
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
  const isKeyed = part !== 'measures' && reader === 'editor';
  return `${names.one[language]}${shown}${isKeyed ? ` (${key})` : ''}`;
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
      const told = list
        ? wordList(list, before, after, language)
        : wordValues(field, fieldOf(before, change, field), fieldOf(after, change, field), language);
      return told === undefined ? name : `${name} (${told})`;
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

function fieldOf(declaration: Declaration, { part, key }: DeclarationChange, field: string): unknown {
  const step = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Readonly<Record<string, unknown>>)[name]
      : undefined;
  const group: unknown = declaration[part];
  return step(key === null ? group : step(group, key), field);
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
