import type { identification as en } from '../en/identification.ts';

export const identification: Record<keyof typeof en, string> = {
  'identity.title': 'Henkilöllisyys',
  'identity.none': 'Ei tunnistettu',
  'identity.holds': 'Tunnistettu, voimassa klo {time} asti',
  'identity.ended': 'Tunnistettu aiemmin – kysy uudelleen',
  'identity.in-call': 'Koskee tätä puhelua ja päättyy sen mukana.',
  'identity.begin': 'tunnista…',
  'identity.again': 'tunnista uudelleen…',
  'identity.way': 'Tapa',
  'identity.about-questions':
    'Kysy ja kirjoita, mitä henkilö vastaa. Vastausta verrataan tallennettuihin tietoihin, eikä sitä säilytetä.',
  'identity.about-customer-register':
    'Kysy ja kirjoita, mitä henkilö vastaa. Asiakasrekisteri kertoo, pitääkö kaikki paikkansa; vastausta ei säilytetä.',
  'identity.about-call-back': 'Soita aiemmin vahvistettuun numeroon, ei siihen, josta henkilö äsken soitti.',
  'identity.address': 'Katuosoite ja postinumero',
  'identity.call-first': 'Soita ensin: puhelun on oltava käynnissä.',
  'identity.confirm': 'Henkilö vastasi',
  'identity.not-matched': 'Tiedot eivät täsmää. Älä kerro, mikä niistä oli väärin.',
  'identity.no-answer': 'Asiakasrekisteri ei vastaa. Kokeile toista tapaa.',
  'identity.open': 'Tulos ei ole vielä selvillä.',
  'identity.left': '{count, plural, one {# yritys} other {# yritystä}} jäljellä',
  'identity.refused': 'Liian monta yritystä. Estetty klo {time} asti, ja esihenkilösi näkee sen.',
  'identity.refused-title': 'Tunnistaminen estetty',
  'identity.refused-about': 'Liian moni yritys on epäonnistunut. Joku voi esiintyä toisena henkilönä.',
  'identity.refused-contact': 'Yhteydenotto {number}',
  'identity.refused-tries': '{count, plural, one {# yritys} other {# yritystä}}',
};
