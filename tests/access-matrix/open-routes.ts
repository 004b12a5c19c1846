import { api, id, rule, type RouteRule } from './route-rule.ts';

/** The register, the portal, the system, the console’s pages. */
export const openRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/register': rule('read-register', 200, `${api}/register`),
  'GET /api/console/register/drafts': rule('read-register', 200, `${api}/register/drafts`),
  'GET /api/console/register/drafts/:draftId': rule(
    'read-register',
    'not-found',
    (world) => `${api}/register/drafts/${world.nobody}`,
  ),
  'GET /api/console/register/versions/:version/source': rule(
    'read-register',
    200,
    `${api}/register/versions/1/source`,
  ),
  'POST /api/console/register/check': rule('read-register', 200, `${api}/register/check`, () => ({
    source: 'register: {}',
    language: 'sv',
  })),
  'POST /api/console/register/simulate': rule(
    'read-register',
    'declaration-invalid',
    `${api}/register/simulate`,
    () => ({ source: 'register: {}' }),
  ),
  'POST /api/console/register/notice': rule(
    'read-register',
    'declaration-invalid',
    `${api}/register/notice`,
    () => ({ source: 'register: {}', language: 'sv' }),
  ),
  'POST /api/console/register/drafts/:draftId': rule(
    'draft-register',
    200,
    () => `${api}/register/drafts/${id()}`,
    () => ({ name: 'Utkast', source: 'register: {}', version: null }),
  ),
  'DELETE /api/console/register/drafts/:draftId': rule(
    'draft-register',
    'not-found',
    (world) => `${api}/register/drafts/${world.nobody}?version=1`,
  ),
  'POST /api/console/register/drafts/:draftId/publish': rule(
    'publish-register',
    'not-found',
    (world) => `${api}/register/drafts/${world.nobody}/publish`,
    () => ({ version: 1, against: 1 }),
  ),
  'GET /api/console/register/informing': rule('read-register', 200, `${api}/register/informing`),
  'GET /api/console/register/informing/letter': rule(
    'read-register',
    200,
    `${api}/register/informing/letter?language=fi`,
  ),
  'GET /api/console/register/removal': rule('read-register', 200, `${api}/register/removal`),
  'GET /api/console/register/informing/untold': rule(
    'publish-register',
    200,
    `${api}/register/informing/untold`,
  ),
  'POST /api/console/register/informing/start': rule(
    'publish-register',
    'changed-meanwhile',
    `${api}/register/informing/start`,
    () => ({ version: 999 }),
  ),
  'POST /api/console/register/informing/pause': rule(
    'publish-register',
    'not-found',
    `${api}/register/informing/pause`,
    () => ({ version: 999, paused: true }),
  ),
  'POST /api/console/people/:personId/told': rule(
    'collect-field',
    'not-found',
    (world) => `${api}/people/${world.nobody}/told`,
    () => ({ version: 1, way: 'phone' }),
  ),
  'GET /api/console/register/record': rule('read-register', 200, `${api}/register/record?language=sv`),
  'GET /api/console/register/record/file': rule(
    'read-register',
    200,
    `${api}/register/record/file?language=fi&format=csv`,
  ),
  'GET /api/console/register/short-forms': rule(
    'read-register',
    200,
    `${api}/register/short-forms?language=en`,
  ),
  'GET /api/console/promises': rule('read-register', 200, `${api}/promises?language=fi`),
  'GET /api/console/promises/bundle': rule('read-register', 200, `${api}/promises/bundle?language=sv`),
  'POST /api/console/promises/check': rule('read-register', 200, `${api}/promises/check`),
  'GET /api/console/backups': rule('manage-connections', 200, `${api}/backups`),
  'GET /api/console/erasures': rule('read-register', 200, `${api}/erasures`),
  'GET /api/console/erasures/:unitId': rule(
    'read-register',
    'not-found',
    (world) => `${api}/erasures/${world.nobody}`,
  ),
  // The matrix sends no notice; who may read one is told so.
  'POST /api/console/register/from-notice': rule(
    'read-register',
    'invalid-input',
    `${api}/register/from-notice`,
  ),

  // Without signing in: nothing about anybody.
  'GET /': rule('anyone', 302, '/'),
  'GET /:language': rule('anyone', 200, '/sv'),
  'GET /:language/notice': rule('anyone', 200, '/fi/notice'),
  'GET /:language/notice.md': rule('anyone', 200, '/en/notice.md'),
  'GET /:language/notice.pdf': rule('anyone', 200, '/fi/notice.pdf'),
  'GET /:language/notice/versions': rule('anyone', 200, '/sv/notice/versions'),
  'GET /:language/notice/:version': rule('anyone', 200, '/sv/notice/1'),
  'GET /:language/notice/:version.md': rule('anyone', 200, '/sv/notice/1.md'),
  'GET /:language/notice/:version.pdf': rule('anyone', 200, '/fi/notice/1.pdf'),
  'GET /:language/notice/:version/since/:earlier': rule('anyone', 'not-found', '/sv/notice/1/since/1'),
  'POST /api/console/promises/attestations': rule(
    'publish-register',
    'invalid-input',
    (world) =>
      `${api}/promises/attestations?measure=${'0'.repeat(64)}&ownerId=${world.nobody}&reviewerId=${world.nobody}&reviewedOn=2026-01-01&nextReviewOn=2026-12-01`,
  ),
  'GET /api/console/promises/attestations/:attestationId': rule(
    'read-register',
    'not-found',
    (world) => `${api}/promises/attestations/${world.nobody}`,
  ),
  'GET /:language/promises': rule('anyone', 200, '/sv/promises'),
  'GET /:language/accessibility': rule('anyone', 200, '/sv/accessibility'),
  'GET /assets/portal.css': rule('anyone', 200, '/assets/portal.css'),
  'GET /assets/inter.woff2': rule('anyone', 200, '/assets/inter.woff2'),
  'GET /access-log/checkpoint': rule('anyone', 'not-found', '/access-log/checkpoint'),
  'GET /access-log/verifier.html': rule('anyone', 200, '/access-log/verifier.html'),
  'GET /access-log/key': rule('anyone', 200, '/access-log/key'),
  'GET /healthz': rule('anyone', 200, '/healthz'),
  'GET /readyz': rule('anyone', 200, '/readyz'),
  'GET /metrics': rule('anyone', 200, '/metrics'),
  'GET /openapi.json': rule('anyone', 200, '/openapi.json'),
  // The console's own page and program: there once the web is built.
  'GET /console': rule('anyone', 'page', '/console'),
  'GET /console/*': rule('anyone', 'page', '/console/inbox'),
  'GET /console/assets/*': rule('anyone', 'page', '/console/assets/ingen.js'),
};
