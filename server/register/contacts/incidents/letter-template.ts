import type { Declaration, Language } from '../../../safeguards/declaration/declaration.ts';
import type { IncidentLetter } from './incident-holding.ts';

/** Stands where the officer writes. A letter in which it is left cannot be kept. */
export const toFill = '[…]';

interface Given {
  readonly note: string;
  readonly consequences: string;
  readonly measures: readonly string[];
}

interface LetterWords {
  readonly subject: (controller: string) => string;
  readonly greeting: string;
  readonly intro: (controller: string, register: string) => string;
  readonly happened: string;
  readonly consequences: string;
  readonly measures: string;
  readonly you: string;
  readonly ask: (contact: string) => string;
  readonly complaint: (authority: string, website: string) => string;
}

const words: Readonly<Record<Language, LetterWords>> = {
  sv: {
    subject: (controller) => `Viktig information om dina uppgifter hos ${controller}`,
    greeting: 'Hej,',
    intro: (controller, register) =>
      `En personuppgiftsincident har inträffat hos ${controller} och den berör uppgifter om dig (${register}). Vi beklagar det inträffade. Här berättar vi vad som har hänt, vad det kan betyda för dig och vad vi gör åt saken.`,
    happened: 'Det här har hänt',
    consequences: 'Vad det kan leda till för dig',
    measures: 'Vad vi har gjort och gör',
    you: 'Vad du själv kan göra',
    ask: (contact) => `Har du frågor kan du svara på det här meddelandet eller skriva till ${contact}.`,
    complaint: (authority, website) => `Du kan också lämna in ett klagomål till ${authority}: ${website}`,
  },
  fi: {
    subject: (controller) => `Tärkeää tietoa henkilötiedoistasi: ${controller}`,
    greeting: 'Hei,',
    intro: (controller, register) =>
      `${controller} on havainnut henkilötietojen tietoturvaloukkauksen, joka koskee myös sinun tietojasi (${register}). Pahoittelemme tapahtunutta. Kerromme tässä, mitä on tapahtunut, mitä se voi merkitä sinulle ja mitä teemme asian korjaamiseksi.`,
    happened: 'Mitä on tapahtunut',
    consequences: 'Mitä siitä voi seurata sinulle',
    measures: 'Mitä olemme tehneet ja teemme',
    you: 'Mitä voit tehdä itse',
    ask: (contact) =>
      `Jos sinulla on kysyttävää, voit vastata tähän viestiin tai kirjoittaa osoitteeseen ${contact}.`,
    complaint: (authority, website) =>
      `Voit myös tehdä valituksen valvontaviranomaiselle (${authority}): ${website}`,
  },
  en: {
    subject: (controller) => `Important information about your data held by ${controller}`,
    greeting: 'Hello,',
    intro: (controller, register) =>
      `There has been a personal data breach at ${controller} that concerns data about you (${register}). We are sorry that it happened. This is what happened, what it may mean for you, and what we are doing about it.`,
    happened: 'What happened',
    consequences: 'What it may mean for you',
    measures: 'What we have done and are doing',
    you: 'What you can do yourself',
    ask: (contact) => `If you have any questions, answer this message or write to ${contact}.`,
    complaint: (authority, website) => `You may also complain to the ${authority}: ${website}`,
  },
};

/**
 * A letter to begin from, in plain words (GDPR Art. 34(2)): what happened, contact point, likely consequences, measures, what
 * one can do oneself. What is written about the incident stands in it for the officer to put into plain words.
 */
export function suggestLetter(declaration: Declaration, given: Given, language: Language): IncidentLetter {
  const { controller, register, authority } = declaration;
  const own = words[language];
  const part = (title: string, text: string) => `${title}:\n${text || toFill}`;
  return {
    subject: own.subject(controller.name),
    text: [
      own.greeting,
      own.intro(controller.name, register.name[language]),
      part(own.happened, given.note),
      part(own.consequences, given.consequences),
      part(own.measures, given.measures.map((each) => `- ${each}`).join('\n')),
      part(own.you, ''),
      own.ask(controller.contactAddress),
      own.complaint(authority.name[language], authority.website),
      controller.name,
    ].join('\n\n'),
  };
}
