import type { Act } from '../declaration/declaration.ts';
import type { TokenScope } from '../vault/grant.ts';

/** What a program never does for somebody: decide who may do what, and look at what takes a person's stated reason. */
export const neverByToken: ReadonlySet<Act> = new Set<Act>([
  'manage-staff',
  'grant-tasks',
  'manage-connections',
  'draft-register',
  'publish-register',
  'reveal-identity-code',
  'open-inspection',
  'play-recording',
  'download-recording',
  'extend-recording',
  'hold-recording',
]);

/** What a read-only token may do. An act that is not here changes something, or may: new acts are refused until they stand here. */
const readingActs: ReadonlySet<Act> = new Set<Act>([
  'list-contacts',
  'search-contacts',
  'open-contact',
  'open-person',
  'open-tray',
  'open-raw-mail',
  'list-staff',
  'read-access-log',
  'export-access-log',
  'draw-receipt',
  'read-register',
  'read-reports',
  'read-incidents',
]);

/** @returns why a token may not do an act whatever tasks it is bound to; undefined where its tasks decide */
export function refuseToken(token: TokenScope, act: Act): 'token-not-here' | 'token-read-only' | undefined {
  if (neverByToken.has(act)) return 'token-not-here';
  return token.mayWrite || readingActs.has(act) ? undefined : 'token-read-only';
}

/** @param token undefined: somebody who has signed in */
export function mayByToken(token: TokenScope | undefined, act: Act): boolean {
  return token === undefined || refuseToken(token, act) === undefined;
}
