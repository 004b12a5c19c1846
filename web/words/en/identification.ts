/** Who somebody on the telephone is. */
export const identification = {
  'identity.title': 'Identity',
  'identity.none': 'Not identified',
  'identity.holds': 'Identified until {time}',
  'identity.ended': 'Was identified earlier; ask again',
  'identity.in-call': 'In this call: it ends with the call.',
  'identity.begin': 'identify…',
  'identity.again': 'identify again…',
  'identity.way': 'How',
  'identity.about-questions':
    'Ask, and write what the person says. It is compared with what is on file and not kept.',
  'identity.about-customer-register':
    'Ask, and write what the person says. The customer register answers whether all of it is right; it is not kept.',
  'identity.about-call-back':
    'Call a number that was verified before, not the one they called from just now.',
  'identity.address': 'Street and postal code',
  'identity.call-first': 'Press the number first: the call must be going on.',
  'identity.confirm': 'The person has answered',
  'identity.not-matched': 'It does not match. Tell the person nothing about what was wrong.',
  'identity.no-answer': 'The customer register does not answer. Try another way.',
  'identity.open': 'It is not known yet what came of it.',
  'identity.left': '{count, plural, one {# try} other {# tries}} left',
  'identity.refused': 'Too many tries. Refused until {time}; your team lead sees it.',
  'identity.refused-title': 'Identification refused',
  'identity.refused-about':
    'Too many tries came to nothing here. Somebody may be pretending to be somebody else.',
  'identity.refused-contact': 'Contact {number}',
  'identity.refused-tries': '{count, plural, one {# try} other {# tries}}',
};
