import { api, contact, id, person, rule, type RouteRule } from './route-rule.ts';

/** Contacts, incidents and people. */
export const contactRoutes: Readonly<Record<string, RouteRule>> = {
  'GET /api/console/contacts': rule('list-contacts', 200, `${api}/contacts`),
  'GET /api/console/contacts/counts': rule('list-contacts', 200, `${api}/contacts/counts`),
  'POST /api/console/contacts/search': rule('search-contacts', 200, `${api}/contacts/search`, () => ({
    by: 'name',
    text: 'Lindqvist',
  })),
  'GET /api/console/contacts/:contactId': rule('open-contact', 200, contact()),
  'GET /api/console/contacts/:contactId/earlier': rule('open-contact', 200, (world) =>
    contact(`/earlier?cursor=9000000000000_${world.nobody}`)(world),
  ),
  'GET /api/console/contacts/:contactId/readings': rule('open-contact', 200, contact('/readings')),
  'GET /api/console/contacts/:contactId/files/:fileId': rule('open-contact', 200, (world) =>
    contact(`/files/${world.fileId}`)(world),
  ),
  'GET /api/console/contacts/:contactId/messages/:messageId/raw': rule(
    'open-raw-mail',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/raw`)(world),
  ),
  'POST /api/console/contacts/:contactId/replies': rule(
    'answer-contact',
    'changed-meanwhile',
    contact('/replies'),
    () => ({ messageId: id(), version: 999_999, text: 'Hej', thenClose: false }),
  ),
  'POST /api/console/contacts/:contactId/notes': rule('note-contact', 200, contact('/notes'), () => ({
    noteId: id(),
    text: 'Ringer i morgon',
  })),
  'GET /api/console/contacts/write-first': rule('answer-contact', 200, `${api}/contacts/write-first`),
  'POST /api/console/contacts/write-first': rule(
    'answer-contact',
    'not-found',
    `${api}/contacts/write-first`,
    () => ({
      contactId: id(),
      messageId: id(),
      mailbox: 'nowhere',
      to: 'asa.lindqvist@example.fi',
      subject: 'Hej',
      text: 'Hej',
    }),
  ),
  'GET /api/console/contacts/:contactId/signature': rule('answer-contact', 200, contact('/signature')),
  'GET /api/console/contacts/:contactId/drafts': rule('open-contact', 200, contact('/drafts')),
  'GET /api/console/contacts/:contactId/mentionable': rule('note-contact', 200, contact('/mentionable')),
  'POST /api/console/contacts/:contactId/drafts/:draftId': rule(
    'open-contact',
    'changed-meanwhile',
    (world) => contact(`/drafts/${world.nobody}`)(world),
    () => ({ kind: 'reply', version: 9, text: 'Hej' }),
  ),
  'DELETE /api/console/contacts/:contactId/drafts/:draftId': rule('open-contact', 200, (world) =>
    contact(`/drafts/${world.nobody}`)(world),
  ),
  'DELETE /api/console/contacts/:contactId/drafts/:draftId/files/:fileId': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/drafts/${world.nobody}/files/${world.nobody}`)(world),
  ),
  'POST /api/console/contacts/:contactId/drafts/:draftId/files/:fileId': rule(
    'answer-contact',
    'invalid-input',
    (world) => contact(`/drafts/${world.nobody}/files/${world.nobody}`)(world),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/cancel': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/cancel`)(world),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/send-now': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/send-now`)(world),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/resend': rule(
    'answer-contact',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/resend`)(world),
    () => ({}),
  ),
  'POST /api/console/contacts/:contactId/messages/:messageId/recall': rule(
    'report-incident',
    'not-found',
    (world) => contact(`/messages/${world.nobody}/recall`)(world),
    () => ({ incidentId: id(), draftId: id(), kind: 'wrong-content', note: 'Fel bilaga' }),
  ),
  'POST /api/console/contacts/changes': rule('list-contacts', 200, `${api}/contacts/changes`, (world) => ({
    contacts: [{ contactId: world.nobody, version: 1 }],
    change: { kind: 'close' },
  })),
  'POST /api/console/contacts/:contactId/organise': rule('assign-contact', 200, contact('/organise'), () => ({
    version: 999_999,
  })),
  'POST /api/console/contacts/:contactId/snooze': rule(
    'assign-contact',
    'changed-meanwhile',
    contact('/snooze'),
    (world) => ({ version: 999_999, until: `${world.tomorrow}T12:00:00Z` }),
  ),
  'POST /api/console/contacts/:contactId/await': rule(
    'assign-contact',
    'changed-meanwhile',
    contact('/await'),
    () => ({ version: 999_999, waiting: true }),
  ),
  'POST /api/console/contacts/:contactId/follow': rule('open-contact', 200, contact('/follow'), () => ({
    watching: false,
  })),
  'POST /api/console/contacts/:contactId/unread': rule('open-contact', 200, contact('/unread')),
  'POST /api/console/contacts/:contactId/presence': rule('open-contact', 200, contact('/presence'), () => ({
    doing: 'gone',
  })),
  'GET /api/console/todos': rule('list-contacts', 200, `${api}/todos`),
  'POST /api/console/contacts/:contactId/todos': rule(
    'note-contact',
    'invalid-input',
    contact('/todos'),
    (world) => ({ todoId: id(), text: 'x', ownerId: world.nobody, dueOn: world.tomorrow }),
  ),
  'POST /api/console/contacts/:contactId/todos/:todoId': rule(
    'note-contact',
    'not-found',
    contact(`/todos/${id()}`),
    () => ({ done: true }),
  ),
  'POST /api/console/contacts/:contactId/assign': rule('assign-contact', 200, contact('/assign'), () => ({
    version: 999_999,
    assigneeId: null,
  })),
  'POST /api/console/contacts/:contactId/close': rule(
    'close-contact',
    'changed-meanwhile',
    contact('/close'),
    () => ({ version: 999_999 }),
  ),
  'POST /api/console/contacts/:contactId/reopen': rule('close-contact', 200, contact('/reopen'), () => ({
    version: 999_999,
  })),
  'POST /api/console/contacts/:contactId/undo': rule(
    'list-contacts',
    'changed-meanwhile',
    contact('/undo'),
    () => ({ version: 999_999 }),
  ),
  'POST /api/console/contacts/:contactId/masked-codes/:maskId/look-up': rule(
    'match-identity-code',
    200,
    (world) => contact(`/masked-codes/${world.maskId}/look-up`)(world),
  ),

  'POST /api/console/contacts/:contactId/merge': rule(
    'merge-contacts',
    'not-found',
    contact('/merge'),
    (world) => ({ version: 999_999, others: [{ contactId: world.nobody, version: 1 }] }),
  ),
  'POST /api/console/contacts/:contactId/split': rule(
    'merge-contacts',
    'changed-meanwhile',
    contact('/split'),
    (world) => ({ version: 999_999, messageIds: [world.nobody], person: 'same' }),
  ),
  'POST /api/console/contacts/:contactId/split-calls': rule(
    'merge-contacts',
    'changed-meanwhile',
    contact('/split-calls'),
    (world) => ({ version: 999_999, callIds: [world.nobody], person: 'same' }),
  ),
  'POST /api/console/contacts/:contactId/person': rule(
    'merge-contacts',
    'not-found',
    contact('/person'),
    (world) => ({ version: 999_999, personId: world.nobody }),
  ),
  'GET /api/console/people/:personId/history': rule('open-person', 200, person('/history')),
  'GET /api/console/people/:personId/duplicates': rule('open-person', 200, person('/duplicates')),
  'POST /api/console/people/:personId/compare': rule(
    'merge-people',
    'not-found',
    person('/compare'),
    (world) => ({ otherId: world.nobody, reason: 'correct-an-error' }),
  ),
  'POST /api/console/people/:personId/merge': rule(
    'merge-people',
    'not-found',
    person('/merge'),
    (world) => ({ version: 999_999, otherId: world.nobody, otherVersion: 1, reason: 'correct-an-error' }),
  ),
  'POST /api/console/people/:personId/keep-apart': rule(
    'merge-people',
    'not-found',
    person('/keep-apart'),
    (world) => ({ otherId: world.nobody }),
  ),
  'GET /api/console/people/:personId': rule('open-person', 200, person('?reason=earlier-matter')),
  'GET /api/console/people/:personId/readings': rule('open-person', 200, person('/readings')),
  'POST /api/console/people/:personId/fields': rule(
    'collect-field',
    'changed-meanwhile',
    person('/fields'),
    () => ({ fieldId: id(), version: 999_999, category: 'name', value: 'Åsa', channel: 'phone' }),
  ),
  'POST /api/console/people/:personId/reveal': rule(
    'open-person',
    'not-found',
    person('/reveal'),
    (world) => ({ fieldId: world.nobody, reason: 'verify-identity' }),
  ),
};
