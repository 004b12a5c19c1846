/** Why somebody was not identified. */
export const identityErrors = {
  'error.identification-not-declared': 'This register does not declare that way to identify.',
  'error.identification-not-enough':
    'That does not say who somebody is. Ask all that the way asks; never name and identity code alone.',
  'error.call-back-needed':
    'Call the person at a number on file first, and identify them while the call goes on.',
  'error.identification-refused':
    'Too many tries came to nothing. It is refused for a while; your team lead sees it.',
} as const;
