import type { RuleInput } from './rule-input.ts';
import { headerValues, type KeptRule, type Rule, type ValuedHeader } from './rule.ts';

/**
 * The rules that act on what arrived, in their order. Each sees the queue into which those before it have put it. Pure:
 * the same input, the same rules.
 */
export function chooseRules<Kept extends Rule = KeptRule>(rules: readonly Kept[], input: RuleInput): Kept[] {
  const chosen: Kept[] = [];
  let { queue } = input;
  for (const rule of rules) {
    if (!meets(rule, { ...input, queue })) continue;
    chosen.push(rule);
    queue = rule.does.queue ?? queue;
    if (rule.stop) break;
  }
  return chosen;
}

export function meets({ queues, on, when }: Pick<Rule, 'queues' | 'on' | 'when'>, input: RuleInput): boolean {
  return (
    (input.isNew || on === 'every-message') &&
    queues.includes(input.queue) &&
    oneOf(when.channels, input.channel) &&
    oneOf(when.mailboxes, input.mailbox) &&
    oneOf(when.languages, input.language) &&
    (when.hours === undefined || input.open.get(input.queue) === (when.hours === 'open')) &&
    oneOf(when.weekdays, input.weekday) &&
    isWithin(when.time, input.time) &&
    oneOf(when.mail, input.mail) &&
    (Object.keys(headerValues) as ValuedHeader[]).every((header) =>
      oneOf<string>(when.headers?.[header], input.headers[header]),
    ) &&
    anyOf(when.headers?.['list-id'], input.lists) &&
    anyOf(when.subject, input.words) &&
    (when.answeredBefore === undefined || when.answeredBefore === input.answeredBefore)
  );
}

function oneOf<Value>(wanted: readonly Value[] | undefined, value: Value | null | undefined): boolean {
  return wanted === undefined || (value !== null && value !== undefined && wanted.includes(value));
}

function anyOf(wanted: readonly string[] | undefined, found: ReadonlySet<string>): boolean {
  return wanted === undefined || wanted.some((each) => found.has(each));
}

function isWithin(span: Rule['when']['time'], time: string): boolean {
  if (span === undefined) return true;
  const { from, to } = span;
  return from < to ? from <= time && time < to : from <= time || time < to;
}
