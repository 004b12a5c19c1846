import { api, id, rule, token, type RouteRule } from './route-rule.ts';

/** Signing in, and one’s own account. */
export const accountRoutes: Readonly<Record<string, RouteRule>> = {
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
};
