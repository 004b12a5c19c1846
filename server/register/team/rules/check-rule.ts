import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { Declaration } from '../../../safeguards/declaration/declaration.ts';
import { mustBeAboutNobody } from '../check-entry.ts';
import { findPersonalData } from '../find-personal-data.ts';
import type { Canned } from '../team-settings.ts';
import { mayGoByItself } from './automatic-text.ts';
import { type Break, headerKeys, type Rule, type Does, type When, whenKeys } from './rule.ts';
import { splitSubject } from './subject-words.ts';

/** What there is for a rule to name. */
export interface RuleWorld {
  readonly declaration: Declaration;
  hasTag(tag: Id<'tag'>): boolean;
  cannedReply(reply: Id<'canned'>): Canned | undefined;
}

/** More digits than a year has tell one matter, or one person, from another. */
const mostDigits = 4;

/**
 * What a rule must be before it is kept. Whatever it asks of that is not on the list of what may be asked is refused with
 * the reason, and never repeated.
 * @throws Refusal 'rule-looks-at-person' (field, and kind of what stands in it), 'personal-data-refused' (name),
 *   'invalid-input' (field)
 */
export function checkRule(rule: Rule, world: RuleWorld): void {
  mustAskForNobody(rule.when);
  if (rule.name.trim() === '') refuse('name');
  mustBeAboutNobody(rule.name, 'name');
  if (rule.queues.length === 0) refuse('queues');
  const [broken] = findBreaks(rule, world);
  if (broken) refuse(broken);
  for (const [field, values] of Object.entries(rule.when)) if (isEmpty(values)) refuse(field);
  if (rule.when.time?.from !== undefined && rule.when.time.from === rule.when.time.to) refuse('time');
  const { does } = rule;
  if (!Object.values(does).some((effect) => effect !== undefined && !isEmpty(effect))) refuse('does');
  if (does.snooze !== undefined && does.close) refuse('snooze');
  // What a person wrote as an answer to us is closed by a person.
  if (does.close && rule.on === 'every-message' && !namesAutomaticMail(rule.when)) refuse('close');
}

/**
 * Only what is on the list, so that what carries a person cannot be asked under any name; and no word of it somebody's.
 * @throws Refusal 'rule-looks-at-person' (field; kind of what stands in it and its `index` in the list), 'invalid-input' (field)
 */
export function mustAskForNobody(when: When): void {
  if (!hasOnly(when, whenKeys)) lookAtPerson('when');
  if (!hasOnly(when.headers ?? {}, headerKeys)) lookAtPerson('headers');
  for (const [index, words] of (when.subject ?? []).entries())
    mustNameNobody(words, { field: 'subject', index });
  for (const [index, list] of (when.headers?.['list-id'] ?? []).entries())
    mustNameNobody(list, { field: 'headers', index }, true);
}

/** Whether a rule is only about what programs sent. */
export function namesAutomaticMail({ mail, headers }: When): boolean {
  return (
    (mail !== undefined && mail.every((kind) => kind === 'automatic')) ||
    headers?.['auto-submitted'] !== undefined
  );
}

/** What a rule names that is not there, or not there any more. */
export function findBreaks(rule: Pick<Rule, 'queues' | 'when' | 'does'>, world: RuleWorld): Break[] {
  const { queues, mailboxes } = world.declaration;
  const { queue, tags = [], reply } = rule.does;
  const canned = reply === undefined ? undefined : world.cannedReply(reply);
  const found: Record<Break, boolean> = {
    queues: !rule.queues.every((key) => Object.hasOwn(queues, key)),
    mailboxes: !(rule.when.mailboxes ?? []).every((key) => Object.hasOwn(mailboxes, key)),
    queue: queue !== undefined && !Object.hasOwn(queues, queue),
    tags: !tags.every((tag) => world.hasTag(tag)),
    reply: reply !== undefined && !(canned && mayGoByItself(canned)),
  };
  return (Object.keys(found) as Break[]).filter((each) => found[each]);
}

const hasOnly = (asked: object, allowed: readonly string[]) =>
  Object.keys(asked).every((key) => allowed.includes(key));

function mustNameNobody(text: string, at: { field: string; index: number }, isListName = false): void {
  const found = findPersonalData(text);
  if (found) lookAtPerson(at.field, { kind: found.kind, index: at.index });
  if (text.includes('@')) lookAtPerson(at.field, { kind: 'email-address', index: at.index });
  // A list's name has many numbers, and is no word that customers write.
  if (!isListName && (text.match(/\p{N}/gu) ?? []).length > mostDigits)
    lookAtPerson(at.field, { kind: 'number', index: at.index });
  if (splitSubject(text).length === 0) refuse(at.field);
}

function lookAtPerson(field: string, word: { kind?: string; index?: number } = {}): never {
  throw new Refusal('rule-looks-at-person', { field, ...word });
}

function isEmpty(value: When[keyof When] | Does[keyof Does]): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null) return false;
  const parts = Object.values(value).filter((part) => part !== undefined);
  return parts.length === 0 || parts.some((part) => Array.isArray(part) && part.length === 0);
}

function refuse(field: string): never {
  throw new Refusal('invalid-input', { field });
}
