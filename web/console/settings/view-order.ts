import type { Own } from '../../../contract/console/team.ts';

/** One's own view, or with a version the team's. */
export type AnyView = Own['views'][number] & { readonly version?: number };

/** In the order one has put them; what is new stands last. */
export function inOrder(views: readonly AnyView[], order: readonly string[]): AnyView[] {
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return views.toSorted((one, other) => place(one.id) - place(other.id));
}
