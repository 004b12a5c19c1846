import { wording } from '../wording.ts';
import type { Told } from './finding.ts';

/** What is contradictory in how people are identified. */
export const identificationProblems = {
  callBackAsksNothing: (): Told => ({
    problem: wording(
      'den som rings upp på ett känt nummer tillfrågas inte om något',
      'tunnettuun numeroon soitettaessa ei kysytä mitään',
      'who is called back at a number on file is asked nothing',
    ),
    write: wording('stryk raden', 'poista rivi', 'take the line out'),
  }),
  notToIdentify: (): Told => ({
    problem: wording(
      'uppgiften finns inte för identifiering, eller går inte att jämföra',
      'tietoa ei ole tunnistamista varten, tai sitä ei voi verrata',
      'it is not held to identify, or cannot be compared',
    ),
    write: wording(
      'en kategori med ett ändamål som identifierar: personbeteckning, namn, adress, telefonnummer eller e-postadress',
      'tietoryhmä, jolla on tunnistava tarkoitus: henkilötunnus, nimi, osoite, puhelinnumero tai sähköpostiosoite',
      'a category with a purpose that identifies: identity code, name, address, phone or e-mail address',
    ),
  }),
  doesNotSuffice: (): Told => ({
    problem: wording(
      'det räcker inte för att veta vem någon är: namn och personbeteckning står i för många papper',
      'se ei riitä henkilöllisyyden varmistamiseen: nimi ja henkilötunnus ovat liian monessa paperissa',
      'it does not say who somebody is: name and identity code stand in too many papers',
    ),
    write: wording(
      'minst två uppgifter, av vilka minst en är något annat än namn och personbeteckning',
      'vähintään kaksi tietoa, joista vähintään yksi on muu kuin nimi tai henkilötunnus',
      'at least two things, one of them neither name nor identity code',
    ),
  }),
  onlyRegister: (): Told => ({
    problem: wording(
      'bara customer-register frågar någon annan',
      'vain customer-register kysyy muualta',
      'only customer-register asks somebody else',
    ),
    write: wording('stryk raden', 'poista rivi', 'take the line out'),
  }),
  whoKeepsIt: (): Told => ({
    problem: wording(
      'det framgår inte vem som för registret',
      'rekisterin ylläpitäjää ei ole mainittu',
      'it is not said who keeps the register',
    ),
    write: wording(
      'en nyckel som finns i processors',
      'jokin kohdan processors avaimista',
      'a key of processors',
    ),
  }),
  notGiven: (categories: readonly string[]): Told => ({
    problem: wording(
      'personuppgiftsbiträdet får inte ta emot det som frågas',
      'käsittelijälle ei saa antaa kysyttäviä tietoja',
      'the processor may not be given what is asked',
    ),
    write: wording(
      `ett personuppgiftsbiträde med ${categories.join(', ')} och ett ändamål som identifierar`,
      `käsittelijä, jolla on ${categories.join(', ')} ja tunnistava tarkoitus`,
      `a processor with ${categories.join(', ')} and a purpose that identifies`,
    ),
  }),
};
