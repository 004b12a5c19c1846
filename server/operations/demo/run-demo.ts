import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';
import type { DemoCorpus, DemoPerson, DemoStaff } from './corpus/corpus.ts';
import { generateCorpus } from './corpus/generate-corpus.ts';
import { staff } from './corpus/make-people.ts';
import type { DemoHouse } from './demo-house.ts';
import { fillBacklog } from './fill-backlog.ts';
import { fillRegister } from './fill-register.ts';
import { furnishTeam } from './furnish-team.ts';
import { demoPassword, makeStaff, signInMember, tasksOf } from './make-staff.ts';
import { fillCalls, type FillingCalls } from './phone/fill-calls.ts';
import { answersOf } from './phone/identify-caller.ts';
import { knowsExchange, placeLiveCalls } from './phone/place-live-calls.ts';
import { identifiedIn, planCalls } from './phone/plan-calls.ts';
import { type LivePost, sendLiveMail } from './send-live-mail.ts';
import type { MailSink } from './start-mail-sink.ts';
import { thankForAnswers } from './thank-for-answers.ts';

export interface DemoOptions {
  readonly seed: number;
  /** Customers; 220 unless told. */
  readonly people?: number;
  /** Contacts over 14 months; 3,100 unless told. */
  readonly contacts?: number;
  /** For the operator's terminal: progress and sign-in names, never a customer's data. */
  print(line: string): void;
  onProgress?(done: number, total: number): void;
  /** The customers' mail server; with it they answer what staff write to them. */
  readonly sink?: Pick<MailSink, 'onMail'>;
  /** Seconds between two live mails, at least and at most. */
  readonly pause?: readonly [number, number];
  /** Calls of the weeks before; 72 unless told. */
  readonly calls?: number;
  /** The demo's own exchange hands calls over to this port of the house. */
  readonly phone?: {
    readonly sipPort: number;
    /** Seconds between two calls. */
    readonly pause?: readonly [number, number];
  };
}

export interface SignIn {
  readonly userName: string;
  readonly password: string;
  readonly role: DemoStaff['role'];
  /** To recordings of calls. */
  readonly mayListen: boolean;
}

export interface RunningDemo {
  readonly signIns: readonly SignIn[];
  /** How the filling ended. Never rejects. */
  readonly filled: Promise<'complete' | 'stopped' | 'failed'>;
  stop(): Promise<void>;
}

/**
 * Brings the demo to life in a house that is started: staff at once (it resolves when they can sign
 * in), then in the background fourteen months of contacts, and beside them a mail every few seconds.
 * Started again on the same data it makes only what is missing: the corpus is drawn from the moment the
 * register was first published, so that it is the same every time.
 * @throws Refusal 'sign-in-failed' when somebody else administers this register: the demo wants data of its own
 */
export async function runDemo(house: DemoHouse, options: DemoOptions): Promise<RunningDemo> {
  const { print, seed } = options;
  house.conditions.report('demo', 'filling');
  await makeStaff(house, staff);
  await furnishTeam(house, staff);
  const { tasks } = house.contacts.current().declaration;
  const signIns = staff.map(({ userName, role }) => ({
    userName,
    role,
    password: demoPassword,
    mayListen: tasksOf[role].some((task) => tasks[task]?.acts.includes('play-recording')),
  }));
  printSignIns(print, signIns);

  const corpus = generateCorpus({
    seed,
    now: await firstPublished(house),
    ...(options.people === undefined ? {} : { people: options.people }),
    ...(options.contacts === undefined ? {} : { contacts: options.contacts }),
  });
  await fillBacklog(house, corpus, await firstPublished(house));
  const filling = fillRegister(house, corpus, seed);
  let stopping = false;
  let live: { stop(): Promise<void> } | undefined;
  let calls: FillingCalls | undefined;

  async function fillAndGoOn(): Promise<'complete' | 'stopped' | 'failed'> {
    const reporting = reportProgress(house, filling, options);
    try {
      // Life begins at once: nobody waits for the past to be filled in before the first mail arrives.
      live = await goLive(house, corpus, options);
      const ended = await filling.finished;
      reporting.stop();
      if (ended === 'stopped' || stopping) return 'stopped';
      if (options.phone && knowsExchange(house)) {
        const past = options.calls === undefined ? {} : { count: options.calls };
        calls = fillCalls(house, corpus, { seed, now: await firstPublished(house), ...past });
        if ((await calls.finished) === 'stopped' || stopping) return 'stopped';
      }
      house.conditions.report('demo', null);
      return 'complete';
    } catch (error) {
      const { code } = describeError(error);
      house.log.error({ error: describeError(error) }, 'the demo could not be filled');
      house.conditions.report('demo', 'filling-failed');
      print(`The demo could not be filled (${code}). Start it again: it goes on where it was.`);
      return 'failed';
    } finally {
      reporting.stop();
    }
  }

  const filled = fillAndGoOn();
  return {
    signIns,
    filled,
    async stop() {
      stopping = true;
      filling.stop();
      calls?.stop();
      await filled;
      await live?.stop();
    },
  };
}

