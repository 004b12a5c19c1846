import type { ChannelKey, Language } from '../../../safeguards/declaration/declaration.ts';
import type { Weekday } from '../team-settings.ts';
import { splitSubject } from './subject-words.ts';
import type { HeaderValue, MailKind, Rule, TechnicalHeaders, ValuedHeader } from './rule.ts';

/**
 * All that rules are given of a mail. Closed values and keys of the declaration; of the subject and of List-Id only
 * which of the rules' own words stand there. Nobody can be told from it: two mails that differ in who wrote them are
 * the same here.
 */
export interface RuleInput {
  readonly isNew: boolean;
  readonly channel: ChannelKey;
  readonly mailbox: string | null;
  readonly queue: string;
  readonly language: Language | null;
  readonly weekday: Weekday;
  /** `HH:MM` on the register's clock. */
  readonly time: string;
  /** Of the queues that have opening hours: whether each is open. */
  readonly open: ReadonlyMap<string, boolean>;
  readonly mail: MailKind;
  readonly headers: Readonly<{ [Header in ValuedHeader]?: HeaderValue<Header> }>;
  /** Of the lists that rules name, the one this came by. */
  readonly lists: ReadonlySet<string>;
  /** Of the words that rules name, those that the subject has. */
  readonly words: ReadonlySet<string>;
  readonly answeredBefore: boolean;
}

/** What a channel knows that rules may ask of, before it is reduced. The subject is read here and goes no further. */
export interface ArrivedText {
  readonly subject: string;
  readonly technical: TechnicalHeaders;
  readonly automatic: boolean;
}

export const noTechnicalHeaders: TechnicalHeaders = { fromList: false };

/** What of a mail the rules may see: no word but their own. */
export function reduceText(
  rules: readonly Pick<Rule, 'when'>[],
  { subject, technical, automatic }: ArrivedText,
): Pick<RuleInput, 'mail' | 'headers' | 'lists' | 'words'> {
  const { fromList, listId, ...headers } = technical;
  const named = rules.flatMap(({ when }) => when.headers?.['list-id'] ?? []);
  const asked = new Set(rules.flatMap(({ when }) => when.subject ?? []));
  const here = asked.size === 0 ? [] : splitSubject(subject);
  return {
    mail: automatic ? 'automatic' : fromList ? 'list' : 'ordinary',
    headers,
    lists: new Set(named.filter((list) => list === listId)),
    words: new Set([...asked].filter((phrase) => standsIn(splitSubject(phrase), here))),
  };
}

function standsIn(phrase: readonly string[], words: readonly string[]): boolean {
  return words.some((_, at) => phrase.every((word, index) => words[at + index]?.startsWith(word) === true));
}
