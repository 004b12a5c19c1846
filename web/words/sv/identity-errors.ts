import type { identityErrors as en } from '../en/identity-errors.ts';

export const identityErrors = {
  'error.identification-not-declared': 'Registret har inget sådant sätt att identifiera.',
  'error.identification-not-enough':
    'Det räcker inte för att veta vem någon är. Fråga allt som sättet kräver – aldrig bara namn och personbeteckning.',
  'error.call-back-needed':
    'Ring först upp personen på ett nummer som redan finns, och identifiera medan samtalet pågår.',
  'error.identification-refused':
    'För många försök har misslyckats. Identifiering är spärrad en stund, och din teamledare ser det.',
} satisfies Record<keyof typeof en, string>;