/** The moment the demo's past ends: kept by the register itself, the same at every start. */
async function firstPublished(house: DemoHouse): Promise<Date> {
  const first = (await house.declarations.versions()).at(-1);
  if (first === undefined) throw new Refusal('declaration-missing');
  return first.publishedAt;
}

async function goLive(
  house: DemoHouse,
  corpus: DemoCorpus,
  options: DemoOptions,
): Promise<{ stop(): Promise<void> }> {
  const parts = [await writeLive(house, corpus, options), await callLive(house, corpus, options)];
  return {
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

async function callLive(
  house: DemoHouse,
  { people }: DemoCorpus,
  { seed, print, phone, calls: count }: DemoOptions,
): Promise<{ stop(): Promise<void> }> {
  if (phone === undefined) return { stop: () => Promise.resolve() };
  if (!knowsExchange(house)) {
    print('The register here declares no exchange of the demo, so nobody calls: npm run demo -- --reset');
    return { stop: () => Promise.resolve() };
  }
  const planned = {
    seed,
    now: await firstPublished(house),
    people,
    ...(count === undefined ? {} : { count }),
  };
  const regulars =
    house.settings.customerRegister === undefined
      ? []
      : identifiedIn(planCalls(planned)).slice(-mostRegulars);
  const calls = placeLiveCalls(
    { house, sipPort: phone.sipPort, colleagues: await findColleagues(house) },
    { seed, people, regulars, ...(phone.pause && { pause: phone.pause }) },
  );
  print(`Every minute or so somebody calls, by SIPREC to port ${phone.sipPort}; the voices are synthetic.`);
  printRegulars(print, regulars);
  return calls;
}

/** So few that one of them calls soon. */
const mostRegulars = 3;

function printRegulars(print: (line: string) => void, regulars: readonly DemoPerson[]): void {
  if (regulars.length === 0) return;
  print('To be identified on the telephone they say (all invented):');
  for (const person of regulars) {
    const { identityCode, address } = answersOf(person);
    print(`  ${person.name}, ${person.phone}: ${identityCode}, ${address}`);
  }
}

/** Whom the exchange rings. */
async function findColleagues(house: DemoHouse) {
  const lead = await signInMember(
    house,
    staff.find(({ role }) => role === 'team-lead')!,
  );
  const listed = await house.staff.directory.list(lead);
  await house.staff.sessions.signOut(lead);
  const names = staff.filter(({ role }) => role === 'agent').map(({ userName }) => userName);
  return listed.filter(({ userName }) => names.includes(userName)).map(({ staffId }) => staffId);
}

async function writeLive(
  house: DemoHouse,
  { people }: DemoCorpus,
  { seed, sink, print, pause }: DemoOptions,
): Promise<{ stop(): Promise<void> }> {
  const { smtpPort } = house.settings;
  if (smtpPort === 0) {
    print('HALTIJA_SMTP_PORT is 0, so no mail arrives live.');
    return { stop: () => Promise.resolve() };
  }
  const post: LivePost = await sendLiveMail(house, { seed, people, ...(pause && { pause }) });
  const stopThanks = sink && thankForAnswers(house, { sink, post }, { seed, people });
  print(`From now on a customer writes every few seconds, by SMTP to port ${smtpPort}.`);
  return {
    async stop() {
      stopThanks?.();
      await post.stop();
    },
  };
}

/** Once a second to the terminal, and to open inboxes, which the filling itself leaves in peace. */
function reportProgress(
  house: DemoHouse,
  filling: ReturnType<typeof fillRegister>,
  options: DemoOptions,
): { stop(): void } {
  const { db, live, current } = house.contacts;
  const started = performance.now();
  let told = -1;
  function tell(): void {
    const { done, total } = filling.progress();
    if (done === told) return;
    const before = told;
    told = done;
    options.onProgress?.(done, total);
    if (before === -1 && done === total) return;
    options.print(`Filling: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} contacts`);
    db.transaction(async (tx) => {
      for (const queue of Object.keys(current().declaration.queues)) {
        await live.announce(tx, { kind: 'contact-new', contactId: null, queue });
      }
    }).catch(() => undefined);
  }
  const timer = setInterval(tell, 1_000);
  let stopped = false;
  return {
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      const worked = told !== -1;
      tell();
      if (worked) options.print(`Filled in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    },
  };
}

function printSignIns(print: (line: string) => void, signIns: readonly SignIn[]): void {
  const width = Math.max(...signIns.map(({ userName }) => userName.length));
  print('Sign in as one of these (all invented):');
  for (const { userName, role, mayListen } of signIns)
    print(
      `  ${userName.padEnd(width)}  ${role.replaceAll('-', ' ')}${mayListen ? ', may listen to calls' : ''}`,
    );
  print(`Everybody's password: ${demoPassword}`);
}
