import type { Id } from '../../base/new-id.ts';
import { staffCategory } from '../../safeguards/access/staff-columns.ts';
import { sealedJson } from '../../safeguards/vault/sealed.ts';
import type { View } from './team-settings.ts';

/** What a desktop notification may tell of. */
export const notices = [
  'assigned',
  'mentioned',
  'answered',
  'not-delivered',
  'woken',
  'new-in-queue',
  'due-soon',
  'incident',
  'todo-given',
  'todos-due',
] as const;
export type Notice = (typeof notices)[number];

/** How one works: nobody else's business, so sealed under one's own unit. */
export interface OwnSettings {
  /** Above the mailbox's signature; empty: the display name. */
  readonly nameLine: string;
  readonly desktop: Readonly<Record<Notice, boolean>>;
  readonly sound: boolean;
  /** How long a sent answer can be called back, 0 to 30. */
  readonly undoSeconds: number;
  /** Shortcuts by the id of what they do: other keys, or null for none. */
  readonly keys: Readonly<Record<string, string | null>>;
  /** Own and team views in the order wanted; those not named follow. */
  readonly viewOrder: readonly Id<'view'>[];
  readonly defaultView: Id<'view'> | null;
}

export const defaultOwnSettings: OwnSettings = {
  nameLine: '',
  desktop: {
    assigned: true,
    mentioned: true,
    answered: true,
    'not-delivered': true,
    woken: true,
    'new-in-queue': false,
    'due-soon': false,
    // Only of use to who may read incidents, and they are meant to look the same day.
    incident: true,
    'todo-given': true,
    'todos-due': true,
  },
  sound: false,
  undoSeconds: 10,
  keys: {},
  viewOrder: [],
  defaultView: null,
};

/** What was kept before a setting existed has its default. */
export function withDefaults(kept: Partial<OwnSettings>): OwnSettings {
  return {
    ...defaultOwnSettings,
    ...kept,
    desktop: { ...defaultOwnSettings.desktop, ...kept.desktop },
  };
}

export const ownSettingsColumn = sealedJson<OwnSettings>('team.own', 'settings_sealed', staffCategory);
export const ownViewColumn = sealedJson<View>('team.own_view', 'view_sealed', staffCategory);
