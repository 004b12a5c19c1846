import type { Id } from '../../base/new-id.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../safeguards/access/staff-reaching.ts';
import type { ChannelKey, Language } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { countMoves } from '../figures/count-moves.ts';
import type { KeptRule, RuleEffect, TechnicalHeaders } from '../team/rules/rule.ts';
import { noTechnicalHeaders } from '../team/rules/rule-input.ts';
import { closed } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, lockContact, updateContact } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { insertRuleEvent } from './merging-store.ts';
import { mostTags } from './organise-contact.ts';
import { readLastAnswerer } from './rule-store.ts';
import { wakeContactJob } from './snooze-contact.ts';
import { standingOf } from './standing.ts';
import { tellColleagues } from './tell-colleagues.ts';

/** An automatic answer that a rule asks for; the channel sends it where that may be done. */
export interface RuleReply {
  readonly rule: Id<'rule'>;
  readonly reply: Id<'canned'>;
}

/** All of a message that is handed to the rules: who wrote it is not in it. */
export interface RuledMessage {
  readonly channel: ChannelKey;
  readonly mailbox: string;
  readonly queue: string;
  readonly language: Language | null;
  readonly at: Date;
  readonly automatic: boolean;
  readonly technical?: TechnicalHeaders | undefined;
  /** It is a mail server's notice. */
  readonly notice?: string | undefined;
}

/**
 * Which rules act on a message that arrives. Nobody can be told from what they are given of it (P15): of the subject the
 * rules' own words, of the headers one of a few values each (`reduceText`).
 * @param subject with identity codes masked
 */
export function rulesFor(
  deps: ContactsDeps,
  tx: Tx,
  { channel, mailbox, queue, language, at, automatic, technical, notice }: RuledMessage,
  subject: string,
  existing: ContactRow | undefined,
): Promise<readonly KeptRule[]> {
  // What a mail server says of an answer of ours opens the contact and tells colleagues: no rule comes between.
  if (existing && notice !== undefined) return Promise.resolve([]);
  const about = existing ?? { channel, mailbox, queue, language };
  return deps.team.rules.choose(
    {
      isNew: existing === undefined,
      channel: about.channel,
      mailbox: about.mailbox,
      queue: about.queue,
      language: about.language,
      at,
      subject,
      technical: technical ?? noTechnicalHeaders,
      automatic,
    },
    async () => existing !== undefined && (await readLastAnswerer(tx, existing.id)) !== null,
  );
}

/** The queue in which a new contact begins. */
export function queueAfter(rules: readonly KeptRule[], queue: string): string {
  return rules.reduce((at, { does }) => does.queue ?? at, queue);
}

/** Whether nobody is to be given it. */
export function closesAtOnce(rules: readonly KeptRule[]): boolean {
  return rules.some(({ does }) => does.close === true);
}

/**
 * Does what the rules say, in the transaction in which the message arrives: so once, or not at all. Each rule that changed
 * something is an event of the contact and a line of the access log.
 */
export async function applyRules(
  deps: ContactsDeps,
  tx: Tx,
  rules: readonly KeptRule[],
  came: {
    readonly contactId: Id<'contact'>;
    readonly messageId: Id<'message'>;
    readonly isNew: boolean;
    readonly automatic: boolean;
    /** The queue it came to, before any rule moved it. */
    readonly queue: string;
  },
): Promise<RuleReply | undefined> {
  if (rules.length === 0) return undefined;
  const { contactId, messageId } = came;
  const before = await lockContact(tx, contactId);
  if (before === undefined) return undefined;
  const at = deps.clock.now();
  const grant = deps.access.systemGrant('intake', { units: [contactId], categories: [] });
  // A new contact was put into its queue when it was made.
  let row: ContactRow = came.isNew ? { ...before, queue: came.queue } : before;
  let reply: RuleReply | undefined;
  let changed = false;
  for (const rule of rules) {
    const { effects, next } = await applyRule(deps, tx, rule, row, came);
    row = next;
    if (rule.does.reply !== undefined) reply ??= { rule: rule.id, reply: rule.does.reply };
    if (effects.length === 0) continue;
    changed = true;
    insertRuleEvent(tx, contactId, { rule: rule.id, effects, at });
    const details = { change: 'by-rule', item: rule.id, queue: row.queue, message: messageId };
    await deps.vault.change(tx, grant, 'change', { details });
  }
  if (!changed) return reply;
  await updateContact(tx, row);
  countMoves(tx, deps, before, row, at);
  for (const queue of new Set([before.queue, row.queue]))
    await deps.live.announce(tx, {
      kind: 'contact-changed',
      contactId,
      queue,
      ...(queue === row.queue && row.status === 'closed' && before.status !== 'closed'
        ? { facts: ['contact.closed' as const] }
        : {}),
    });
  if (row.assignee_id !== null && row.assignee_id !== before.assignee_id)
    await tellColleagues(deps, tx, row, [row.assignee_id], 'assigned');
  return reply;
}

