import type { Id } from '../../base/new-id.ts';
import type { Act } from '../declaration/declaration.ts';

/** Who opens: a member of staff, the system in a task of its own, or the person themselves. */
export type Actor =
  | {
      readonly kind: 'staff';
      readonly staffId: Id<'staff'>;
      /** The token's own id where a program asks with one. */
      readonly sessionId: string;
      readonly token?: TokenScope;
    }
  | { readonly kind: 'system'; readonly task: SystemTask }
  | { readonly kind: 'person'; readonly personId: Id<'person'> };

/** What a personal access token was bound to when it was made: never more than its maker holds now. */
export interface TokenScope {
  readonly tokenId: Id<'access-token'>;
  readonly tasks: readonly string[];
  readonly mayWrite: boolean;
}

export const systemTasks = [
  'intake',
  'send',
  'sweep',
  'wake',
  'disclose',
  'connect',
  'rebuild',
  'reseal',
  'sign-in',
  'directory',
  'export',
  'demo',
  'administration',
  'restore',
] as const;
export type SystemTask = (typeof systemTasks)[number];

declare const issued: unique symbol;

/**
 * The leave to open: who, for which act and task, which units, which categories, why. Only
 * `issueGrant` makes one, only `access` may call it, and the vault refuses any other object.
 */
export interface Grant {
  readonly id: Id<'grant'>;
  readonly actor: Actor;
  readonly act: Act | SystemTask;
  /** The declared task it rests on; for the system, its own. */
  readonly task: string;
  readonly purposes: readonly string[];
  readonly units: readonly Id[];
  readonly categories: readonly string[];
  /** A key of the declaration's reasons, where one was asked for. */
  readonly reason?: string;
  readonly declarationVersion: number;
  readonly [issued]: true;
}

export type GrantTerms = Omit<Grant, 'id' | typeof issued>;
