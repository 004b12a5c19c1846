import { useQuery } from '@tanstack/react-query';
import type { Canned, Team } from '../../../contract/console/team.ts';
import { weekdays } from '../../../contract/console/team.ts';
import type { Rule, RuleBody } from '../../../contract/console/rules.ts';
import { useWords } from '../../words/use-words.ts';
import { cannedQuery, signaturesQuery, teamQuery } from '../api/queries.ts';
import { useTagName } from '../parts/tag.tsx';
import { useTimeWords } from './time-words.ts';

/** Names of the headers as they stand in a mail: the same in every language. */
export const headerNames = {
  'auto-submitted': 'Auto-Submitted',
  precedence: 'Precedence',
  importance: 'Importance',
  'content-language': 'Content-Language',
  'list-id': 'List-Id',
} as const;

export interface RuleWorld {
  readonly team: Team;
  readonly replies: readonly Canned[];
  readonly mailboxes: readonly { readonly key: string; readonly address: string }[];
}

/** What rules can name; undefined until it is here. */
export function useRuleWorld(): { world: RuleWorld | undefined; error: unknown } {
  const team = useQuery(teamQuery);
  const canned = useQuery(cannedQuery);
  const signatures = useQuery(signaturesQuery);
  const error = team.error ?? canned.error ?? signatures.error;
  if (!team.data || !canned.data || !signatures.data) return { world: undefined, error };
  const mailboxes = signatures.data.signatures.map(({ mailbox, address }) => ({ key: mailbox, address }));
  return { world: { team: team.data, replies: canned.data.replies, mailboxes }, error };
}

/** A rule as one says it: when what is so, and what is done then. */
export function useRuleWords(world: RuleWorld): (rule: Omit<RuleBody, 'name' | 'active'>) => string {
  const { t, own, intl } = useWords();
  const { weekdayWords } = useTimeWords();
  const tagName = useTagName();
  const either = (words: readonly string[]) => intl.formatList(words, { type: 'disjunction' });
  const both = (words: readonly string[]) => intl.formatList(words, { type: 'conjunction' });
  const quoted = (text: string) => t('rule.quoted', { text });
  const queueName = (key: string) => own(world.team.queues.find(({ queue }) => queue === key)?.name, key);
  const tagWords = (id: string) => {
    const tag = world.team.tags.find((each) => each.id === id);
    return tag ? quoted(tagName(tag)) : t('rule.gone');
  };

  function conditions({ queues, when }: Pick<Rule, 'queues' | 'when'>): string[] {
    const said: string[] = [];
    const add = (wanted: readonly string[] | undefined, say: (words: readonly string[]) => string) => {
      if (wanted !== undefined && wanted.length > 0) said.push(say(wanted));
    };
    add(queues, (keys) => t('rule.in-queues', { queues: either(keys.map(queueName)) }));
    add(when.mailboxes, (keys) =>
      t('rule.to-mailboxes', {
        mailboxes: either(
          keys.map((key) => world.mailboxes.find((each) => each.key === key)?.address ?? key),
        ),
      }),
    );
    add(when.channels, () =>
      t('rule.by-channels', {
        channels: either(when.channels!.map((each) => t(`channel.${each}`).toLowerCase())),
      }),
    );
    add(when.languages, () =>
      t('rule.in-languages', { languages: either(when.languages!.map((each) => t(`person.lang-${each}`))) }),
    );
    if (when.hours !== undefined) said.push(t(`rule.hours-${when.hours}`));
    add(when.weekdays, () =>
      t('rule.on-weekdays', {
        days: either(when.weekdays!.map((day) => weekdayWords(weekdays.indexOf(day)))),
      }),
    );
    if (when.time !== undefined) said.push(t('rule.between', when.time));
    add(when.subject, (words) => t('rule.with-words', { words: either(words.map(quoted)) }));
    add(when.mail, () => t('rule.mail', { kinds: either(when.mail!.map((kind) => t(`rule.mail-${kind}`))) }));
    for (const [header, name] of Object.entries(headerNames))
      add(when.headers?.[header as keyof typeof headerNames], (values) =>
        t('rule.header', { header: `${name}: ${either(values)}` }),
      );
    if (when.answeredBefore !== undefined)
      said.push(t(when.answeredBefore ? 'rule.answered-yes' : 'rule.answered-no'));
    return said;
  }

  function effects({ does, stop }: Pick<Rule, 'does' | 'stop'>): string[] {
    const reply = world.replies.find(({ id }) => id === does.reply);
    const { snooze } = does;
    return [
      does.queue !== undefined && t('rule.move', { queue: queueName(does.queue) }),
      does.priority !== undefined && t('rule.prioritise', { priority: t(`priority.${does.priority}`) }),
      does.tags !== undefined && t('rule.tag', { tags: both(does.tags.map(tagWords)) }),
      does.toLastAnswerer && t('rule.last-answerer'),
      snooze === 'opening' && t('rule.snooze-opening'),
      typeof snooze === 'object' && t('rule.snooze-hours', { hours: snooze.hours }),
      does.reply !== undefined && t('rule.reply', { reply: reply ? quoted(reply.title) : t('rule.gone') }),
      does.close && t('rule.close'),
      stop && t('rule.stop'),
    ].filter((each) => typeof each === 'string');
  }

  return (rule) => {
    const when = [t(`rule.${rule.on}`), conditions(rule).join(', ')].filter(Boolean).join(' ');
    const done = effects(rule);
    return t('rule.sentence', { when, does: done.length === 0 ? '…' : both(done) });
  };
}
