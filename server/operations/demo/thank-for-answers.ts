import { describeError } from '../../base/logger.ts';
import { normaliseEmail } from '../../base/normalise-contact.ts';
import { parseMail } from '../../channels/email/parse-mail.ts';
import type { DemoPerson, Language } from './corpus/corpus.ts';
import { createRandom } from './corpus/random.ts';
import type { DemoHouse } from './demo-house.ts';
import type { LivePost } from './send-live-mail.ts';
import type { MailSink } from './start-mail-sink.ts';
import { nameMessage } from './write-raw-mail.ts';

/** Seconds until a customer has read the answer and written back. */
const readingTime = [20, 40] as const;

/** Of no matter in particular: which one it was, the demo does not know. */
const thanks: Readonly<Record<Language, readonly string[]>> = {
  sv: [
    'Tack för svaret! Då vet jag det.',
    'Tack, det här var precis vad jag behövde veta.',
    'Tusen tack för hjälpen. Ni får gärna avsluta ärendet.',
    'Tack. Jag provar det i kväll och återkommer om det krånglar.',
  ],
  fi: [
    'Kiitos vastauksesta! Nyt tiedän.',
    'Kiitos, juuri tämän halusinkin tietää.',
    'Suuret kiitokset avusta. Asian voi minun puolestani sulkea.',
    'Kiitos. Kokeilen tätä illalla ja palaan asiaan, jos se ei onnistu.',
  ],
  en: [
    'Thank you for the answer! Now I know.',
    'Thanks, this is just what I needed to know.',
    'Many thanks for your help. You can close this as far as I am concerned.',
    'Thanks. I will try it tonight and come back if it does not work.',
  ],
};

/**
 * Customers to whom staff write in the console write back, once for each contact: mostly thanks. They
 * answer as anyone does, to the Reply-To of the mail, so that it finds its contact.
 * @returns stops it
 */
export function thankForAnswers(
  house: DemoHouse,
  deps: { sink: Pick<MailSink, 'onMail'>; post: Pick<LivePost, 'send'> },
  options: { seed: number; people: readonly DemoPerson[]; readingTime?: readonly [number, number] },
): () => void {
  const byAddress = new Map(options.people.map((person) => [normaliseEmail(person.emailAddress), person]));
  const [least, most] = options.readingTime ?? readingTime;
  const thanked = new Set<string>();
  const waiting = new Set<NodeJS.Timeout>();

  async function answer(person: DemoPerson, raw: Buffer): Promise<void> {
    const mail = await parseMail(raw);
    const to = mail.replyTo[0]?.address;
    if (
      to === undefined ||
      mail.messageId === undefined ||
      mail.autoSubmitted !== undefined ||
      thanked.has(to)
    )
      return;
    thanked.add(to);
    const random = createRandom(`${options.seed}/thanks/${mail.messageId}`);
    const text = `${random.pick(thanks[person.language])}\n\n${person.givenName}\n`;
    const messageId = nameMessage(`${options.seed}/thanks/${mail.messageId}`, person.emailAddress);
    const timer = setTimeout(
      () => {
        waiting.delete(timer);
        void deps.post.send({
          person,
          to,
          subject: mail.subject,
          text,
          messageId,
          inReplyTo: mail.messageId!,
        });
      },
      random.whole(least * 1000, most * 1000),
    );
    waiting.add(timer);
  }

  const stopListening = deps.sink.onMail(({ recipients, raw }) => {
    const person = recipients.map((each) => byAddress.get(normaliseEmail(each))).find(Boolean);
    if (person === undefined) return;
    answer(person, raw).catch((error: unknown) =>
      house.log.warn({ error: describeError(error) }, 'an answer could not be thanked for'),
    );
  });
  return () => {
    stopListening();
    for (const timer of waiting) clearTimeout(timer);
  };
}
