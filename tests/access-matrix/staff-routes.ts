import { api, rule, type RouteRule } from './route-rule.ts';

/** The tray, the staff, the access log. */
export const staffRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/tray': rule('open-tray', 200, `${api}/tray`),
  'GET /api/console/tray/:mailId': rule('open-tray', 200, (world) => `${api}/tray/${world.mailId}`),
  'GET /api/console/tray/:mailId/raw': rule('open-tray', 200, (world) => `${api}/tray/${world.mailId}/raw`),
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
  'POST /api/console/staff/:staffId/extension': rule(
    'manage-staff',
    'not-found',
    (world) => `${api}/staff/${world.nobody}/extension`,
    () => ({ extension: '7301' }),
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
  'GET /api/console/access-log/tree': rule('read-access-log', 200, `${api}/access-log/tree`),
  'GET /api/console/access-log/tree/checkpoint': rule(
    'read-access-log',
    200,
    `${api}/access-log/tree/checkpoint`,
  ),
  'GET /api/console/access-log/tree/tile/*': rule(
    'read-access-log',
    200,
    `${api}/access-log/tree/tile/0/000.p/1`,
  ),
  'GET /api/console/access-log/tree/tile/entries/*': rule(
    'export-access-log',
    200,
    `${api}/access-log/tree/tile/entries/000.p/1`,
  ),
  'GET /api/console/access-log/tree/export': rule('export-access-log', 200, `${api}/access-log/tree/export`),
  'GET /api/console/access-log/entries/:entryId/proof': rule(
    'export-access-log',
    'not-found',
    (world) => `${api}/access-log/entries/${world.nobody}/proof`,
  ),
  'GET /api/console/access-log/export': rule('export-access-log', 200, `${api}/access-log/export?format=csv`),
};
