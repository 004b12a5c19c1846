import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import { declarationForHeld } from '../../../safeguards/retention/declaration-for-held.ts';
import type { ContactsDeps } from '../contacts.ts';
import { countLettersOf } from '../informing/inform-people.ts';
import { readRound } from '../informing/letters.ts';
import { type Amending, amendIncident, type Step } from './amend-incident.ts';
import { notifyBy } from './breach-clock.ts';
import { incidentPeriod } from './incident-period.ts';
import type { AuthorityDecision, IncidentKind, Nature, Risk, TellDecision } from './incident-terms.ts';
import { mustBeDeclared, mustBeInOrder, withoutCodes } from './make-incident.ts';
import { countConcerned } from './people-store.ts';

/**
 * Writes down a measure or what was learnt, or settles the incident, from when its period runs.
 * @throws Refusal 'incident-incomplete' (details: `missing`) for one that is not weighed, decided and told, and as `amendIncident`
 */
export function changeIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  input: {
    readonly version: number;
    readonly measure: string | undefined;
    readonly lessons: string | undefined;
    readonly settle: boolean;
  },
): Promise<{ version: number }> {
  const change = input.settle ? 'incident-settled' : input.measure ? 'measure-noted' : 'lessons-noted';
  return amendIncident(
    deps,
    actor,
    id,
    { version: input.version, details: { change } },
    async ({ tx, row, account, now }) => {
      const measure = input.measure && withoutCodes(input.measure);
      const lessons = input.lessons === undefined ? account.lessons : withoutCodes(input.lessons);
      const steps: Step[] = [];
      if (measure) steps.push({ kind: 'measure', text: measure });
      if (lessons && lessons !== account.lessons) steps.push({ kind: 'lessons', text: lessons });
      const written = {
        ...(measure && {
          measures: [...account.measures, { at: now.toISOString(), by: actor.staffId, text: measure }],
        }),
        ...(lessons !== undefined && { lessons }),
      };
      if (!input.settle) return { account: written, steps };
      await mustBeComplete(deps, { tx, row }, lessons);
      const period = incidentPeriod(
        await declarationForHeld(
          deps,
          row.declaration_version,
          (published) => incidentPeriod(published, now).delete_after,
        ),
        now,
      );
      steps.push({ kind: 'settled' });
      return { row: { settled_at: now, settled_by: actor.staffId, ...period }, account: written, steps };
    },
  );
}

/** What the law asks to be weighed, decided, told and written down. */
async function mustBeComplete(
  deps: ContactsDeps,
  { tx, row }: Pick<Amending, 'tx' | 'row'>,
  lessons: string | undefined,
): Promise<void> {
  const missing = (what: string) => new Refusal('incident-incomplete', { missing: what });
  if (row.risk === null) throw missing('risk');
  if (row.authority === null) throw missing('authority');
  if (row.authority === 'notify' && row.notified_at === null) throw missing('notice');
  if (row.tell === null) throw missing('tell');
  if (row.tell === 'tell') {
    const people = await countConcerned(tx, row.id);
    const round = await readRound(tx, { incidentId: row.id });
    const { left } = await countLettersOf({ ...deps, db: tx }, round);
    if (left > 0 || people.told + people.underWay < people.concerned) throw missing('letters');
  }
  if (!lessons) throw missing('lessons');
}

export interface Facts {
  readonly version: number;
  readonly kind: IncidentKind;
  readonly nature: readonly Nature[];
  readonly happenedAt: Date;
  readonly awareAt: Date;
  /** Why the moment of knowing is another now; asked when it is. */
  readonly awareReason: string | undefined;
  readonly persons: number;
  readonly records: number;
  readonly categories: readonly string[];
  readonly note: string;
  readonly consequences: string;
}

/**
 * What is known by now (Art. 33(3)). What stood there before is kept in the history.
 * @throws Refusal 'invalid-input' (moments in the wrong order; another moment of knowing without a reason),
 *   'category-not-declared', and as `amendIncident`
 */
