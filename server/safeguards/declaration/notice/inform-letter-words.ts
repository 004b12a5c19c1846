import type { Language } from '../declaration.ts';

interface LetterWords {
  readonly subject: (controller: string) => string;
  readonly greeting: string;
  readonly intro: (register: string, controller: string) => string;
  readonly changes: string;
  readonly from: (date: string) => string;
  readonly notice: string;
  readonly since: string;
  readonly object: (address: string) => string;
  readonly ask: (address: string) => string;
  readonly complain: (authority: string, website: string) => string;
}

export const informLetterWords: Readonly<Record<Language, LetterWords>> = {
  sv: {
    subject: (controller) => `Ändringar i hur ${controller} behandlar dina uppgifter`,
    greeting: 'Hej!',
    intro: (register, controller) =>
      `Du har varit i kontakt med oss, och vi har uppgifter om dig i registret ${register}. ${controller} är personuppgiftsansvarig. Vi har ändrat hur uppgifterna behandlas, och ändringen gäller också det vi redan har om dig. Därför berättar vi om den.`,
    changes: 'Det här har ändrats:',
    from: (date) =>
      `Ändringarna trädde i kraft ${date}. För det vi redan har om dig gäller en längre förvaringstid eller ett nytt ändamål först när du har fått den här informationen.`,
    notice: 'Hela dataskyddsbeskrivningen:',
    since: 'Vad som har ändrats, mening för mening:',
    object: (address) =>
      `Du kan när som helst invända mot behandling som grundar sig på ett berättigat intresse. Skriv till ${address}.`,
    ask: (address) =>
      `Du kan också be att få se, rätta eller radera dina uppgifter. Svara på det här meddelandet eller skriv till ${address}.`,
    complain: (authority, website) => `Du kan klaga hos tillsynsmyndigheten: ${authority}, ${website}`,
  },
  fi: {
    subject: (controller) => `Muutoksia siihen, miten ${controller} käsittelee tietojasi`,
    greeting: 'Hei!',
    intro: (register, controller) =>
      `Olet ollut meihin yhteydessä, ja tietojasi on rekisterissä ${register}. Rekisterinpitäjä on ${controller}. Olemme muuttaneet tietojen käsittelyä, ja muutos koskee myös tietoja, jotka meillä jo on sinusta. Siksi kerromme siitä.`,
    changes: 'Muutokset:',
    from: (date) =>
      `Muutokset tulivat voimaan ${date}. Pidempi säilytysaika tai uusi tarkoitus koskee jo tallennettuja tietojasi vasta, kun olet saanut tämän tiedon.`,
    notice: 'Tietosuojaseloste kokonaisuudessaan:',
    since: 'Mikä on muuttunut, lause lauseelta:',
    object: (address) =>
      `Voit milloin tahansa vastustaa käsittelyä, joka perustuu oikeutettuun etuun. Kirjoita osoitteeseen ${address}.`,
    ask: (address) =>
      `Voit myös pyytää nähdä, oikaista tai poistaa tietosi. Vastaa tähän viestiin tai kirjoita osoitteeseen ${address}.`,
    complain: (authority, website) =>
      `Voit tehdä valituksen valvontaviranomaiselle: ${authority}, ${website}`,
  },
  en: {
    subject: (controller) => `Changes to how ${controller} handles your data`,
    greeting: 'Hello,',
    intro: (register, controller) =>
      `You have been in contact with us, and we hold data about you in the register “${register}”. The controller is ${controller}. We have changed how the data are handled, and the change also concerns what we already hold about you. That is why we are telling you.`,
    changes: 'What has changed:',
    from: (date) =>
      `The changes took effect on ${date}. A longer period or a new purpose applies to what we already hold about you only once you have been given this information.`,
    notice: 'The whole privacy notice:',
    since: 'What has changed, sentence by sentence:',
    object: (address) =>
      `You can object at any time to processing that rests on a legitimate interest. Write to ${address}.`,
    ask: (address) =>
      `You can also ask to see, correct or erase your data. Answer this message or write to ${address}.`,
    complain: (authority, website) =>
      `You can complain to the supervisory authority: ${authority}, ${website}`,
  },
};
