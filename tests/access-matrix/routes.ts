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

const noTargets = { firstAnswer: null, resolution: null };
const queueSettings = {
  hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  holidays: [],
  days: [],
  targets: { low: noTargets, normal: noTargets, high: noTargets, urgent: noTargets },
  assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: true },
};

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
  'GET /api/console/contacts/write-first': rule('answer-contact', 200, `${api}/contacts/write-first`),
  'POST /api/console/contacts/write-first': rule(
    'answer-contact',
    'not-found',
    `${api}/contacts/write-first`,
    () => ({
      contactId: id(),
      messageId: id(),
      mailbox: 'nowhere',
      to: 'asa.lindqvist@example.fi',
      subject: 'Hej',
      text: 'Hej',
    }),
  ),
  'GET /api/console/contacts/:contactId/signature': rule('answer-contact', 200, contact('/signature')),
  'GET /api/console/contacts/:contactId/drafts': rule('open-contact', 200, contact('/drafts')),
  'GET /api/console/contacts/:contactId/mentionable': rule('note-contact', 200, contact('/mentionable')),
  'POST /api/console/contacts/:contactId/drafts/:draftId': rule(
    'open-contact',
    'changed-meanwhile',
    (world) => contact(`/drafts/${world.nobody}`)(world),
    () => ({ kind: 'reply', version: 9, text: 'Hej' }),
  ),
  'DELETE /api/console/contacts/:contactId/drafts/:draftId': rule('open-contact', 200, (world) =>
    contact(`/drafts/${world.nobody}`)(world),
  ),
  'DELETE /api/console/contacts/:contactId/drafts/:draftId/files/:fileId': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/drafts/${world.nobody}/files/${world.nobody}`)(world),
  ),
  'POST /api/console/contacts/:contactId/drafts/:draftId/files/:fileId': rule(
    'answer-contact',
    'invalid-input',
    (world) => contact(`/drafts/${world.nobody}/files/${world.nobody}`)(world),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/cancel': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/cancel`)(world),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/send-now': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/send-now`)(world),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/resend': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/resend`)(world),
    () => ({}),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/recall': rule(
    'report-incident',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/recall`)(world),
    () => ({ incidentId: id(), draftId: id(), kind: 'wrong-content', note: 'Fel bilaga' }),
  ),
  'GET /api/console/incidents': rule('read-incidents', 200, `${api}/incidents`),
  'GET /api/console/incidents/:incidentId': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}`,
  ),
  'POST /api/console/incidents/:incidentId': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}`,
    () => ({ version: 1, measure: 'Ringt' }),
  ),
  'POST /api/console/contacts/changes': rule('list-contacts', 200, `${api}/contacts/changes`, (world) => ({
    contacts: [{ contactId: world.nobody, version: 1 }],
    change: { kind: 'close' },
  })),
  'POST /api/console/contacts/:contactId/organise': rule(
    'assign-contact',
    200,
    contact('/organise'),
    () => ({ version: 999_999 }),
  ),
  'POST /api/console/contacts/:contactId/snooze': rule(
    'assign-contact',
    'changed-meanwhile',
    contact('/snooze'),
    (world) => ({ version: 999_999, until: `${world.tomorrow}T12:00:00Z` }),
  ),
  'POST /api/console/contacts/:contactId/follow': rule('open-contact', 200, contact('/follow'), () => ({
    watching: false,
  })),
  'POST /api/console/contacts/:contactId/unread': rule('open-contact', 200, contact('/unread')),
  'POST /api/console/contacts/:contactId/presence': rule('open-contact', 200, contact('/presence'), () => ({
    doing: 'gone',
  })),
  'POST /api/console/contacts/:contactId/todos': rule(
    'note-contact',
    'not-found',
    contact('/todos'),
    (world) => ({ todoId: id(), text: 'x', ownerId: world.nobody, dueOn: world.tomorrow }),
  ),
  'POST /api/console/contacts/:contactId/todos/:todoId': rule(
    'note-contact',
    'not-found',
    contact(`/todos/${id()}`),
    () => ({ done: true }),
  ),
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

  'POST /api/console/contacts/:contactId/merge': rule(
    'merge-contacts',
    'not-found',
    contact('/merge'),
    (world) => ({ version: 999_999, others: [{ contactId: world.nobody, version: 1 }] }),
  ),
  'POST /api/console/contacts/:contactId/split': rule(
    'merge-contacts',
    'changed-meanwhile',
    contact('/split'),
    (world) => ({ version: 999_999, messageIds: [world.nobody], person: 'same' }),
  ),
  'POST /api/console/contacts/:contactId/person': rule(
    'merge-contacts',
    'not-found',
    contact('/person'),
    (world) => ({ version: 999_999, personId: world.nobody }),
  ),
  'GET /api/console/people/:personId/history': rule('open-person', 200, person('/history')),
  'GET /api/console/people/:personId/duplicates': rule('open-person', 200, person('/duplicates')),
  'POST /api/console/people/:personId/compare': rule(
    'merge-people',
    'not-found',
    person('/compare'),
    (world) => ({ otherId: world.nobody, reason: 'correct-an-error' }),
  ),
  'POST /api/console/people/:personId/merge': rule(
    'merge-people',
    'not-found',
    person('/merge'),
    (world) => ({ version: 999_999, otherId: world.nobody, otherVersion: 1, reason: 'correct-an-error' }),
  ),
  'POST /api/console/people/:personId/keep-apart': rule(
    'merge-people',
    'not-found',
    person('/keep-apart'),
    (world) => ({ otherId: world.nobody }),
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
  'GET /api/console/team': rule('bound', 200, `${api}/team`),
  'GET /api/console/canned-replies': rule('bound', 200, `${api}/canned-replies?queue=service&language=sv`),
  'GET /api/console/team/signatures': rule('bound', 200, `${api}/team/signatures`),
  'GET /api/console/team/holidays': rule(
    'bound',
    200,
    `${api}/team/holidays?country=FI&year=2026&language=sv`,
  ),
  'POST /api/console/team/tags/:id': rule(
    'manage-settings',
    'changed-meanwhile',
    (world) => `${api}/team/tags/${world.nobody}`,
    () => ({ name: { sv: 'Faktura' }, tone: 'blue', archived: false, version: 999 }),
  ),
  'DELETE /api/console/team/tags/:id': rule(
    'manage-settings',
    'not-found',
    (world) => `${api}/team/tags/${world.nobody}`,
  ),
  'POST /api/console/team/canned/:id': rule(
    'manage-settings',
    'changed-meanwhile',
    (world) => `${api}/team/canned/${world.nobody}`,
    () => ({ title: 'Tack', shortcut: 'tack', text: { sv: 'Tack!' }, queues: [], version: 999 }),
  ),
  'DELETE /api/console/team/canned/:id': rule(
    'manage-settings',
    'not-found',
    (world) => `${api}/team/canned/${world.nobody}`,
  ),
  'POST /api/console/team/signatures/:mailbox': rule(
    'manage-settings',
    'changed-meanwhile',
    `${api}/team/signatures/service`,
    () => ({ text: { fi: 'Kivran asiakaspalvelu' }, version: 999 }),
  ),
  'POST /api/console/team/queues/:queue': rule(
    'manage-settings',
    'changed-meanwhile',
    `${api}/team/queues/service`,
    () => ({ settings: queueSettings, version: 999 }),
  ),
  'POST /api/console/team/views/:id': rule(
    'manage-settings',
    'changed-meanwhile',
    (world) => `${api}/team/views/${world.nobody}`,
    () => ({ name: 'Mina', icon: 'star', filter: {}, version: 999 }),
  ),
  'DELETE /api/console/team/views/:id': rule(
    'manage-settings',
    'not-found',
    (world) => `${api}/team/views/${world.nobody}`,
  ),
  'GET /api/console/me/settings': rule('signed-in', 200, `${api}/me/settings`),
  'POST /api/console/me/settings': rule('signed-in', 200, `${api}/me/settings`, () => ({ undoSeconds: 10 })),
  'POST /api/console/me/duty': rule('signed-in', 200, `${api}/me/duty`, () => ({ onDuty: true })),
  'POST /api/console/me/views/:id': rule('signed-in', 200, (world) => `${api}/me/views/${world.nobody}`, () => ({
    name: 'Mina',
    icon: 'star',
    filter: {},
  })),
  'DELETE /api/console/me/views/:id': rule('signed-in', 'not-found', () => `${api}/me/views/${id()}`),
  'GET /api/console/mailboxes': rule('manage-settings', 200, `${api}/mailboxes`),
  'GET /api/console/reports': rule('read-reports', 200, `${api}/reports`),
  'GET /api/console/reports/csv': rule('read-reports', 200, `${api}/reports/csv?table=steps`),
  'GET /api/console/me/tokens': rule('signed-in', 200, `${api}/me/tokens`),
  // Nobody holds this task, so no token comes of it.
  'POST /api/console/me/tokens': rule('bound', 'task-missing', `${api}/me/tokens`, () => ({
    name: 'raportti',
    tasks: ['no-such-task'],
  })),
  'DELETE /api/console/me/tokens/:tokenId': rule(
    'signed-in',
    'not-found',
    (world) => `${api}/me/tokens/${world.nobody}`,
  ),
  'GET /api/console/connections/tokens': rule('manage-connections', 200, `${api}/connections/tokens`),
  'DELETE /api/console/connections/tokens/:tokenId': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/tokens/${world.nobody}`,
  ),
  'GET /api/console/connections/recipients': rule('manage-connections', 200, `${api}/connections/recipients`),
  'GET /api/console/connections/web-hooks': rule('manage-connections', 200, `${api}/connections/web-hooks`),
  'POST /api/console/connections/web-hooks': rule(
    'manage-connections',
    'recipient-not-declared',
    `${api}/connections/web-hooks`,
    () => ({
      url: 'https://hooks.example.com/haltija',
      recipient: 'nobody-declared',
      purpose: 'quality',
      types: ['contact.created'],
      queues: ['service'],
    }),
  ),
  'DELETE /api/console/connections/web-hooks/:endpointId': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/web-hooks/${world.nobody}`,
  ),
  'POST /api/console/connections/web-hooks/:endpointId/state': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/web-hooks/${world.nobody}/state`,
    () => ({ state: 'paused' }),
  ),
  'POST /api/console/connections/web-hooks/:endpointId/secret': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/web-hooks/${world.nobody}/secret`,
  ),
  'POST /api/console/connections/web-hooks/:endpointId/test': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/web-hooks/${world.nobody}/test`,
  ),
  'GET /api/console/connections/web-hooks/:endpointId/deliveries': rule(
    'manage-connections',
    200,
    (world) => `${api}/connections/web-hooks/${world.nobody}/deliveries`,
  ),
  'POST /api/console/connections/web-hooks/:endpointId/deliveries/:eventId/replay': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/web-hooks/${world.nobody}/deliveries/${world.nobody}/replay`,
  ),
  'GET /api/console/connections/disclosures': rule(
    'read-access-log',
    200,
    `${api}/connections/disclosures`,
  ),

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
