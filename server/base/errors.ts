/**
 * Every refusal the product can give, with its HTTP status. The list is closed: a code has words in
 * `web/words` and `server` in three languages, and a test fails on a code without them.
 */
export const errorStatus = {
  // what was sent cannot be used
  'invalid-input': 400,
  'body-too-large': 413,
  'not-found': 404,
  'unknown-route': 404,
  'too-many-requests': 429,
  // who asks
  'sign-in-needed': 401,
  'sign-in-failed': 401,
  'sign-in-locked': 429,
  'link-not-valid': 410,
  'password-too-weak': 422,
  'user-name-taken': 409,
  'user-name-not-personal': 422,
  'undertaking-not-accepted': 403,
  'wrong-origin': 403,
  'token-not-valid': 401,
  'signature-not-valid': 401,
  'token-with-cookie': 400,
  'token-not-here': 403,
  'token-read-only': 403,
  'not-in-scope': 403,
  // what the declaration and the tasks allow
  'task-missing': 403,
  'reason-needed': 403,
  'category-not-declared': 422,
  'category-not-allowed-on-channel': 422,
  'task-not-declared': 422,
  'task-of-own': 403,
  'declaration-invalid': 422,
  'declaration-missing': 503,
  'connection-not-declared': 403,
  'recipient-not-declared': 403,
  'import-not-declared': 403,
  'recipient-agreement-ended': 403,
  'recipient-country-not-allowed': 403,
  'recipient-purpose-not-declared': 403,
  'recipient-category-not-declared': 403,
  'address-not-allowed': 422,
  // the state of things
  'changed-meanwhile': 409,
  'already-done': 409,
  // gone into another: details say which
  merged: 410,
  'queues-differ': 409,
  'persons-differ': 409,
  'fields-differ': 409,
  'identity-codes-differ': 409,
  'message-on-its-way': 409,
  'contact-closed': 409,
  'unit-restricted': 423,
  'unit-erased': 410,
  'value-not-valid': 422,
  'value-taken': 409,
  'no-address-to-answer': 422,
  'recipient-doubtful': 409,
  'sent-already': 409,
  'not-in-tree-yet': 409,
  'population-changed': 409,
  'personal-data-refused': 422,
  'rule-looks-at-person': 422,
  'unknown-variable': 422,
  'variable-not-filled': 422,
  'still-used': 409,
  'limit-reached': 409,
  'incident-incomplete': 409,
  // who somebody is
  'identification-not-declared': 422,
  'identification-not-enough': 422,
  'call-back-needed': 409,
  'identification-refused': 429,
  // a call and its recording
  'call-going-on': 409,
  'recording-not-kept': 409,
  'recording-held': 423,
  'recording-past-cap': 422,
  'extension-not-declared': 422,
  'matter-closed': 409,
  'own-call': 403,
  'authority-must-be-told': 422,
  'persons-must-be-told': 422,
  'notice-unreadable': 422,
  'notice-protected': 422,
  'notice-no-text': 422,
  'notice-too-long': 422,
  'notice-language-unknown': 422,
  // the house itself
  'storage-unavailable': 503,
  'storage-full': 507,
  'log-unavailable': 503,
  'settings-invalid': 500,
  // nothing is served: the database is not known to be whole and the newest
  quarantined: 503,
  'restore-refused': 409,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/**
 * A coded refusal. `details` says which field or setting and what to do, and never holds personal
 * data: it is logged and shown.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: ErrorCode, details: Record<string, string | number | boolean> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
