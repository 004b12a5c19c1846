import { api, contact, id, rule, type RouteRule } from './route-rule.ts';

const nowhere = (rest: string) => (world: { nobody: string }) => `${api}/${rest.replace('*', world.nobody)}`;

/** Calls, their recordings, and what keeps these longer. */
export const recordingRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/calls': rule('list-contacts', 200, `${api}/calls`),
  'GET /api/console/contacts/:contactId/calls': rule('open-contact', 200, contact('/calls')),
  'GET /api/console/calls/around': rule('list-contacts', 200, `${api}/calls/around`),
  'GET /api/console/calls/live': rule('read-reports', 200, `${api}/calls/live`),
  'POST /api/console/contacts/:contactId/call-intents': rule(
    'answer-contact',
    'value-not-valid',
    contact('/call-intents'),
    () => ({ number: 'ingen' }),
  ),
  'POST /api/console/contacts/:contactId/calls/:callId/wrap-up': rule(
    'note-contact',
    'not-found',
    (world) => contact(`/calls/${world.nobody}/wrap-up`)(world),
    () => ({ code: 'resolved' }),
  ),
  'GET /api/console/contacts/:contactId/identification': rule(
    'match-identity-code',
    200,
    contact('/identification'),
  ),
  'POST /api/console/contacts/:contactId/identification': rule(
    'match-identity-code',
    'identification-not-declared',
    contact('/identification'),
    () => ({ identificationId: id(), way: 'none', answers: [] }),
  ),
  'GET /api/console/refused-identifications': rule('read-reports', 200, `${api}/refused-identifications`),
  'GET /api/console/contacts/:contactId/recordings': rule('open-contact', 200, contact('/recordings')),
  'GET /api/console/recordings': rule('extend-recording', 200, `${api}/recordings`),
  'GET /api/console/held-recordings': rule('hold-recording', 200, `${api}/held-recordings`),
  'GET /api/console/recordings-to-decide': rule('extend-recording', 200, `${api}/recordings-to-decide`),
  'GET /api/console/recordings/:recordingId': rule('play-recording', 'not-found', nowhere('recordings/*')),
  'GET /api/console/recordings/:recordingId/listening': rule(
    'play-recording',
    'not-found',
    nowhere('recordings/*/listening'),
  ),
  'GET /api/console/recordings/:recordingId/file': rule(
    'download-recording',
    'not-found',
    nowhere('recordings/*/file'),
  ),
  'POST /api/console/recordings/:recordingId/marks': rule(
    'play-recording',
    'not-found',
    nowhere('recordings/*/marks'),
    () => ({ markId: id(), at: 0, note: 'Här' }),
  ),
  'POST /api/console/recordings/:recordingId/marks/:markId/remove': rule(
    'play-recording',
    'not-found',
    (world) => `${api}/recordings/${world.nobody}/marks/${world.nobody}/remove`,
  ),
  'GET /api/console/recordings/:recordingId/audio': rule(
    'play-recording',
    'not-found',
    nowhere('recordings/*/audio'),
  ),
  'POST /api/console/recordings/:recordingId/extensions': rule(
    'extend-recording',
    'not-found',
    nowhere('recordings/*/extensions'),
    () => ({ extensionId: id(), ground: 'complaint', matterId: id(), reason: 'Fel' }),
  ),
  'POST /api/console/recordings/:recordingId/extensions/:extensionId/withdraw': rule(
    'extend-recording',
    'not-found',
    (world) => `${api}/recordings/${world.nobody}/extensions/${world.nobody}/withdraw`,
  ),
  'POST /api/console/recordings/:recordingId/holds': rule(
    'hold-recording',
    'not-found',
    nowhere('recordings/*/holds'),
    () => ({ holdId: id(), ground: 'claim', document: 'L 1', ownerId: id(), reviewOn: '2036-01-01' }),
  ),
  'POST /api/console/recordings/:recordingId/holds/:holdId/review': rule(
    'hold-recording',
    'not-found',
    (world) => `${api}/recordings/${world.nobody}/holds/${world.nobody}/review`,
    () => ({ ownerId: id(), reviewOn: '2036-01-01' }),
  ),
  'POST /api/console/recordings/:recordingId/holds/:holdId/end': rule(
    'hold-recording',
    'not-found',
    (world) => `${api}/recordings/${world.nobody}/holds/${world.nobody}/end`,
  ),
};
