import type { Act } from '../../server/safeguards/declaration/declaration.ts';
import type { ErrorCode } from '../../server/base/errors.ts';

/** What stands in the house for the requests to name. */
export interface World {
  readonly contactId: string;
  readonly fileId: string;
  readonly maskId: string;
  readonly personId: string;
  readonly mailId: string;
  /** An id that is nobody's. */
  readonly nobody: string;
  /** The day after today, ISO. */
  readonly tomorrow: string;
}

export interface RouteRule {
  /** As in guards.ts, written a second time. */
  readonly guard: 'anyone' | 'signed-in' | 'bound' | Act;
  /** What who may use it gets for this request: done, or a refusal that is not about rights. */
  readonly gives: 200 | 302 | ErrorCode | 'page';
  readonly url: (world: World) => string;
  readonly body?: (world: World) => Record<string, unknown>;
}

const rule = (
  guard: RouteRule['guard'],
  gives: RouteRule['gives'],
  url: string | ((world: World) => string),
  body?: RouteRule['body'],
): RouteRule => ({ guard, gives, url: typeof url === 'string' ? () => url : url, ...(body ? { body } : {}) });

const api = '/api/console';
const contact =
  (rest = '') =>
  (world: World) =>
    `${api}/contacts/${world.contactId}${rest}`;
const person =
  (rest = '') =>
  (world: World) =>
    `${api}/people/${world.personId}${rest}`;
const token = 'A'.repeat(43);
const id = () => crypto.randomUUID();

/**
 * Every route of the product and who may use it, written down a second time: whoever adds or opens a route
 * says so here too. Versions and ids are such that no request changes what the next one needs.
 */
