import { isDeepStrictEqual } from 'node:util';
import type { ChangeEffect, DeclarationChange, DeclarationPart } from './declaration-change.ts';

interface Changed {
  readonly part: DeclarationPart;
  /** Null: the part itself. */
  readonly key: string | null;
  readonly change: DeclarationChange['change'];
  readonly fields: readonly string[];
  /** Of a period that stays. */
  readonly length?: 'shorter' | 'longer' | 'new' | 'gone' | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}

const whenNew: Readonly<Partial<Record<DeclarationPart, ChangeEffect>>> = {
  purposes: 'purpose-used',
  categories: 'stored-from-then-on',
  channels: 'channel-opens',
  queues: 'queue-filled-by-others',
  mailboxes: 'mail-taken',
  tasks: 'granted-to-nobody-yet',
  periods: 'arriving-only',
  reasons: 'reason-offered',
  processors: 'may-be-given',
  recipients: 'may-be-given',
  sources: 'source-opens',
};

const whenGone: Readonly<Partial<Record<DeclarationPart, ChangeEffect>>> = {
  purposes: 'purpose-not-used',
  categories: 'no-longer-stored',
  channels: 'channel-closes',
  queues: 'queue-out-of-sight',
  mailboxes: 'mail-not-taken',
  tasks: 'holders-lose-it',
  periods: 'held-keeps-its-end',
  reasons: 'reason-not-offered',
  processors: 'given-nothing',
  recipients: 'given-nothing',
  sources: 'source-closes',
};

/** What a changed field does; a field that is not here is a matter of the notice alone. */
const whenChanged: Readonly<Partial<Record<DeclarationPart, Readonly<Record<string, ChangeEffect>>>>> = {
  controller: { systems: 'gate-at-once' },
  register: { timeZone: 'days-counted-otherwise', languages: 'published-in' },
  purposes: { basis: 'basis-told', identifies: 'use-at-once' },
  categories: { kind: 'checked-otherwise', purposes: 'use-at-once', order: 'first-counts' },
  channels: { collects: 'arriving-only', records: 'arriving-only', unannounced: 'arriving-only' },
  mailboxes: { address: 'arriving-only', queue: 'arriving-only', language: 'arriving-only' },
  tasks: {
    acts: 'holders-at-once',
    queues: 'holders-at-once',
    categories: 'holders-at-once',
    collects: 'holders-at-once',
    purposes: 'holders-at-once',
    order: 'first-counts',
  },
  periods: { purposes: 'use-at-once', capMonths: 'extensions-follow', extensions: 'extensions-follow' },
  processing: { outsideEea: 'gate-at-once' },
  processors: {
    agreement: 'gate-at-once',
    validUntil: 'gate-at-once',
    purposes: 'gate-at-once',
    categories: 'gate-at-once',
    countries: 'gate-at-once',
    transferGround: 'gate-at-once',
    connections: 'gate-at-once',
  },
  recipients: {
    validUntil: 'gate-at-once',
    purposes: 'gate-at-once',
    categories: 'gate-at-once',
    countries: 'gate-at-once',
    transferGround: 'gate-at-once',
  },
  identification: {
    ways: 'identified-so-at-once',
    validMinutes: 'identified-so-at-once',
    attempts: 'identified-so-at-once',
  },
  sources: { kind: 'source-at-once', categories: 'source-at-once' },
};

/** What a change of the declaration does, each effect once; at least one. */
export function effectOf(changed: Changed): ChangeEffect[] {
  const { part, key, change, fields } = changed;
  if (key === null && change !== 'changed')
    return [part === 'identification' ? 'identified-so-at-once' : 'notice-only'];
  if (change === 'new') return [whenNew[part] ?? 'notice-only'];
  if (change === 'gone') return [whenGone[part] ?? 'notice-only'];
  if (part === 'undertaking') return [versionDiffers(changed) ? 'accepted-again' : 'not-accepted-again'];
  const effects = new Set<ChangeEffect>();
  if (changed.length === 'shorter') effects.add('held-at-once');
  if (changed.length === 'longer') effects.add('arriving-only');
  const byField = whenChanged[part] ?? {};
  for (const field of fields) {
    const effect = Object.hasOwn(byField, field) ? byField[field] : undefined;
    if (effect !== undefined) effects.add(effect);
  }
  return effects.size === 0 ? ['notice-only'] : [...effects];
}

function versionDiffers({ before, after }: Changed): boolean {
  const versionOf = (value: unknown) => (value as { version?: unknown } | undefined)?.version;
  return !isDeepStrictEqual(versionOf(before), versionOf(after));
}
