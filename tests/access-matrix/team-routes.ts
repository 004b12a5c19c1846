import { api, id, queueSettings, rule, type RouteRule } from './route-rule.ts';

/** What a team sets, its figures, its connections. */
export const teamRoutes: Readonly<Record<string, RouteRule>> = {
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
  'POST /api/console/team/acknowledgements/:mailbox': rule(
    'manage-settings',
    'changed-meanwhile',
    `${api}/team/acknowledgements/service`,
    () => ({ on: true, text: {}, version: 7 }),
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
  'GET /api/console/team/rules': rule('manage-settings', 200, `${api}/team/rules`),
  'POST /api/console/team/rules/:id': rule(
    'manage-settings',
    'changed-meanwhile',
    (world) => `${api}/team/rules/${world.nobody}`,
    () => ({
      name: 'Stängt',
      active: true,
      queues: ['service'],
      on: 'new-contact',
      when: { hours: 'closed' },
      does: { priority: 'low' },
      stop: false,
      version: 999,
    }),
  ),
  'DELETE /api/console/team/rules/:id': rule(
    'manage-settings',
    'not-found',
    (world) => `${api}/team/rules/${world.nobody}`,
  ),
  // One that is not there: somebody removed it.
  'POST /api/console/team/rule-order': rule(
    'manage-settings',
    'changed-meanwhile',
    `${api}/team/rule-order`,
    (world) => ({ ids: [world.nobody] }),
  ),
  'POST /api/console/team/rule-trial': rule('manage-settings', 200, `${api}/team/rule-trial`, () => ({
    queues: ['service'],
    when: { weekdays: ['mon'] },
  })),
  'GET /api/console/me/settings': rule('signed-in', 200, `${api}/me/settings`),
  'POST /api/console/me/settings': rule('signed-in', 200, `${api}/me/settings`, () => ({ undoSeconds: 10 })),
  'POST /api/console/me/duty': rule('signed-in', 200, `${api}/me/duty`, () => ({ onDuty: true })),
  'POST /api/console/me/views/:id': rule(
    'signed-in',
    200,
    (world) => `${api}/me/views/${world.nobody}`,
    () => ({
      name: 'Mina',
      icon: 'star',
      filter: {},
    }),
  ),
  'DELETE /api/console/me/views/:id': rule('signed-in', 'not-found', () => `${api}/me/views/${id()}`),
  'GET /api/console/mailboxes': rule('manage-settings', 200, `${api}/mailboxes`),
  'GET /api/console/imports': rule('import-mail', 200, `${api}/imports`),
  // The example does not declare it: the controller's notice names no such source.
  'POST /api/console/imports': rule('import-mail', 'import-not-declared', `${api}/imports`, () => ({
    mailbox: 'service-sv',
    dryRun: true,
  })),
  'POST /api/console/imports/:runId/parts': rule(
    'import-mail',
    'not-found',
    (world) => `${api}/imports/${world.nobody}/parts?file=1&offset=0&kind=any&last=true`,
  ),
  'POST /api/console/imports/:runId/end': rule(
    'import-mail',
    'not-found',
    (world) => `${api}/imports/${world.nobody}/end`,
    () => ({ cancel: true }),
  ),
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
  'POST /api/console/connections/web-hooks/:endpointId': rule(
    'manage-connections',
    'not-found',
    (world) => `${api}/connections/web-hooks/${world.nobody}`,
    () => ({ types: ['contact.closed'] }),
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
  'GET /api/console/connections/ways-out': rule('manage-connections', 200, `${api}/connections/ways-out`),
  'GET /api/console/connections/disclosures': rule('read-access-log', 200, `${api}/connections/disclosures`),
};
