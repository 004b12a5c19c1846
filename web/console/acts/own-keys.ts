/** Shortcuts that one has changed, by the id of what they do: other keys, or null for none. */
export type OwnKeys = Readonly<Record<string, string | null>>;

let bound: OwnKeys = {};
const listeners = new Set<() => void>();

export const ownKeys = {
  now: () => bound,
  set(next: OwnKeys): void {
    if (JSON.stringify(next) === JSON.stringify(bound)) return;
    bound = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** The same act for one contact and for many has one key: changed once, it is changed for both. */
export const shortcutOf = (actId: string): string => actId.replace(/^bulk-(?!clear$)/, '');

/** The keys an act has for whoever is signed in; undefined for none. Combinations with Ctrl or ⌘ and Escape stay. */
export function keysOf(
  act: { readonly id: string; readonly keys?: string },
  own: OwnKeys,
): string | undefined {
  if (act.keys === undefined || isFixed(act.keys)) return act.keys;
  const mine = own[shortcutOf(act.id)];
  return mine === undefined ? act.keys : (mine ?? undefined);
}

export const isFixed = (keys: string): boolean => /^mod\+|^(?:Escape|Enter|\d)$/.test(keys);
