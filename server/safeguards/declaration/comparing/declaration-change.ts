import type { Declaration } from '../declaration.ts';

/** What a change does from the moment of publishing. */
export const changeEffects = [
  /** The notice says otherwise; no rule changes. */
  'notice-only',
  'purpose-used',
  'purpose-not-used',
  'basis-told',
  'stored-from-then-on',
  'no-longer-stored',
  'use-at-once',
  'checked-otherwise',
  'channel-opens',
  'channel-closes',
  /** Only what arrives from then on follows it. */
  'arriving-only',
  'held-at-once',
  'held-keeps-its-end',
  'extensions-follow',
  'queue-filled-by-others',
  'queue-out-of-sight',
  'mail-taken',
  'mail-not-taken',
  'granted-to-nobody-yet',
  'holders-lose-it',
  'holders-at-once',
  'reason-offered',
  'reason-not-offered',
  'accepted-again',
  'not-accepted-again',
  'gate-at-once',
  'may-be-given',
  'given-nothing',
  'source-opens',
  'source-closes',
  'source-at-once',
  'identified-so-at-once',
  'days-counted-otherwise',
  'published-in',
  'first-counts',
] as const;
export type ChangeEffect = (typeof changeEffects)[number];

export type DeclarationPart = keyof Declaration;

/** What a list of keys gained and lost. `changed`: rules that stand in both and differ. */
export interface ListChange {
  readonly field: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** One thing that publishing would change. */
export interface DeclarationChange {
  readonly part: DeclarationPart;
  /** Of the entry within the part, a place in the list of measures; null where the part itself changes. */
  readonly key: string | null;
  readonly change: 'new' | 'gone' | 'changed';
  /** That differ, in the order of the file. `order`: the same entries, in another order; `key`: a period under another name. */
  readonly fields: readonly string[];
  readonly lists: readonly ListChange[];
  /** Of a period; null where there is none. */
  readonly months: { readonly before: number | null; readonly after: number | null } | null;
  readonly effects: readonly ChangeEffect[];
}
