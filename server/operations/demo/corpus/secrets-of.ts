import type { DemoAttachment, DemoCorpus } from './corpus.ts';
import { writePhoneNumber } from './make-phone-number.ts';

/** Shorter sentences ("Thank you for your message.") might stand in a catalogue of words by chance. */
const distinctive = 32;

/**
 * Every string of the corpus that must never be readable at rest, once each: customers' names,
 * addresses, e-mail addresses, phone numbers as people write them, identity codes, subjects, sentences
 * of letters, notes and attached texts; staff's names and user names.
 */
export function secretsOf(corpus: DemoCorpus): string[] {
  const secrets = new Set<string>();
  for (const person of corpus.people) {
    secrets.add(person.name);
    secrets.add(`${person.familyName}, ${person.givenName}`);
    secrets.add(person.emailAddress);
    secrets.add(person.identityCode);
    secrets.add(person.address.street);
    for (const written of writePhoneNumber(person.phone)) secrets.add(written);
    // the number without its plus, as a normalised column would hold it
    secrets.add(person.phone.slice(1));
  }
  for (const { name, userName } of corpus.staff) secrets.add(name).add(userName);
  for (const contact of corpus.contacts) {
    if (contact.subject.length >= 14) secrets.add(contact.subject);
    for (const letter of contact.letters) {
      addSentences(secrets, letter.text);
      for (const attachment of letter.attachments) addSentences(secrets, readableIn(attachment), 16);
    }
    for (const note of contact.notes) addSentences(secrets, note.text, 24);
  }
  return [...secrets];
}

function addSentences(secrets: Set<string>, text: string, least = distinctive): void {
  for (const line of text.split('\n')) {
    for (const sentence of line.replace(/^> ?/, '').split(/(?<=[.!?]) /)) {
      if (sentence.length >= least) secrets.add(sentence);
    }
  }
}

function readableIn(attachment: DemoAttachment): string {
  if (attachment.contentType === 'text/plain') return new TextDecoder().decode(attachment.content);
  if (attachment.contentType !== 'application/pdf') return '';
  return [
    ...Buffer.from(attachment.content)
      .toString('latin1')
      .matchAll(/\((.*)\) Tj/g),
  ]
    .map(([, line]) => line)
    .join('\n');
}