async function applyRule(
  deps: ContactsDeps,
  tx: Tx,
  { does }: KeptRule,
  from: ContactRow,
  came: { readonly isNew: boolean; readonly automatic: boolean },
): Promise<{ effects: RuleEffect[]; next: ContactRow }> {
  const effects: RuleEffect[] = [];
  let row = from;
  if (does.queue !== undefined && does.queue !== row.queue) {
    effects.push('moved');
    const mayStay = came.isNew || (await mayAnswer(deps, tx, row.assignee_id, does.queue));
    row = { ...row, queue: does.queue, assignee_id: mayStay ? row.assignee_id : null };
  }
  if (does.priority !== undefined && does.priority !== row.priority) {
    effects.push('prioritised');
    row = { ...row, priority: does.priority };
  }
  const tags = [...new Set([...row.tags, ...(does.tags ?? [])])].slice(
    0,
    Math.max(mostTags, row.tags.length),
  );
  if (tags.length > row.tags.length) {
    effects.push('tagged');
    row = { ...row, tags };
  }
  if (does.toLastAnswerer && !came.isNew) {
    const answerer = await answererFor(deps, tx, row);
    if (answerer !== null) {
      effects.push('assigned');
      row = { ...row, assignee_id: answerer };
    }
  }
  if (row.queue !== from.queue || row.priority !== from.priority) row = { ...row, ...dueMoments(deps, row) };
  const until = does.snooze === undefined ? undefined : snoozedUntil(deps, does.snooze, row.queue);
  if (until !== undefined && row.status !== 'closed') {
    effects.push('snoozed');
    await jobQueue.enqueue(
      tx,
      wakeContactJob,
      { contactId: row.id },
      { key: `wake:${row.id}`, runAt: until },
    );
    row = {
      ...row,
      status: 'snoozed',
      snoozed_until: until,
      standing_before: standingOf(row, 'assign-contact', null),
    };
  }
  // What a person wrote on a thread of ours is closed by a person, whatever a rule says.
  if (does.close && row.status !== 'closed' && (came.isNew || came.automatic)) {
    effects.push('closed');
    row = await closed(deps, row, null);
  }
  return { effects, next: row };
}

function snoozedUntil(
  deps: Pick<ContactsDeps, 'team' | 'clock'>,
  until: NonNullable<KeptRule['does']['snooze']>,
  queue: string,
): Date | undefined {
  const now = deps.clock.now();
  return until === 'opening'
    ? deps.team.opensAt(queue, now)
    : new Date(now.getTime() + until.hours * 3_600_000);
}

/** Whoever answered last, if they may answer here and are on duty, and nobody who is has the contact. */
async function answererFor(deps: ContactsDeps, tx: Tx, row: ContactRow): Promise<Id<'staff'> | null> {
  const answerer = await readLastAnswerer(tx, row.id);
  if (answerer === null || answerer === row.assignee_id) return null;
  const away = await deps.team.away();
  const isThere = async (id: Id<'staff'> | null) =>
    id !== null && !away.includes(id) && (await mayAnswer(deps, tx, id, row.queue));
  return (await isThere(answerer)) && !(await isThere(row.assignee_id)) ? answerer : null;
}

async function mayAnswer(
  deps: Pick<ContactsDeps, 'current' | 'clock'>,
  tx: Tx,
  staffId: Id<'staff'> | null,
  queue: string,
): Promise<boolean> {
  if (staffId === null) return false;
  const { declaration } = deps.current();
  const today = dayOf(deps.clock.now(), declaration.register.timeZone);
  return (await staffReaching(tx, declaration, { act: 'answer-contact', queue, today })).includes(staffId);
}
