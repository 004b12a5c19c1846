import type { Language } from '../../safeguards/declaration/declaration.ts';

type Words = Readonly<Record<Language, string>>;

/** What a customer is told at once where the team has written nothing of its own. */
export const standardAcknowledgement: Words = {
  sv: 'Tack för ditt meddelande. Vi har tagit emot det och svarar så snart vi kan.',
  fi: 'Kiitos viestistäsi. Olemme saaneet sen ja vastaamme niin pian kuin voimme.',
  en: 'Thank you for your message. We have received it and will answer as soon as we can.',
};

export const acknowledgementSubject: Words = {
  sv: 'Vi har fått ditt meddelande',
  fi: 'Olemme saaneet viestisi',
  en: 'We have received your message',
};

const automaticLine: Words = {
  sv: 'Det här är ett automatiskt svar. Du kan svara på det om du vill tillägga något.',
  fi: 'Tämä on automaattinen vastaus. Voit vastata siihen, jos haluat lisätä jotakin.',
  en: 'This is an automatic reply. You can answer it if you want to add something.',
};

/** The team's words, and that a machine sends them. Where the notice stands is below every mail of ours. */
export function acknowledgementText(words: string, language: Language): string {
  return [words.trim(), automaticLine[language]].join('\n\n');
}
