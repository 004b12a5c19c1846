import type { identification as en } from '../en/identification.ts';

export const identification: Record<keyof typeof en, string> = {
  'identity.title': 'Identitet',
  'identity.none': 'Inte identifierad',
  'identity.holds': 'Identifierad till {time}',
  'identity.ended': 'Har identifierats tidigare – fråga på nytt',
  'identity.in-call': 'Gäller det här samtalet och upphör när det slutar.',
  'identity.begin': 'identifiera…',
  'identity.again': 'identifiera på nytt…',
  'identity.way': 'Sätt',
  'identity.about-questions':
    'Fråga och skriv vad personen svarar. Svaret jämförs med det vi har och sparas inte.',
  'identity.about-customer-register':
    'Fråga och skriv vad personen svarar. Kundregistret svarar på om allt stämmer; svaret sparas inte.',
  'identity.about-call-back':
    'Ring ett nummer som har bekräftats tidigare, inte det som personen nyss ringde från.',
  'identity.address': 'Gatuadress och postnummer',
  'identity.call-first': 'Ring upp först: samtalet måste pågå.',
  'identity.confirm': 'Personen har svarat',
  'identity.not-matched': 'Det stämmer inte. Säg inte till personen vad som var fel.',
  'identity.no-answer': 'Kundregistret svarar inte. Försök på ett annat sätt.',
  'identity.open': 'Det är ännu inte klart hur det gick.',
  'identity.left': '{count, plural, one {# försök} other {# försök}} kvar',
  'identity.refused': 'För många försök. Spärrat till {time}, och din teamledare ser det.',
  'identity.refused-title': 'Identifiering spärrad',
  'identity.refused-about': 'För många försök har misslyckats här. Någon kan utge sig för att vara en annan.',
  'identity.refused-contact': 'Kontakt {number}',
  'identity.refused-tries': '{count, plural, one {# försök} other {# försök}}',
};
