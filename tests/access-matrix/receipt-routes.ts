import { api, contact, person, rule, token, type RouteRule } from './route-rule.ts';

const inspections = '/api/inspection';
/** What an auditor reaches is no staff's: whoever signed in to the console is nobody there. */
const auditors = (url: string, body?: RouteRule['body']) => rule('anyone', 'sign-in-needed', url, body);
const sample = '00000000-0000-7000-8000-000000000001';

/** Receipts, inspections, and what an auditor reaches in one. Writing calls there carry another header than the console's. */
export const receiptRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/people/:personId/receipt': rule('draw-receipt', 200, person('/receipt')),
  'GET /api/console/contacts/:contactId/receipt': rule('draw-receipt', 200, contact('/receipt')),
  'GET /api/console/me/held': rule('signed-in', 200, `${api}/me/held?language=sv`),
  'GET /api/console/me/receipt': rule('signed-in', 200, `${api}/me/receipt?language=sv`),
  'GET /api/console/inspections': rule('open-inspection', 200, `${api}/inspections`),
  'POST /api/console/inspections': rule('open-inspection', 'invalid-input', `${api}/inspections`, () => ({
    name: 'Tarja Tarkastaja',
    organisation: 'Tarkastus Oy',
    scopes: ['log'],
    from: '2020-01-01',
    to: '2020-01-02',
  })),
  'POST /api/console/inspections/:inspectionId/link': rule(
    'open-inspection',
    'not-found',
    (world) => `${api}/inspections/${world.nobody}/link`,
  ),
  'POST /api/console/inspections/:inspectionId/end': rule(
    'open-inspection',
    'not-found',
    (world) => `${api}/inspections/${world.nobody}/end`,
  ),
  'GET /api/console/inspections/:inspectionId/readings': rule(
    'open-inspection',
    200,
    (world) => `${api}/inspections/${world.nobody}/readings`,
  ),

  'POST /api/inspection/link': rule('anyone', 'wrong-origin', `${inspections}/link`, () => ({ token })),
  'POST /api/inspection/sign-out': rule('anyone', 'wrong-origin', `${inspections}/sign-out`),
  'GET /api/inspection': auditors(inspections),
  'GET /api/inspection/log': auditors(`${inspections}/log`),
  'GET /api/inspection/log/export': auditors(`${inspections}/log/export`),
  'GET /api/inspection/promises': auditors(`${inspections}/promises?language=sv`),
  'GET /api/inspection/promises/bundle': auditors(`${inspections}/promises/bundle?language=sv`),
  'GET /api/inspection/declaration': auditors(`${inspections}/declaration`),
  'GET /api/inspection/record': auditors(`${inspections}/record?language=sv`),
  'GET /api/inspection/erasures': auditors(`${inspections}/erasures`),
  'GET /api/inspection/samples': auditors(`${inspections}/samples`),
  'POST /api/inspection/samples': rule('anyone', 'wrong-origin', `${inspections}/samples`, () => ({
    population: 'log',
    from: '2026-01-01',
    to: '2026-01-02',
  })),
  'POST /api/inspection/samples/:sampleId/draw': rule(
    'anyone',
    'wrong-origin',
    `${inspections}/samples/${sample}/draw`,
    () => ({ seed: '12345678', count: 1 }),
  ),
  'GET /api/inspection/samples/:sampleId/file': auditors(`${inspections}/samples/${sample}/file`),
};
