import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { type CalendarDay, dayOf } from '../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../safeguards/access/staff-reaching.ts';
import { isDeclaredCategory } from '../../safeguards/declaration/may-collect.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { endExtensions, lockKeptFor, moveExtensions } from './matters-store.ts';
import { capOf, type ExtensionGround, extensionEnd } from './recording-period.ts';

/** What changes of an open complaint or project; what is left out stays. */
export interface MatterChange {
  readonly version: number;
  readonly ownerId?: Id<'staff'> | undefined;
  /** The last day on which it goes on, ISO. */
  readonly endsOn?: CalendarDay | undefined;
  /** What came of it: closes it, and whatever it kept goes by what else keeps it. */
  readonly outcome?: string | undefined;
}

/**
 * What a complaint or project wants of its owner and its last day: someone who may extend recordings there, and a day that is not
 * past, and not further off than a recording of today could be kept for it.
 * @throws Refusal 'extension-not-declared', 'invalid-input' (field ownerId or endsOn), 'category-not-declared'
 */
export async function checkMatter(
  deps: ContactsDeps,
  ground: ExtensionGround,
  {
    queue,
    ownerId,
    endsOn,
  }: { readonly queue: string; readonly ownerId: Id<'staff'>; readonly endsOn: CalendarDay },
): Promise<void> {
  const { declaration } = deps.current();
  if (!isDeclaredCategory(declaration, 'notes'))
    throw new Refusal('category-not-declared', { category: 'notes' });
  const now = deps.clock.now();
  const { timeZone } = declaration.register;
  const today = dayOf(now, timeZone);
  if (endsOn < today || endsOn > dayOf(capOf(declaration, ground, now), timeZone))
    throw new Refusal('invalid-input', { field: 'endsOn' });
  const able = await staffReaching(deps.db, declaration, { act: 'extend-recording', queue, today });
  if (!able.includes(ownerId)) throw new Refusal('invalid-input', { field: 'ownerId' });
}

/** Recordings follow what becomes of their complaint or project: another last day, or its end. The matter is held. */
export async function followMatter(
  deps: ContactsDeps,
  tx: Tx,
  actor: StaffActor,
  matter: {
    readonly id: Id;
    readonly ground: ExtensionGround;
    readonly endsOn: CalendarDay;
    readonly isClosed: boolean;
  },
): Promise<void> {
  const kept = await lockKeptFor(tx, matter.id);
  if (kept.length === 0) return;
  const units = kept.map(({ id }) => id);
  const grant = await deps.access.systemGrant('administration', { units, categories: [] });
  await deps.vault.change(tx, grant, 'change', {
    details: {
      change: matter.isClosed ? 'matter-closed' : 'matter-moved',
      item: matter.id,
      staff: actor.staffId,
      count: kept.length,
    },
  });
  if (matter.isClosed) return endExtensions(tx, matter.id, units, deps.clock.now());
  const published = deps.current();
  await moveExtensions(
    tx,
    matter.id,
    kept.map(({ id, call_at }) => ({
      id,
      until: extensionEnd(published, matter.ground, call_at, matter.endsOn),
    })),
  );
}
