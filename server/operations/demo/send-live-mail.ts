import { createTransport } from 'nodemailer';
import { describeError } from '../../base/logger.ts';
import { findByMessageIds } from '../../register/contacts/find-by-message-ids.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import type { DemoPerson, LiveMail } from './corpus/corpus.ts';
import { liveMails } from './corpus/live-mails.ts';
import { makeContact } from './corpus/make-contact.ts';
import { staff } from './corpus/make-people.ts';
import { createRandom } from './corpus/random.ts';
import type { DemoHouse } from './demo-house.ts';
import { type CustomerMail, nameMessage, writeRawMail } from './write-raw-mail.ts';

const usualPause = [3, 8] as const;
/** The second mail is one that cannot be read, the third one to the notice's own address: within half a minute. */
const unreadableAt = 1;
const privacyAt = 2;
/** After that, one in so many is to the notice's own address. */
const privacyEvery = 30;
/** Matters somebody may still come back to. */
const memory = 40;

export interface LivePost {
  /** Sends a mail of a customer's own making, such as thanks. Its failure is logged, not thrown. */
  send(mail: Omit<CustomerMail, 'date'>): Promise<void>;
  sent(): number;
  stop(): Promise<void>;
}

/**
 * From now on a customer writes every few seconds, by real SMTP to the house's own listener. The mails
 * are the same for the same seed at each first start; a later start on the same data goes on with
 * others, as the register knows those it had.
 */
export async function sendLiveMail(
  house: DemoHouse,
  options: {
    seed: number;
    people: readonly DemoPerson[];
    /** Seconds between two mails, at least and at most. */
    pause?: readonly [number, number];
  },
): Promise<LivePost> {
  const { people, pause = usualPause } = options;
  const run = await findRun(house, options.seed, people);
  const seed = `${options.seed}/live/${run}`;
  const random = createRandom(`${seed}/times`);
  const mails = liveMails({ seed: options.seed + run, people, now: house.clock.now() });
  const begun: { mail: LiveMail; messageId: string }[] = [];
  const transport = createTransport({
    host: reachable(house.settings.smtpHost),
    port: house.settings.smtpPort,
    ignoreTLS: true,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let index = 0;
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let stopped = false;

  async function post(raw: Buffer, from: string, to: string): Promise<void> {
    try {
      await transport.sendMail({ raw, envelope: { from, to: [to] } });
      sent += 1;
    } catch (error) {
      // A mail server would try again for days; here the next customer writes in a moment.
      house.log.warn({ error: describeError(error) }, 'a mail of the demo was not taken');
    }
  }

  async function send(mail: Omit<CustomerMail, 'date'>): Promise<void> {
    const raw = await writeRawMail({ ...mail, date: house.clock.now() });
    await post(raw, mail.person.emailAddress, mail.to);
  }

  async function writeNext(): Promise<void> {
    const { declaration } = house.contacts.current();
    const turn = index;
    index += 1;
    const messageId = (person: DemoPerson) => nameMessage(`${seed}/${turn}`, person.emailAddress);
    if (turn === unreadableAt) {
      const person = random.pick(people);
      const { address } = chooseMailbox(declaration, 'service', person.language);
      return post(writeNamelessMail(messageId(person), address, house.clock.now()), '', address);
    }
    const isPrivate = turn === privacyAt || (turn > privacyAt && turn % privacyEvery === 0);
    const mail = isPrivate ? writeToOfficer(`${seed}/private/${turn}`) : mails.next().value;
    const { person, subject, text, html, attachments } = mail;
    const earlier = begun.find(
      ({ mail: one }) => one.person === person && one.subject !== subject && subject.endsWith(one.subject),
    );
    const { address } = chooseMailbox(declaration, isPrivate ? 'privacy' : 'service', person.language);
    if (!isPrivate) begun.push({ mail, messageId: messageId(person) });
    if (begun.length > memory) begun.shift();
    await send({
      person,
      to: address,
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      attachments,
      messageId: messageId(person),
      ...(earlier === undefined ? {} : { inReplyTo: earlier.messageId }),
    });
  }

  function writeToOfficer(label: string): LiveMail {
    const chance = createRandom(label);
    const person = chance.pick(people);
    const at = house.clock.now().getTime();
    const officers = staff.filter(({ role }) => role === 'data-protection-officer');
    const plan = { key: label, at, now: at, person, mailbox: 'privacy', staff: officers } as const;
    const { subject, letters } = makeContact(chance, plan);
    return { person, subject, text: letters[0]!.text, attachments: letters[0]!.attachments };
  }

  function wait(milliseconds: number): void {
    timer = setTimeout(() => {
      working = writeNext()
        .catch((error: unknown) =>
          house.log.warn({ error: describeError(error) }, 'a mail of the demo could not be written'),
        )
        .finally(() => {
          if (!stopped) wait(random.whole(pause[0] * 1000, pause[1] * 1000));
        });
    }, milliseconds);
  }

  wait(pause[0] * 1000);
  return {
    send,
    sent: () => sent,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
      transport.close();
    },
  };
}

/** A mail nobody can answer: it names no sender. The house keeps it in its tray. */
function writeNamelessMail(messageId: string, to: string, date: Date): Buffer {
  const lines = [
    `To: ${to}`,
    'Subject: =?utf-8?Q?Skannattu_asiakirja?=',
    `Message-ID: ${messageId}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Lähetetty monitoimilaitteesta. Asiakirja on liitteenä.',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** How many starts this register has seen live mail of. */
async function findRun(house: DemoHouse, seed: number, people: readonly DemoPerson[]): Promise<number> {
  // Who writes first is not known yet, only from which domains.
  const addresses = [
    ...new Map(people.map(({ emailAddress }) => [emailAddress.split('@')[1], emailAddress])).values(),
  ];
  for (let run = 0; ; run += 1) {
    const ids = [0, 3, 4].flatMap((turn) =>
      addresses.map((address) => nameMessage(`${seed}/live/${run}/${turn}`, address)),
    );
    if ((await findByMessageIds(house.contacts, ids)).size === 0) return run;
  }
}

/** Where to connect to a server that listens on this address. */
function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}
