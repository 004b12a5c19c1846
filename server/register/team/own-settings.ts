import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { staffCategory } from '../../safeguards/access/staff-columns.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { mustBeAboutNobody } from './check-entry.ts';
import type { TeamDeps } from './team-deps.ts';
import {
  defaultOwnSettings,
  type OwnSettings,
  ownSettingsColumn,
  ownViewColumn,
  withDefaults,
} from './team-columns.ts';
import {
  deleteOwnView,
  lockOwn,
  type OwnRow,
  putOwnView,
  readOwn,
  readOwnViews,
  updateOwn,
} from './team-store.ts';
import type { View } from './team-settings.ts';

export const mostOwnViews = 50;

export interface OwnView extends View {
  readonly id: Id<'view'>;
}

export interface Own {
  readonly onDuty: boolean;
  /** Languages one answers in; none: all. */
  readonly languages: readonly Language[];
  readonly settings: OwnSettings;
  readonly views: readonly OwnView[];
}

export interface OwnStore {
  read(actor: StaffActor): Promise<Own>;
  /** @throws Refusal 'value-taken' (field `keys`: two acts by one key) */
  change(
    actor: StaffActor,
    part: Partial<OwnSettings> & { readonly languages?: readonly Language[] },
  ): Promise<void>;
  setDuty(actor: StaffActor, onDuty: boolean): Promise<void>;
  /** @throws Refusal 'limit-reached', 'personal-data-refused' */
  saveView(actor: StaffActor, view: OwnView): Promise<void>;
  /** @throws Refusal 'not-found': also for somebody else's */
  removeView(actor: StaffActor, id: Id<'view'>): Promise<void>;
  /** The name line of whoever answers, for the system that signs for them. */
  nameLineOf(staffId: Id<'staff'>): Promise<string>;
}

const freshMilliseconds = 5 * 60_000;

export function createOwnStore(deps: TeamDeps): OwnStore {
  const { db, vault, access, clock } = deps;
  // Opened anew only when something was written since, so that a screen that asks again is no reading again.
  const opened = new Map<Id<'staff'>, { readonly at: number; readonly stamp: string; readonly own: Own }>();

  async function read(staffId: Id<'staff'>, grantFor: () => Grant): Promise<Own> {
    const [row, views] = await Promise.all([readOwn(db, staffId), readOwnViews(db, staffId)]);
    const stamp = [row?.version ?? 0, ...views.map(({ id, version }) => `${id}:${version}`)].join(' ');
    const held = opened.get(staffId);
    const now = clock.now().getTime();
    if (held?.stamp === stamp && Math.abs(now - held.at) < freshMilliseconds) return held.own;
    const base = { onDuty: row?.on_duty ?? true, languages: row?.languages ?? [] };
    const sealed = row?.settings_sealed ?? null;
    const own: Own =
      sealed === null && views.length === 0
        ? { ...base, settings: defaultOwnSettings, views: [] }
        : await vault.open(
            grantFor(),
            'view',
            () => Promise.resolve(),
            (opener) => ({
              ...base,
              settings:
                sealed === null
                  ? defaultOwnSettings
                  : withDefaults(
                      opener.open(ownSettingsColumn, ownSettingsColumn.at(staffId, staffId, sealed)),
                    ),
              views: views.map(({ id, view_sealed }) => ({
                id,
                ...opener.open(ownViewColumn, ownViewColumn.at(staffId, id, view_sealed)),
              })),
            }),
          );
    opened.set(staffId, { at: now, stamp, own });
    return own;
  }

  /** One change of one's own: lock, log line, row and event together. */
  function changeOwn(
    actor: StaffActor,
    change: string,
    work: (tx: Tx, row: OwnRow, sealer: Sealer) => void | Promise<void>,
  ): Promise<void> {
    return db.transaction(async (tx) => {
      const row = await lockOwn(tx, actor.staffId);
      const sealer = await vault.change(tx, access.ownGrant(actor), 'administer', { details: { change } });
      if (!sealer.holds(actor.staffId)) throw new Refusal('sign-in-needed');
      await work(tx, row, sealer);
      await deps.live.announce(tx, { kind: 'settings-changed', contactId: null, queue: null });
    });
  }

  return {
    read: (actor) => read(actor.staffId, () => access.ownGrant(actor)),

    change: (actor, { languages, ...part }) =>
      changeOwn(actor, 'own-settings', (tx, row, sealer) => {
        const { staffId } = actor;
        const before =
          row.settings_sealed === null
            ? defaultOwnSettings
            : sealer.open(ownSettingsColumn, ownSettingsColumn.at(staffId, staffId, row.settings_sealed));
        const next = { ...withDefaults(before), ...part };
        mustDiffer(next.keys);
        updateOwn(tx, staffId, {
          ...row,
          languages: [...(languages ?? row.languages)],
          settings_sealed: sealer.seal(ownSettingsColumn, staffId, staffId, next),
        });
      }),

    setDuty: (actor, onDuty) =>
      changeOwn(actor, onDuty ? 'on-duty' : 'away', (tx, row) =>
        updateOwn(tx, actor.staffId, { ...row, on_duty: onDuty }),
      ),

    saveView: (actor, { id, ...view }) =>
      changeOwn(actor, 'own-view', async (tx, _row, sealer) => {
        mustBeAboutNobody(view.name, 'name');
        const there = await readOwnViews(tx, actor.staffId);
        if (there.length >= mostOwnViews && !there.some((each) => each.id === id))
          throw new Refusal('limit-reached', { most: mostOwnViews });
        putOwnView(tx, actor.staffId, {
          id,
          view_sealed: sealer.seal(ownViewColumn, actor.staffId, id, view),
        });
      }),

    removeView: (actor, id) =>
      changeOwn(actor, 'own-view-removed', async (tx) => {
        if (!(await deleteOwnView(tx, actor.staffId, id))) throw new Refusal('not-found', { what: 'view' });
      }),

    nameLineOf: async (staffId) =>
      (
        await read(staffId, () =>
          access.systemGrant('directory', { units: [staffId], categories: [staffCategory] }),
        )
      ).settings.nameLine,
  };
}

function mustDiffer(keys: OwnSettings['keys']): void {
  const bound = Object.values(keys).filter((each) => each !== null);
  if (new Set(bound).size < bound.length) throw new Refusal('value-taken', { field: 'keys' });
}
