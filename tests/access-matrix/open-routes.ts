import { api, rule, type RouteRule } from './route-rule.ts';

/** The register, the portal, the system, the console’s pages. */
export const openRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/register': rule('read-register', 200, `${api}/register`),
  'GET /api/console/promises': rule('read-register', 200, `${api}/promises?language=fi`),
  'POST /api/console/promises/check': rule('read-register', 200, `${api}/promises/check`),

  // Without signing in: nothing about anybody.
  'GET /': rule('anyone', 302, '/'),
  'GET /:language': rule('anyone', 200, '/sv'),
  'GET /:language/notice': rule('anyone', 200, '/fi/notice'),
  'GET /:language/notice.md': rule('anyone', 200, '/en/notice.md'),
  'GET /:language/notice/versions': rule('anyone', 200, '/sv/notice/versions'),
  'GET /:language/notice/:version': rule('anyone', 200, '/sv/notice/1'),
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
  'GET /healthz': rule('anyone', 200, '/healthz'),
  'GET /readyz': rule('anyone', 200, '/readyz'),
  'GET /metrics': rule('anyone', 200, '/metrics'),
  'GET /openapi.json': rule('anyone', 200, '/openapi.json'),
  // The console's own page and program: there once the web is built.
  'GET /console': rule('anyone', 'page', '/console'),
  'GET /console/*': rule('anyone', 'page', '/console/inbox'),
  'GET /console/assets/*': rule('anyone', 'page', '/console/assets/ingen.js'),
};
