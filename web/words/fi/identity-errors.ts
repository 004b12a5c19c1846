import type { identityErrors as en } from '../en/identity-errors.ts';

export const identityErrors = {
  'error.identification-not-declared': 'Rekisterissä ei ole tällaista tunnistamistapaa.',
  'error.identification-not-enough':
    'Se ei riitä henkilöllisyyden varmistamiseen. Kysy kaikki, mitä tapa edellyttää – ei koskaan pelkkää nimeä ja henkilötunnusta.',
  'error.call-back-needed':
    'Soita ensin henkilölle rekisterissä olevaan numeroon ja tunnista hänet puhelun aikana.',
  'error.identification-refused':
    'Liian moni yritys on epäonnistunut. Tunnistaminen on estetty hetkeksi, ja esihenkilösi näkee sen.',
} satisfies Record<keyof typeof en, string>;
