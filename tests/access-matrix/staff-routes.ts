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
};
