/** Telling people what a version changes for what is held of them. */
export const informing = {
  'informing.title': 'People to inform',
  'informing.about':
    'A longer period or a new purpose reaches what is held already only once its person has been told. What lost its ground goes by itself.',
  'informing.removing':
    'What lost its ground is being removed: {count, plural, one {# value is} other {# values are}} left, {removed} gone. Nobody can read them any more.',
  'informing.removed':
    'What lost its ground is gone since {at}: {count, plural, one {# value} other {# values}}.',
  'informing.held-back':
    '{count, plural, one {# value stays} other {# values stay}} while its processing is restricted; nobody can read it.',
  'informing.nobody': 'Nobody: the version in force reaches everything that is held.',
  'informing.affected': 'Not told yet',
  'informing.by-mail': 'Of them, with an address',
  'informing.told': 'Told',
  'informing.under-way': 'Letter sent, waiting whether it comes back',
  'informing.left': 'Letters left to send',
  'informing.bounced': 'Came back',
  'informing.not-by-mail': 'Cannot be told by mail',
  'informing.letter': 'The letter',
  'informing.start': 'Inform {count, plural, one {# person} other {# people}} by mail',
  'informing.sure':
    '{count, plural, one {# letter leaves} other {# letters leave}} one by one. A letter counts when it has not come back for {days} days.',
  'informing.send': 'Send the letters',
  'informing.pause': 'Pause',
  'informing.continue': 'Continue',
  'informing.cannot-send': 'No outgoing mail server is set, so letters cannot leave.',
  'informing.untold': 'To be told otherwise',
  'informing.person': 'Open the person',
  'informing.more': 'Show more',
  'informing.why-bounced': 'the letter came back',
  'informing.why-failed': 'the mail server refused it',
  'informing.why-unreachable': 'no address that works',
  'informing.why-unsure': 'not known whether the letter left',
  'told.by-mail': 'Told of version {version} on {at}, by mail.',
  'told.by-letter': 'Told of version {version} on {at}, by post.',
  'told.by-phone': 'Told of version {version} on {at}, by telephone.',
  'told.by-reply': 'Told of version {version} on {at}, in a reply.',
  'told.note': 'Note that version {version} was told',
  'told.how': 'How version {version} was told',
  'told.way-phone': 'By telephone',
  'told.way-letter': 'By post',
  'told.way-reply': 'In a reply',
};
