import type { DemoPerson, LiveMail } from './corpus.ts';
import { dressHtml } from './dress-html.ts';
import { drawAttachment } from './draw-attachment.ts';
import { fillText } from './fill-text.ts';
import { makeFacts } from './make-facts.ts';
import { staff } from './make-people.ts';
import { phrases } from './phrases.ts';
import { createRandom } from './random.ts';
import type { Scenario } from './read-sheet.ts';
import { pickScenario } from './scenarios.ts';
import { voiceOf, writeFirstLetter, writeLaterLetter } from './write-customer-letter.ts';
import type { Writing } from './write-customer-letter.ts';

interface Begun {
  writing: Writing;
  scenario: Scenario;
  subject: string;
}

const agents = staff.filter(({ role }) => role === 'agent');
/** So many matters back may a person still come back to. */
const memory = 12;

/**
 * An endless, repeatable stream of new mails: four of five begin a matter, the others come back to one
 * begun a little earlier, from the same person and with its subject. `now` is the day their dates are
 * written from; without it, the day this was written.
 */
export function* liveMails(options: {
  seed: number;
  people: readonly DemoPerson[];
  now?: Date;
}): Generator<LiveMail, never> {
  const at = (options.now ?? new Date('2026-11-23T10:00:00Z')).getTime();
  const begun: Begun[] = [];
  for (let index = 0; ; index += 1) {
    const random = createRandom(`${options.seed}/live/${index}`);
    const earlier =
      begun.length > 3 && random.chance(0.2)
        ? begun.splice(random.whole(0, begun.length - 2), 1)[0]
        : undefined;
    if (earlier !== undefined) {
      const writing = { ...earlier.writing, random };
      const { person } = writing;
      const text = writeLaterLetter(writing, random.chance(0.5) ? 'persists' : 'returns', earlier.scenario);
      yield {
        person,
        subject: `${random.pick(phrases[person.language].replyPrefix)}${earlier.subject}`,
        text,
        attachments: [],
      };
      continue;
    }
    const person = random.pick(options.people);
    const scenario = pickScenario(random, person.language, 'service');
    const facts = makeFacts(random, { person, at, agent: random.pick(agents).name.split(' ')[0]! });
    const writing: Writing = { person, voice: voiceOf(person, scenario.key), facts, random };
    const subject = fillText(random.pick(scenario.subjects), facts, random, writing.voice.hand);
    const attaches = random.chance(0.12);
    const text = writeFirstLetter(writing, scenario, { statesCode: random.chance(0.025), attaches });
    begun.push({ writing, scenario, subject });
    if (begun.length > memory) begun.shift();
    yield {
      person,
      subject,
      text,
      ...(random.chance(0.12) ? { html: dressHtml(text, random, person.language, facts) } : {}),
      attachments: attaches ? [drawAttachment(random, person.language, facts)] : [],
    };
  }
}
