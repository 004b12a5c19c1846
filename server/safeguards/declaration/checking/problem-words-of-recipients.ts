import type { Told } from './finding.ts';
import { wording } from '../wording.ts';

/** What the law or the declaration does not allow whoever is given data. */
export const recipientProblems = {
  categoryServesNothing: (): Told => ({
    problem: wording(
      'kategorin finns inte för något av de ändamål som uppgifterna lämnas för',
      'tietoryhmä ei ole mitään sellaista tarkoitusta varten, johon tietoja annetaan',
      'this category is held for none of the purposes that the data are given for',
    ),
    write: wording(
      'en kategori som finns för något av ändamålen, eller stryk den',
      'tietoryhmä, joka on jotakin näistä tarkoituksista varten, tai poista se',
      'a category held for one of these purposes, or take it out',
    ),
  }),
  countryOutside: (): Told => ({
    problem: wording(
      'landet ligger utanför EU och EES, dit processing.outsideEea inte släpper några uppgifter',
      'maa on EU:n ja ETA-alueen ulkopuolella, eikä processing.outsideEea päästä tietoja sinne',
      'this country is outside the EU and the EEA, where processing.outsideEea lets no data go',
    ),
    write: wording('ett land i EU eller EES', 'EU- tai ETA-maa', 'a country of the EU or the EEA'),
  }),
  noTransferGround: (): Told => ({
    problem: wording(
      'för uppgifter utanför EU och EES behövs en grund (dataskyddsförordningen, artiklarna 44–49)',
      'tietojen siirtämiselle EU:n ja ETA-alueen ulkopuolelle tarvitaan peruste (tietosuoja-asetuksen 44–49 artikla)',
      'data outside the EU and the EEA need a ground (GDPR Art. 44–49)',
    ),
    write: wording(
      'transferGround: standard-contractual-clauses, eller en annan av grunderna',
      'transferGround: standard-contractual-clauses tai jokin muu perusteista',
      'transferGround: standard-contractual-clauses, or another of the grounds',
    ),
  }),
  isProcessor: (): Told => ({
    problem: wording(
      'ett personuppgiftsbiträde har samma nyckel, så det går inte att se vem som har fått uppgifter',
      'henkilötietojen käsittelijällä on sama avain, joten ei näkyisi, kuka tietoja on saanut',
      'a processor has the same key, so it could not be seen who was given data',
    ),
    write: wording(
      'en nyckel som inte finns i processors',
      'avain, jota kohdassa processors ei ole',
      'a key that is not in processors',
    ),
  }),
  authorityByConsent: (): Told => ({
    problem: wording(
      'en myndighet får uppgifter när lagen kräver det, inte genom samtycke',
      'viranomainen saa tietoja, kun laki sitä edellyttää, ei suostumuksella',
      'an authority is given data when the law asks for it, not by consent',
    ),
    write: wording(
      'legal-obligation, eller en annan grund än consent',
      'legal-obligation tai muu peruste kuin consent',
      'legal-obligation, or a basis other than consent',
    ),
  }),
};

/** And a processor. */
export const processorProblems = {
  endsBeforeItBegins: (): Told => ({
    problem: wording(
      'avtalet upphör innan det har ingåtts',
      'sopimus päättyy ennen kuin se on tehty',
      'the agreement ends before it was made',
    ),
    write: wording(
      'avtalets sista dag, inte före agreement.date',
      'sopimuksen viimeinen päivä, ei ennen päivää agreement.date',
      'its last day, not before agreement.date',
    ),
  }),
  noGroupCompanies: (): Told => ({
    problem: wording(
      'processing.groupCompanies säger att inget koncernbolag är personuppgiftsbiträde',
      'processing.groupCompanies sanoo, ettei mikään konserniyhtiö ole henkilötietojen käsittelijä',
      'processing.groupCompanies says that no company of the group is a processor',
    ),
    write: wording(
      'groupCompanies: true  under processing, eller stryk märkningen här',
      'groupCompanies: true  kohtaan processing tai poista merkintä tästä',
      'groupCompanies: true  under processing, or take the mark out here',
    ),
  }),
};

/** What is contradictory in where data come from. */
export const sourceProblems = {
  withoutChannel: (channel: string): Told => ({
    problem: wording(
      `en sådan källa ger uppgifter till kanalen ${channel}, som inte är deklarerad`,
      `tällainen lähde tuo tietoja kanavaan ${channel}, jota selosteessa ei ole`,
      `such a source brings data to the channel ${channel}, which is not declared`,
    ),
    write: wording(
      `${channel}  under channels, eller stryk källan`,
      `${channel}  kohtaan channels tai poista lähde`,
      `${channel}  under channels, or take the source out`,
    ),
  }),
  notSavedFromMail: (): Told => ({
    problem: wording(
      'e-post sparar inte detta av sig själv, så äldre e-post kan inte heller göra det',
      'sähköpostista tämä ei tallennu itsestään, joten ei vanhastakaan sähköpostista',
      'e-mail does not save this by itself, so old mail cannot either',
    ),
    write: wording(
      'when: automatic  i regeln under channels.email, eller stryk det här',
      'when: automatic  kohdan channels.email sääntöön tai poista se tästä',
      'when: automatic  in its rule of channels.email, or take it out here',
    ),
  }),
  oldMailWithoutMessages: (): Told => ({
    problem: wording(
      'äldre e-post består av meddelanden: utan dem förs inget över',
      'vanha sähköposti on viestejä: ilman niitä mitään ei tuoda',
      'old mail is messages: without them nothing is brought in',
    ),
    write: wording(
      'messages  bland kategorierna, eller stryk källan',
      'messages  tietoryhmiin tai poista lähde',
      'messages  among the categories, or take the source out',
    ),
  }),
};