export function describeIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  facts: Facts,
): Promise<{ version: number }> {
  const { version } = facts;
  const details = { change: 'incident-described' };
  return amendIncident(deps, actor, id, { version, details }, ({ row, account, now }) => {
    mustBeInOrder(facts.happenedAt, facts.awareAt, now);
    mustBeDeclared(deps, facts.categories);
    const moved = facts.awareAt.getTime() !== row.aware_at.getTime();
    if (moved && !facts.awareReason) throw new Refusal('invalid-input', { field: 'awareReason' });
    const note = withoutCodes(facts.note);
    const consequences = withoutCodes(facts.consequences);
    const before = [
      ...(note === account.note ? [] : [account.note]),
      ...(consequences === (account.consequences ?? '') ? [] : [account.consequences ?? '']),
    ].filter(Boolean);
    return {
      row: {
        kind: facts.kind,
        nature: facts.nature,
        happened_at: facts.happenedAt,
        aware_at: facts.awareAt,
        notify_by: moved ? notifyBy(facts.awareAt) : row.notify_by,
        persons: facts.persons,
        records: facts.records,
        categories: facts.categories,
      },
      account: { note, consequences },
      steps: [
        { kind: 'described', count: facts.persons, text: before.join('\n\n') },
        ...(moved
          ? [
              {
                kind: 'described',
                outcome: 'aware-moved',
                text: `${row.aware_at.toISOString()}: ${facts.awareReason}`,
              } as const,
            ]
          : []),
      ],
    };
  });
}

interface Decided<Decision> {
  readonly version: number;
  readonly decision: Decision;
  readonly reason: string;
}

/** What a breach may do to those concerned. A decision that no longer goes with it is open again. */
export function weighRisk(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  { version, decision: risk, reason }: Decided<Risk>,
): Promise<{ version: number }> {
  const details = { change: 'risk-weighed', outcome: risk };
  return amendIncident(deps, actor, id, { version, details }, ({ row, now }) => ({
    row: {
      risk,
      risk_at: now,
      ...(risk !== 'none' && row.authority === 'not-notify' && { authority: null, authority_at: null }),
      ...(risk === 'high' && row.tell === 'not-high' && { tell: null, tell_at: null }),
    },
    account: { riskReason: withoutCodes(reason) },
    steps: [{ kind: 'risk', outcome: risk, text: reason }],
  }));
}

/**
 * Whether the authority is told (Art. 33(1)): it is, unless a risk is unlikely; then the reason is documented.
 * @throws Refusal 'incident-incomplete' before the risk is weighed, 'authority-must-be-told', and as `amendIncident`
 */
export function decideAuthority(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  { version, decision, reason }: Decided<AuthorityDecision>,
): Promise<{ version: number }> {
  const details = { change: 'authority-decided', outcome: decision };
  return amendIncident(deps, actor, id, { version, details }, ({ row, now }) => {
    if (row.risk === null) throw new Refusal('incident-incomplete', { missing: 'risk' });
    if (decision === 'not-notify' && row.risk !== 'none') throw new Refusal('authority-must-be-told');
    return {
      row: { authority: decision, authority_at: now },
      account: { authorityReason: withoutCodes(reason) },
      steps: [{ kind: 'authority', outcome: decision, text: reason }],
    };
  });
}

/**
 * Whether those concerned are told (Art. 34(1)), or by which exception not (34(3)).
 * @throws Refusal 'incident-incomplete' before the risk is weighed, 'persons-must-be-told', and as `amendIncident`
 */
export function decideTelling(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  { version, decision, reason }: Decided<TellDecision>,
): Promise<{ version: number }> {
  const details = { change: 'telling-decided', outcome: decision };
  return amendIncident(deps, actor, id, { version, details }, async ({ tx, row, now }) => {
    if (row.risk === null) throw new Refusal('incident-incomplete', { missing: 'risk' });
    if (decision === 'not-high' && row.risk === 'high') throw new Refusal('persons-must-be-told');
    // Letters that have begun to leave cannot be decided away.
    if (decision !== 'tell' && (await readRound(tx, { incidentId: id })) !== undefined)
      throw new Refusal('already-done');
    return {
      row: { tell: decision, tell_at: now },
      account: { tellReason: withoutCodes(reason) },
      steps: [{ kind: 'tell', outcome: decision, text: reason }],
    };
  });
}
