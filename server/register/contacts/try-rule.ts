import { setImmediate } from 'node:timers/promises';
import { leastIdAt } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { roundedTo } from '../figures/rounded-figures.ts';
import { mustAskForNobody } from '../team/rules/check-rule.ts';
import { meets } from '../team/rules/choose-rules.ts';
import type { Rule, When } from '../team/rules/rule.ts';
import { weekdays } from '../team/team-settings.ts';
import type { ContactsDeps } from './contacts.ts';
import { readBegun } from './rule-store.ts';

export const triedDays = 30;
/** The newest of them: so much is looked through within a second, however large the register. */
const mostTried = 20_000;
const atOnce = 1_000;

/** Conditions on what stands sealed in the contact, or in no place at all. */
const sealedConditions = ['mail', 'headers', 'subject', 'answeredBefore'] as const;

export interface RuleTrial {
  readonly met: number;
  readonly of: number;
  readonly limited: boolean;
  readonly sealed: readonly (typeof sealedConditions)[number][];
}

/**
 * Of the contacts that began in the last 30 days, how many a rule would have met: counted by what stands openly in their
 * rows, of the queues one's tasks reach, in the queue to which their mailbox leads, and by the opening hours of today. Nothing is opened; conditions on what is
 * sealed are left out and named. Rounded down to fives, as reports are.
 * @throws Refusal as `authorize` (act 'manage-settings'), 'rule-looks-at-person', 'invalid-input'
 */
export async function tryRule(
  deps: ContactsDeps,
  actor: StaffActor,
  rule: Pick<Rule, 'queues' | 'when'>,
): Promise<RuleTrial> {
  await deps.access.authorize(actor, { act: 'manage-settings', units: [] });
  const reached = await deps.access.queuesFor(actor, 'list-contacts');
  mustAskForNobody(rule.when);
  const { declaration } = deps.current();
  const since = new Date(deps.clock.now().getTime() - triedDays * 86_400_000);
  const rows = await readBegun(deps.db, {
    from: leastIdAt(since),
    since,
    timeZone: declaration.register.timeZone,
    most: mostTried + 1,
  });
  const sealed = sealedConditions.filter((key) => rule.when[key] !== undefined);
  const open: When = { ...rule.when, ...notAsked };
  const asked = { queues: rule.queues, on: 'new-contact' as const, when: open };
  const tried = rows.slice(0, mostTried).filter(({ queue }) => reached.includes(queue));
  let met = 0;
  for (const [index, { opened_at, weekday, queue, ...row }] of tried.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate();
    const fits = meets(asked, {
      ...nothingSealed,
      ...row,
      queue: declaration.mailboxes[row.mailbox ?? '']?.queue ?? queue,
      weekday: weekdays[weekday - 1]!,
      open: open.hours === undefined ? noHours : deps.team.openAt(opened_at),
    });
    if (fits) met += 1;
  }
  const inFives = (count: number) => count - (count % roundedTo);
  return { met: inFives(met), of: inFives(tried.length), limited: rows.length > mostTried, sealed };
}

const notAsked: Pick<When, (typeof sealedConditions)[number]> = {
  mail: undefined,
  headers: undefined,
  subject: undefined,
  answeredBefore: undefined,
};
const noHours: ReadonlyMap<string, boolean> = new Map();
const nothingSealed = {
  isNew: true,
  mail: 'ordinary',
  headers: {},
  lists: new Set<string>(),
  words: new Set<string>(),
  answeredBefore: false,
} as const;
