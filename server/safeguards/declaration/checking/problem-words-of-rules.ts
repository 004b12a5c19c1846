import type { Told } from './finding.ts';
import { asWritten, wording } from '../wording.ts';
import { write } from '../write-words.ts';

const takeOut = { sv: 'stryk det', fi: 'poista se', en: 'take it out' };

/** What is contradictory in purposes, categories, channels and mailboxes, or goes below the law. */
export const ruleProblems = {
  businessId: (): Told => ({
    problem: wording(
      'detta är inget FO-nummer: formen eller kontrollsiffran är fel',
      'tämä ei ole Y-tunnus: muoto tai tarkistusnumero on väärä',
      'this is not a Finnish business ID: its form or its check digit is wrong',
    ),
    write: wording(
      'de sju siffrorna, ett bindestreck och kontrollsiffran, som i Företags- och organisationsdatasystemet (ytj.fi)',
      'seitsemän numeroa, yhdysmerkki ja tarkistusnumero, kuten Yritys- ja yhteisötietojärjestelmässä (ytj.fi)',
      'the seven digits, a dash and the check digit, as in the Business Information System (ytj.fi)',
    ),
  }),
  mainCountry: (): Told => ({
    problem: wording(
      'landet hör inte till EU eller EES',
      'maa ei kuulu EU:hun eikä ETA-alueeseen',
      'this is not a country of the EU or the EEA',
    ),
    write: wording(
      'det land i EU eller EES där uppgifterna huvudsakligen finns, till exempel  FI',
      'EU- tai ETA-maa, jossa tiedot pääasiassa ovat, esimerkiksi  FI',
      'the country of the EU or the EEA where the data mainly are, as  FI',
    ),
  }),
  purposeWithoutCategory: (): Told => ({
    problem: wording(
      'ingen kategori av uppgifter finns för det här ändamålet',
      'mitään tietoryhmää ei ole tätä tarkoitusta varten',
      'no category is held for this purpose',
    ),
    write: wording(
      `det bland ändamålen för en kategori, eller ${takeOut.sv}`,
      `se jonkin tietoryhmän tarkoituksiin tai ${takeOut.fi}`,
      `it among the purposes of a category, or ${takeOut.en}`,
    ),
  }),
  purposeNeverCollectedFor: (categories: readonly string[]): Told => ({
    problem: wording(
      'ingen kanal samlar in något för det här ändamålet',
      'mikään kanava ei kerää mitään tätä tarkoitusta varten',
      'no channel collects anything for this purpose',
    ),
    write: wording(
      `det bland ändamålen där en kanal samlar in ${categories.join(', ')}, eller ${takeOut.sv}`,
      `se niihin tarkoituksiin, joita varten jokin kanava kerää: ${categories.join(', ')}, tai ${takeOut.fi}`,
      `it among the purposes for which a channel collects ${categories.join(', ')}, or ${takeOut.en}`,
    ),
  }),
  interestMissing: (): Told => ({
    problem: wording(
      'intresset saknas: det ska meddelas de registrerade (dataskyddsförordningen, artikel 13.1 d)',
      'etu puuttuu: siitä on kerrottava rekisteröidyille (tietosuoja-asetuksen 13 artiklan 1 kohdan d alakohta)',
      'the interest is missing: it must be told to people (GDPR Art. 13(1)(d))',
    ),
    write: asWritten('interest: { sv: …, fi: …, en: … }'),
  }),
  balancingMissing: (): Told => ({
    problem: wording(
      'intresseavvägningen saknas: ett berättigat intresse räcker bara om det väger tyngre än personens intressen och rättigheter (dataskyddsförordningen, artikel 6.1 f)',
      'tasapainotesti puuttuu: oikeutettu etu riittää vain, jos rekisteröidyn edut ja oikeudet eivät syrjäytä sitä (tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta)',
      'the balancing is missing: a legitimate interest suffices only where the interests and rights of the person do not override it (GDPR Art. 6(1)(f))',
    ),
    write: asWritten('balancing: { sv: …, fi: …, en: … }'),
  }),
  balancingWithoutBasis: (): Told => ({
    problem: wording(
      'bara grunden legitimate-interest har en intresseavvägning',
      'tasapainotesti kuuluu vain perusteeseen legitimate-interest',
      'only the basis legitimate-interest has a balancing',
    ),
    write: wording(
      'basis: legitimate-interest, eller stryk avvägningen',
      'basis: legitimate-interest tai poista tasapainotesti',
      'basis: legitimate-interest, or take the balancing out',
    ),
  }),
  interestWithoutBasis: (): Told => ({
    problem: wording(
      'bara grunden legitimate-interest har ett intresse',
      'etu kuuluu vain perusteeseen legitimate-interest',
      'only the basis legitimate-interest has an interest',
    ),
    write: wording(
      'basis: legitimate-interest, eller stryk intresset',
      'basis: legitimate-interest tai poista etu',
      'basis: legitimate-interest, or take the interest out',
    ),
  }),
  categoryNotCollected: (): Told => ({
    problem: wording(
      'ingen kanal samlar in den här kategorin och ingen källa ger den',
      'mikään kanava ei kerää tätä tietoryhmää eikä mikään lähde tuo sitä',
      'no channel collects this category and no source brings it',
    ),
    write: wording(
      'den bland det som en kanal samlar in, eller stryk den',
      'se jonkin kanavan keräämiin tietoihin tai poista se',
      'it among what a channel collects, or take it out',
    ),
  }),
  notesAboutPerson: (): Told => ({
    problem: wording(
      'anteckningar om en person är text som skrivs av personalen, och det ska de registrerade få veta',
      'henkilöä koskevat muistiinpanot ovat henkilöstön kirjoittamaa tekstiä, ja siitä kerrotaan rekisteröidyille',
      'notes about a person are text that comes from staff, and people are told so',
    ),
    write: wording(
      'kind: text  och  origin: staff',
      'kind: text  ja  origin: staff',
      'kind: text  and  origin: staff',
    ),
  }),
  identityCodePurpose: (): Told => ({
    problem: wording(
      'en personbeteckning får användas enbart för identifiering (dataskyddslagen 1050/2018, 29 §)',
      'henkilötunnusta saa käyttää vain tunnistamiseen (tietosuojalaki 1050/2018, 29 §)',
      'an identity code may serve identification only (Data Protection Act 1050/2018 s. 29)',
    ),
    write: wording(
      'ett ändamål som är märkt  identifies: true',
      'tarkoitus, jossa on merkintä  identifies: true',
      'a purpose that is marked  identifies: true',
    ),
  }),
  identityCodeAutomatic: (): Told => ({
    problem: wording(
      'en personbeteckning lagras aldrig av sig själv (dataskyddslagen 1050/2018, 29 §)',
      'henkilötunnus ei koskaan tallennu itsestään (tietosuojalaki 1050/2018, 29 §)',
      'an identity code is never stored by itself (Data Protection Act 1050/2018 s. 29)',
    ),
    write: asWritten('on-request-with-reason'),
  }),
  noChannel: (channels: readonly string[]): Told => ({
    problem: wording('ingen kanal är deklarerad', 'yhtään kanavaa ei ole', 'no channel is declared'),
    write: write.channels(channels),
  }),
  secondRule: (): Told => ({
    problem: wording(
      'kanalen har redan en regel för den här kategorin',
      'kanavalla on jo sääntö tälle tietoryhmälle',
      'this channel has a rule for this category already',
    ),
    write: wording('en regel per kategori', 'yksi sääntö kutakin tietoryhmää kohti', 'one rule a category'),
  }),
  recordsWhat: (): Told => ({
    problem: wording(
      'kanalen samlar in inspelningar men säger inte av vilka samtal',
      'kanava kerää tallenteita, mutta siitä ei näy, mistä puheluista',
      'this channel collects recordings and does not say of which calls',
    ),
    write: asWritten('records: [incoming, outgoing]'),
  }),
  notHeldFor: (own: readonly string[]): Told => ({
    problem: wording(
      'kategorin finns inte för det här ändamålet',
      'tietoryhmä ei ole tätä tarkoitusta varten',
      'the category is not held for this purpose',
    ),
    write:
      own.length > 0
        ? wording(
            `något av kategorins egna ändamål: ${own.join(', ')}`,
            `jokin tietoryhmän omista tarkoituksista: ${own.join(', ')}`,
            `of the category's own purposes: ${own.join(', ')}`,
          )
        : wording(
            'ett av kategorins egna ändamål',
            'jokin tietoryhmän omista tarkoituksista',
            "one of the category's own purposes",
          ),
  }),
  askedForAnyway: (): Told => ({
    problem: wording(
      'det som samlas in på begäran frågas det efter i vilket fall som helst',
      'pyynnöstä kerättävää kysytään joka tapauksessa',
      'what is on request is asked for in any case',
    ),
    write: wording(
      'when: automatic, eller stryk askedFor',
      'when: automatic tai poista askedFor',
      'when: automatic, or take askedFor out',
    ),
  }),
  addressTaken: (): Told => ({
    problem: wording(
      'en annan e-postlåda har den här adressen',
      'toisella postilaatikolla on tämä osoite',
      'another mailbox has this address',
    ),
    write: wording(
      'en e-postlåda per adress',
      'yksi postilaatikko kutakin osoitetta kohti',
      'one mailbox an address',
    ),
  }),
  reasonsMissing: (place: string): Told => ({
    problem: wording(
      `listan över skäl är tom, och ${place} kräver att ett skäl anges`,
      `syiden luettelo on tyhjä, mutta ${place} edellyttää syyn ilmoittamista`,
      `there is no reason to choose, and ${place} asks for one`,
    ),
    write: wording(
      'minst ett skäl, till exempel  complaint: { sv: …, fi: …, en: … }',
      'vähintään yksi syy, esimerkiksi  complaint: { sv: …, fi: …, en: … }',
      'at least one reason, as  complaint: { sv: …, fi: …, en: … }',
    ),
  }),
};
