/** Telling people what a version changes for what is held of them. */
export const informing = {
  'informing.title': 'Personer att informera',
  'informing.about':
    'En längre förvaringstid eller ett nytt ändamål gäller det som redan finns först när personen har fått veta om det. Det som har förlorat sin grund försvinner av sig självt.',
  'informing.removing':
    'Det som har förlorat sin grund tas bort: {count, plural, one {# värde} other {# värden}} återstår, {removed} är borta. Ingen kan läsa dem längre.',
  'informing.removed':
    'Det som hade förlorat sin grund är borta sedan {at}: {count, plural, one {# värde} other {# värden}}.',
  'informing.held-back':
    '{count, plural, one {# värde finns} other {# värden finns}} kvar medan behandlingen är begränsad. Ingen kan läsa dem.',
  'informing.nobody': 'Ingen: den gällande versionen omfattar allt som finns.',
  'informing.affected': 'Har inte fått veta än',
  'informing.by-mail': 'Av dem har adress',
  'informing.told': 'Har fått veta',
  'informing.under-way': 'Brev skickat, väntar på om det kommer tillbaka',
  'informing.left': 'Brev kvar att skicka',
  'informing.bounced': 'Kom tillbaka',
  'informing.not-by-mail': 'Kan inte nås med e-post',
  'informing.letter': 'Brevet',
  'informing.start': 'Informera {count, plural, one {# person} other {# personer}} med e-post',
  'informing.sure':
    '{count, plural, one {# brev skickas} other {# brev skickas}} ett i taget. Ett brev räknas när det inte har kommit tillbaka på {days} dagar.',
  'informing.send': 'Skicka breven',
  'informing.pause': 'Pausa',
  'informing.continue': 'Fortsätt',
  'informing.cannot-send': 'Ingen server för utgående e-post är inställd, så breven kan inte skickas.',
  'informing.untold': 'Ska informeras på annat sätt',
  'informing.person': 'Öppna personen',
  'informing.more': 'Visa fler',
  'informing.why-bounced': 'brevet kom tillbaka',
  'informing.why-failed': 'e-postservern tog inte emot det',
  'informing.why-unreachable': 'ingen adress som fungerar',
  'informing.why-unsure': 'okänt om brevet skickades',
  'told.by-mail': 'Fick veta om version {version} den {at}, med e-post.',
  'told.by-letter': 'Fick veta om version {version} den {at}, per brev.',
  'told.by-phone': 'Fick veta om version {version} den {at}, per telefon.',
  'told.by-reply': 'Fick veta om version {version} den {at}, i ett svar.',
  'told.note': 'Anteckna att personen har fått veta om version {version}',
  'told.how': 'Hur personen fick veta om version {version}',
  'told.way-phone': 'Per telefon',
  'told.way-letter': 'Per brev',
  'told.way-reply': 'I ett svar',
};
