import { api, id, rule, type RouteRule } from './route-rule.ts';

/** Breaches. */
export const incidentRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/incidents': rule('read-incidents', 200, `${api}/incidents`),
  'GET /api/console/incident-register/unsettled': rule(
    'read-incidents',
    200,
    `${api}/incident-register/unsettled`,
  ),
  'GET /api/console/incident-register': rule('read-incidents', 200, `${api}/incident-register?format=json`),
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
  'POST /api/console/incidents': rule('report-incident', 200, `${api}/incidents`, () => ({
    incidentId: id(),
    queue: 'service',
    kind: 'lost',
    source: 'colleague',
    note: 'En bärbar dator är borta',
    happenedAt: '2026-01-02T08:00:00Z',
    awareAt: '2026-01-02T09:00:00Z',
  })),
  'POST /api/console/incidents/:incidentId/facts': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/facts`,
    () => ({
      version: 1,
      kind: 'lost',
      nature: ['availability'],
      happenedAt: '2026-01-02T08:00:00Z',
      awareAt: '2026-01-02T09:00:00Z',
      persons: 1,
      records: 1,
      categories: [],
      note: 'Borta',
      consequences: '',
    }),
  ),
  'POST /api/console/incidents/:incidentId/risk': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/risk`,
    () => ({ version: 1, decision: 'none', reason: 'Krypterad' }),
  ),
  'POST /api/console/incidents/:incidentId/authority': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/authority`,
    () => ({ version: 1, decision: 'notify', reason: 'Risk' }),
  ),
  'POST /api/console/incidents/:incidentId/telling': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/telling`,
    () => ({ version: 1, decision: 'not-high', reason: 'Ingen hög risk' }),
  ),
  'GET /api/console/incidents/:incidentId/authority-paper': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/authority-paper?language=sv`,
  ),
  'GET /api/console/incidents/:incidentId/authority-paper/file': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/authority-paper/file?language=sv`,
  ),
  'POST /api/console/incidents/:incidentId/notices': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/notices`,
    () => ({ noticeId: id(), language: 'sv', sentAt: '2026-01-02T09:00:00Z', reference: '', complete: true }),
  ),
  'GET /api/console/incidents/:incidentId/notices/:noticeId': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/notices/${world.nobody}`,
  ),
  'POST /api/console/incidents/:incidentId/people/find': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/people/find`,
    () => ({ search: { by: 'store', queue: 'service' }, keep: false }),
  ),
  'GET /api/console/incidents/:incidentId/people': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/people`,
  ),
  'POST /api/console/incidents/:incidentId/people': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/people`,
    () => ({ people: [id()], leaveOut: true, reason: 'Fel person' }),
  ),
  'POST /api/console/incidents/:incidentId/people/:personId/told': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/people/${world.nobody}/told`,
    () => ({ way: 'phone' }),
  ),
  'GET /api/console/incidents/:incidentId/letters': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/letters`,
  ),
  'POST /api/console/incidents/:incidentId/letters': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/letters`,
    () => ({ version: 1, language: 'sv', subject: 'Viktigt', text: 'Hej' }),
  ),
  'POST /api/console/incidents/:incidentId/letters/start': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/letters/start`,
    () => ({ version: 1 }),
  ),
  'POST /api/console/incidents/:incidentId/letters/pause': rule(
    'read-incidents',
    'not-found',
    (world) => `${api}/incidents/${world.nobody}/letters/pause`,
    () => ({ paused: true }),
  ),
};
