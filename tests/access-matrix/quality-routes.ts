import { api, contact, id, rule, type RouteRule } from './route-rule.ts';

const of = (path: string) => (world: { nobody: string }) => `${api}/${path.replaceAll('*', world.nobody)}`;
const matter = { endsOn: '2036-01-01', reason: 'Fel' };

/** Complaints of customers, and projects on the quality of the service. */
export const qualityRoutes: Readonly<Record<string, RouteRule>> = {
  'POST /api/console/contacts/:contactId/complaints': rule(
    'extend-recording',
    'invalid-input',
    contact('/complaints'),
    () => ({ ...matter, complaintId: id(), ownerId: id() }),
  ),
  'GET /api/console/complaints': rule('extend-recording', 200, `${api}/complaints`),
  'GET /api/console/complaints/:complaintId': rule('extend-recording', 'not-found', of('complaints/*')),
  'POST /api/console/complaints/:complaintId': rule(
    'extend-recording',
    'not-found',
    of('complaints/*'),
    () => ({ version: 1, outcome: 'Ersatt' }),
  ),
  'POST /api/console/complaints/:complaintId/contacts/:contactId': rule(
    'extend-recording',
    'not-found',
    of('complaints/*/contacts/*'),
  ),
  'POST /api/console/complaints/:complaintId/contacts/:contactId/remove': rule(
    'extend-recording',
    'not-found',
    of('complaints/*/contacts/*/remove'),
  ),
  'POST /api/console/quality-projects': rule(
    'extend-recording',
    'invalid-input',
    `${api}/quality-projects`,
    () => ({ ...matter, projectId: id(), queue: 'service', ownerId: id(), name: 'Tonen' }),
  ),
  'GET /api/console/quality-projects': rule('extend-recording', 200, `${api}/quality-projects`),
  'GET /api/console/quality-projects/:projectId': rule(
    'extend-recording',
    'not-found',
    of('quality-projects/*'),
  ),
  'POST /api/console/quality-projects/:projectId': rule(
    'extend-recording',
    'not-found',
    of('quality-projects/*'),
    () => ({ version: 1, outcome: 'Klart' }),
  ),
  'POST /api/console/quality-projects/:projectId/draws': rule(
    'extend-recording',
    'not-found',
    of('quality-projects/*/draws'),
    () => ({ drawId: id(), fromOn: '2026-01-01', toOn: '2026-01-31', count: 10 }),
  ),
  'GET /api/console/quality-projects/:projectId/draws/:drawId': rule(
    'extend-recording',
    'not-found',
    of('quality-projects/*/draws/*'),
  ),
  'GET /api/console/quality-projects/:projectId/recordings': rule(
    'extend-recording',
    'not-found',
    of('quality-projects/*/recordings'),
  ),
  'GET /api/console/quality-projects/:projectId/recordings/:recordingId/sheets': rule(
    'play-recording',
    'not-found',
    of('quality-projects/*/recordings/*/sheets'),
  ),
  'POST /api/console/quality-projects/:projectId/recordings/:recordingId/sheets/:sheetId': rule(
    'play-recording',
    'not-found',
    of('quality-projects/*/recordings/*/sheets/*'),
    () => ({ version: null, scores: { greeting: 4 }, remark: '' }),
  ),
  'GET /api/console/team/criteria': rule('bound', 200, `${api}/team/criteria`),
  'POST /api/console/team/criteria/:key': rule(
    'manage-settings',
    200,
    () => `${api}/team/criteria/${id()}`,
    () => ({ name: { sv: 'Ton', fi: 'Sävy', en: 'Tone' }, place: 9, archived: false, version: null }),
  ),
};