export const matrix: Readonly<Record<string, RouteRule>> = {
  'POST /api/console/sign-in': rule('anyone', 'sign-in-failed', `${api}/sign-in`, () => ({
    userName: `ei.kukaan${id().slice(0, 8)}`,
    password: 'ei mikään salasana',
  })),
  'POST /api/console/sign-out': rule('signed-in', 200, `${api}/sign-out`),
  'POST /api/console/links/open': rule('anyone', 'link-not-valid', `${api}/links/open`, () => ({ token })),
  'POST /api/console/links/use': rule('anyone', 'link-not-valid', `${api}/links/use`, () => ({
    token,
    language: 'sv',
    password: 'ei mikään salasana',
  })),
  'GET /api/console/me': rule('signed-in', 200, `${api}/me`),
  'POST /api/console/me/profile': rule('signed-in', 200, `${api}/me/profile`, () => ({
    language: 'fi',
    theme: 'dark',
  })),
  'POST /api/console/me/password': rule('signed-in', 'sign-in-failed', `${api}/me/password`, () => ({
    current: 'ei tämä',
    next: 'tuuli kääntyi taas pohjoiseen',
  })),
  'GET /api/console/undertaking': rule('signed-in', 200, `${api}/undertaking`),
  'POST /api/console/undertaking/accept': rule(
    'signed-in',
    'changed-meanwhile',
    `${api}/undertaking/accept`,
    () => ({ version: 99 }),
  ),
  'GET /api/console/conditions': rule('signed-in', 200, `${api}/conditions`),
  'GET /api/console/events': rule('signed-in', 200, `${api}/events`),

  'GET /api/console/contacts': rule('list-contacts', 200, `${api}/contacts`),
  'GET /api/console/contacts/counts': rule('list-contacts', 200, `${api}/contacts/counts`),
  'POST /api/console/contacts/search': rule('search-contacts', 200, `${api}/contacts/search`, () => ({
    by: 'name',
    text: 'Lindqvist',
  })),
  'GET /api/console/contacts/:contactId': rule('open-contact', 200, contact()),
  'GET /api/console/contacts/:contactId/readings': rule('open-contact', 200, contact('/readings')),
  'GET /api/console/contacts/:contactId/files/:fileId': rule('open-contact', 200, (world) =>
    contact(`/files/${world.fileId}`)(world),
  ),
  'POST /api/console/contacts/:contactId/replies': rule(
    'answer-contact',
    'changed-meanwhile',
    contact('/replies'),
    () => ({ messageId: id(), version: 999_999, text: 'Hej', thenClose: false }),
  ),
  'POST /api/console/contacts/:contactId/notes': rule('note-contact', 200, contact('/notes'), () => ({
    noteId: id(),
    text: 'Ringer i morgon',
  })),
  'POST /api/console/contacts/:contactId/assign': rule('assign-contact', 200, contact('/assign'), () => ({
    version: 999_999,
    assigneeId: null,
  })),
  'POST /api/console/contacts/:contactId/close': rule(
    'close-contact',
    'changed-meanwhile',
    contact('/close'),
    () => ({ version: 999_999 }),
  ),
  'POST /api/console/contacts/:contactId/reopen': rule('close-contact', 200, contact('/reopen'), () => ({
    version: 999_999,
  })),
  'POST /api/console/contacts/:contactId/masked-codes/:maskId/look-up': rule(
    'match-identity-code',
    200,
    (world) => contact(`/masked-codes/${world.maskId}/look-up`)(world),
  ),
  'POST /api/console/contacts/:contactId/masked-codes/:maskId/match': rule(
    'match-identity-code',
    200,
    (world) => contact(`/masked-codes/${world.maskId}/match`)(world),
  ),

  'GET /api/console/people/:personId': rule('open-person', 200, person('?reason=earlier-matter')),
  'GET /api/console/people/:personId/readings': rule('open-person', 200, person('/readings')),
  'POST /api/console/people/:personId/fields': rule(
    'collect-field',
    'changed-meanwhile',
    person('/fields'),
    () => ({ fieldId: id(), version: 999_999, category: 'name', value: 'Åsa', channel: 'phone' }),
  ),
  'POST /api/console/people/:personId/identity-code/match': rule(
    'match-identity-code',
    200,
    person('/identity-code/match'),
    () => ({ code: '131052-9982' }),
  ),
  'POST /api/console/people/:personId/reveal': rule(
    'open-person',
    'not-found',
    person('/reveal'),
    (world) => ({ fieldId: world.nobody, reason: 'verify-identity' }),
  ),

  'GET /api/console/tray': rule('open-tray', 200, `${api}/tray`),
  'GET /api/console/tray/:mailId': rule('open-tray', 200, (world) => `${api}/tray/${world.mailId}`),
  'POST /api/console/tray/:mailId/settle': rule(
    'open-tray',
    'value-not-valid',
    (world) => `${api}/tray/${world.mailId}/settle`,
    () => ({ act: 'make-contact', emailAddress: 'ingen adress' }),
  ),

  'GET /api/console/colleagues': rule('bound', 200, `${api}/colleagues`),
  'GET /api/console/staff': rule('list-staff', 200, `${api}/staff`),
  'POST /api/console/staff': rule('manage-staff', 'user-name-not-personal', `${api}/staff`, () => ({
    userName: 'info',
    displayName: 'Info',
    language: 'fi',
  })),
  'POST /api/console/staff/:staffId/link': rule(
    'manage-staff',
    'not-found',
    (world) => `${api}/staff/${world.nobody}/link`,
  ),
  'POST /api/console/staff/:staffId/close': rule(
    'manage-staff',
    'not-found',
    (world) => `${api}/staff/${world.nobody}/close`,
  ),
  'POST /api/console/staff/:staffId/tasks': rule(
    'grant-tasks',
    'not-found',
    (world) => `${api}/staff/${world.nobody}/tasks`,
    (world) => ({ task: 'audit-access', until: world.tomorrow }),
  ),
  'DELETE /api/console/staff/:staffId/tasks/:grantId': rule(
    'grant-tasks',
    'not-found',
    (world) => `${api}/staff/${world.nobody}/tasks/${world.nobody}`,
  ),

  'GET /api/console/access-log': rule('read-access-log', 200, `${api}/access-log?limit=5`),
  'GET /api/console/access-log/reasons': rule('read-access-log', 200, `${api}/access-log/reasons`),
  'GET /api/console/access-log/export': rule('export-access-log', 200, `${api}/access-log/export?format=csv`),
  'GET /api/console/register': rule('read-register', 200, `${api}/register`),

  // Without signing in: nothing about anybody.
  'GET /': rule('anyone', 302, '/'),
  'GET /:language': rule('anyone', 200, '/sv'),
  'GET /:language/notice': rule('anyone', 200, '/fi/notice'),
  'GET /:language/notice.md': rule('anyone', 200, '/en/notice.md'),
  'GET /:language/notice/versions': rule('anyone', 200, '/sv/notice/versions'),
  'GET /:language/notice/:version': rule('anyone', 200, '/sv/notice/1'),
  'GET /:language/accessibility': rule('anyone', 200, '/sv/accessibility'),
  'GET /assets/portal.css': rule('anyone', 200, '/assets/portal.css'),
  'GET /assets/inter.woff2': rule('anyone', 200, '/assets/inter.woff2'),
  'GET /healthz': rule('anyone', 200, '/healthz'),
  'GET /readyz': rule('anyone', 200, '/readyz'),
  'GET /metrics': rule('anyone', 200, '/metrics'),
  'GET /openapi.json': rule('anyone', 200, '/openapi.json'),
  // The console's own page and program: there once the web is built.
  'GET /console': rule('anyone', 'page', '/console'),
  'GET /console/*': rule('anyone', 'page', '/console/inbox'),
  'GET /console/assets/*': rule('anyone', 'page', '/console/assets/ingen.js'),
};

/** There only where the web has been built. */
export const builtRoutes: readonly string[] = ['GET /console/assets/*'];
