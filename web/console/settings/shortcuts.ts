import type { WordKey } from '../../words/en.ts';
import type { OwnKeys } from '../acts/own-keys.ts';
import { isFixed } from '../acts/own-keys.ts';
import { places } from '../frame/places.ts';

export interface Shortcut {
  readonly id: string;
  readonly group: 'contact' | 'inbox' | 'go' | 'own';
  readonly label: WordKey;
  readonly keys: string;
  /** What `{place}` in the label stands for. */
  readonly place?: WordKey;
}

/** Every shortcut of the console by the id of what it does; a test finds one that is missing here. */
export const shortcuts: readonly Shortcut[] = [
  { id: 'reply', group: 'contact', label: 'act.reply', keys: 'r' },
  { id: 'note', group: 'contact', label: 'act.note', keys: 'n' },
  { id: 'send', group: 'contact', label: 'act.send', keys: 'mod+Enter' },
  { id: 'assign', group: 'contact', label: 'act.assign', keys: 'a' },
  { id: 'close', group: 'contact', label: 'act.close', keys: 'e' },
  { id: 'snooze', group: 'contact', label: 'act.snooze', keys: 's' },
  { id: 'await', group: 'contact', label: 'act.await', keys: 'h' },
  { id: 'wake', group: 'contact', label: 'contact.wake', keys: 'b' },
  { id: 'merge', group: 'contact', label: 'merging.title', keys: 'm' },
  { id: 'tag', group: 'contact', label: 'contact.tag', keys: 't' },
  { id: 'priority', group: 'contact', label: 'act.priority-menu', keys: 'p' },
  { id: 'move', group: 'contact', label: 'act.move', keys: 'v' },
  { id: 'todo', group: 'contact', label: 'todo.add', keys: 'd' },
  { id: 'watch', group: 'contact', label: 'contact.watch', keys: 'w' },
  { id: 'unread', group: 'contact', label: 'contact.unread', keys: 'u' },
  { id: 'earlier', group: 'contact', label: 'thread.earlier', keys: 'l' },
  { id: 'pane', group: 'contact', label: 'contact.pane', keys: 'i' },
  { id: 'next', group: 'inbox', label: 'inbox.key-j', keys: 'j' },
  { id: 'previous', group: 'inbox', label: 'inbox.key-k', keys: 'k' },
  { id: 'choose', group: 'inbox', label: 'inbox.key-x', keys: 'x' },
  { id: 'open', group: 'inbox', label: 'inbox.key-enter', keys: 'o' },
  { id: 'filter', group: 'inbox', label: 'act.filter', keys: 'f' },
  { id: 'search', group: 'inbox', label: 'search.label', keys: '/' },
  ...places.map(({ to, name, keys }): Shortcut => ({
    id: `go ${to}`,
    group: 'go',
    label: 'act.go',
    place: name,
    keys,
  })),
  { id: 'go todos', group: 'go', label: 'act.go', place: 'todo.mine', keys: 'g d' },
  { id: 'write-first', group: 'go', label: 'act.write-first', keys: 'c' },
  { id: 'to-call', group: 'go', label: 'call.go', keys: 'q' },
  { id: 'undo', group: 'own', label: 'common.undo', keys: 'z' },
  { id: 'palette', group: 'own', label: 'act.palette', keys: 'mod+k' },
  { id: 'keys', group: 'own', label: 'act.keys', keys: '?' },
];

/** The keys a shortcut has now; null when it is switched off. */
export function keysNow(shortcut: Shortcut, own: OwnKeys): string | null {
  const mine = own[shortcut.id];
  return isFixed(shortcut.keys) || mine === undefined ? shortcut.keys : mine;
}

/**
 * Whether these keys may be given to a shortcut: one key, or g and another; no digit, which choose reasons, and
 * nothing that another has, or that begins one of two keys.
 */
export function whyNot(
  keys: string,
  shortcut: Shortcut,
  own: OwnKeys,
): { readonly code: 'form' } | { readonly code: 'taken'; readonly by: Shortcut } | undefined {
  const two = keys.split(' ');
  const isForm =
    two.length <= 2 &&
    two.every((key) => /^[^\s\d\p{C}]$/u.test(key)) &&
    (two.length === 1 ? keys !== 'g' : two[0] === 'g');
  if (!isForm) return { code: 'form' };
  const by = shortcuts.find((each) => each.id !== shortcut.id && keysNow(each, own) === keys);
  return by ? { code: 'taken', by } : undefined;
}
