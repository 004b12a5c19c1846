import type { Id } from '../base/new-id.ts';
import type { House } from '../compose.ts';
import { horizonOf } from '../safeguards/declaration/horizon-of.ts';

/** A page of what was erased, newest first, and how many no copy can bring back. */
export async function presentErasures(
  { promises: { erasures }, clock, declarations }: Pick<House, 'promises' | 'clock' | 'declarations'>,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const [page, count] = await Promise.all([erasures.list(cursor as Id | undefined, limit), erasures.count()]);
  return {
    erasures: page.erasures.map((each) => ({
      ...each,
      unreadableSince: each.unreadableSince.toISOString(),
      unrecoverableSince: each.unrecoverableSince?.toISOString() ?? null,
      unrecoverableBy: each.unrecoverableBy.toISOString(),
      isLate: each.unrecoverableSince === null && each.unrecoverableBy < clock.now(),
    })),
    next: page.next,
    ...count,
    nextBy: count.nextBy?.toISOString() ?? null,
    horizonDays: horizonOf(declarations.current().declaration),
  };
}
