import { Refusal } from '../../base/errors.ts';
import { isCalendarDay } from '../../safeguards/access/calendar-day.ts';
import { type Declaration, languages } from '../../safeguards/declaration/declaration.ts';
import { findPersonalData } from './find-personal-data.ts';
import { holidayCountries } from './holidays.ts';
import {
  type Entry,
  type EntryBodies,
  type EntryKind,
  type Opening,
  type SomeWords,
  weekdays,
} from './team-settings.ts';

type Checks = {
  readonly [Kind in EntryKind]: (body: EntryBodies[Kind], key: string, declaration: Declaration) => void;
};

const checks: Checks = {
  tag(body) {
    mustHaveWords(body.name, 'name');
    for (const [field, text] of texts(body.name, 'name')) mustBeAboutNobody(text, field);
  },
  canned(body, _key, declaration) {
    mustHaveWords(body.text, 'text');
    mustBeAboutNobody(body.title, 'title');
    mustBeAboutNobody(body.shortcut, 'shortcut');
    for (const [field, text] of texts(body.text, 'text')) mustBeAboutNobody(text, field, declaration);
    for (const queue of body.queues) mustBeDeclared(declaration.queues, queue, 'queues');
  },
  signature(body, key, declaration) {
    mustBeDeclared(declaration.mailboxes, key, 'mailbox');
    for (const [field, text] of texts(body, '')) mustBeAboutNobody(text, field, declaration);
  },
  acknowledgement(body, key, declaration) {
    mustBeDeclared(declaration.mailboxes, key, 'mailbox');
    for (const [field, text] of texts(body.text, 'text')) mustBeAboutNobody(text, field, declaration);
  },
  view(body) {
    mustBeAboutNobody(body.name, 'name');
  },
  queue(body, key, declaration) {
    mustBeDeclared(declaration.queues, key, 'queue');
    for (const day of weekdays) mustBeInOrder(body.hours[day], `hours.${day}`);
    for (const { country } of body.holidays)
      if (!(holidayCountries as readonly string[]).includes(country)) refuse('holidays');
    for (const { day, open } of body.days) {
      if (!isCalendarDay(day)) refuse('days');
      mustBeInOrder(open, 'days');
    }
    if (new Set(body.days.map(({ day }) => day)).size < body.days.length) refuse('days');
  },
  criterion(body) {
    for (const language of languages) if (!body.name[language].trim()) refuse(`name.${language}`);
    for (const [field, text] of texts(body.name, 'name')) mustBeAboutNobody(text, field);
  },
};

/**
 * What an entry must be before it is kept in the clear: about nobody, and of queues and mailboxes there are.
 * @throws Refusal 'personal-data-refused' (what and where), 'invalid-input' (field), 'value-taken' (field)
 */
export function checkEntry<Kind extends EntryKind>(
  kind: Kind,
  key: string,
  body: EntryBodies[Kind],
  others: readonly Entry[],
  declaration: Declaration,
): void {
  checks[kind](body, key, declaration);
  const taken = namesOf(kind, body);
  for (const other of others) {
    if (other.kind !== kind || other.key === key) continue;
    const theirs = namesOf(kind, other.body as EntryBodies[Kind]);
    for (const [field, name] of Object.entries(taken))
      if (name !== '' && theirs[field] === name) throw new Refusal('value-taken', { field });
  }
}

const folded = (text: string | undefined) => (text ?? '').trim().normalize('NFC').toLocaleLowerCase('fi');

/** Names that tell one from another, by field; compared as people read them. */
function namesOf<Kind extends EntryKind>(kind: Kind, body: EntryBodies[Kind]): Record<string, string> {
  if (kind === 'canned') return { shortcut: folded((body as EntryBodies['canned']).shortcut) };
  if (kind === 'view') return { name: folded((body as EntryBodies['view']).name) };
  if (kind === 'tag') {
    const { name } = body as EntryBodies['tag'];
    return Object.fromEntries(languages.map((language) => [`name.${language}`, folded(name[language])]));
  }
  return {};
}

/** @throws Refusal 'personal-data-refused' with the kind found, the field, and where in it */
export function mustBeAboutNobody(text: string, field: string, declaration?: Declaration): void {
  const own = declaration && { addresses: ownAddresses(declaration) };
  const found = findPersonalData(text, own);
  if (found) throw new Refusal('personal-data-refused', { field, kind: found.kind, at: found.at });
}

function ownAddresses({ mailboxes, controller }: Declaration): ReadonlySet<string> {
  const addresses = Object.values(mailboxes).map(({ address }) => address);
  return new Set([...addresses, controller.contactAddress].map((address) => address.toLowerCase()));
}

function texts(words: SomeWords, field: string): [field: string, text: string][] {
  return languages.flatMap((language) => {
    const text = words[language];
    return text === undefined
      ? []
      : [[field === '' ? language : `${field}.${language}`, text] as [string, string]];
  });
}

function mustHaveWords(words: SomeWords, field: string): void {
  if (!languages.some((language) => (words[language] ?? '').trim() !== '')) refuse(field);
}

function mustBeDeclared(declared: Readonly<Record<string, unknown>>, key: string, field: string): void {
  if (!Object.hasOwn(declared, key)) refuse(field);
}

const time = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Each opening ends after it began, and before the next begins. */
function mustBeInOrder(openings: readonly Opening[], field: string): void {
  let last = '';
  for (const { from, to } of openings) {
    if (!time.test(from) || !time.test(to) || to <= from || from < last) refuse(field);
    last = to;
  }
}

function refuse(field: string): never {
  throw new Refusal('invalid-input', { field });
}
