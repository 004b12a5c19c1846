import type { DemoContact, DemoLetter, DemoNote, DemoPerson, DemoStaff } from './corpus.ts';
import { dressHtml } from './dress-html.ts';
import { drawAttachment } from './draw-attachment.ts';
import { fillText } from './fill-text.ts';
import { toLocal } from './helsinki-time.ts';
import { dayIn, makeFacts, timeIn } from './make-facts.ts';
import type { Facts } from './make-facts.ts';
import { phrases } from './phrases.ts';
import { nextOfficeMoment, planAnswer, planReturn } from './plan-times.ts';
import type { Random } from './random.ts';
import type { Scenario } from './read-sheet.ts';
import { pickScenario } from './scenarios.ts';
import { voiceOf, writeFirstLetter, writeLaterLetter } from './write-customer-letter.ts';
import type { Writing } from './write-customer-letter.ts';
import { writeStaffLetter } from './write-staff-letter.ts';

const day = 86_400_000;
const letterCounts = [
  [1, 5],
  [2, 42],
  [3, 25],
  [4, 14],
  [5, 8],
  [6, 4],
  [7, 2],
] as const;

export interface ContactPlan {
  key: string;
  at: number;
  now: number;
  person: DemoPerson;
  mailbox: 'service' | 'privacy';
  /** Who may take it: agents and team lead, or the officer. */
  staff: readonly DemoStaff[];
}

/** One matter from the first letter to its close, or as far as it has come by `now`. */
export function makeContact(random: Random, plan: ContactPlan): DemoContact {
  const { person } = plan;
  const scenario = pickScenario(random, person.language, plan.mailbox);
  const writer = pickWriter(random, plan);
  const facts = makeFacts(random, { person, at: plan.at, agent: writer.name.split(' ')[0]! });
  const writing: Writing = { person, voice: voiceOf(person, scenario.key), facts, random };
  const subject = fillText(random.pick(scenario.subjects), facts, random, writing.voice.hand);
  const { letters, complete } = writeLetters(random, plan, writing, scenario, writer);
  const lastAt = letters[letters.length - 1]!.at.getTime();
  const staffWroteLast = letters[letters.length - 1]!.from === 'staff';
  // an unanswered letter is closed by a call, never at the minute it came
  const restsUntil = letters.length === 1 ? planAnswer(random, lastAt) : lastAt;
  const closedAt = complete ? closingMoment(random, restsUntil, plan.now) : undefined;
  const answered = letters.some(({ from }) => from === 'staff');
  const notes = writeNotes(random, { plan, facts, scenario, writer, letters, closedAt, answered });
  return {
    key: plan.key,
    personKey: person.key,
    mailbox: plan.mailbox,
    matter: scenario.key,
    subject,
    letters,
    notes,
    ...(answered || closedAt !== undefined || random.chance(0.35) ? { assignedTo: writer.key } : {}),
    ...(closedAt === undefined ? {} : { closedAt: new Date(closedAt) }),
    statesIdentityCode: letters.some(
      ({ text, from }) => from === 'customer' && text.includes(person.identityCode),
    ),
    waiting: closedAt === undefined && staffWroteLast,
  };
}

function writeLetters(
  random: Random,
  plan: ContactPlan,
  writing: Writing,
  scenario: Scenario,
  writer: DemoStaff,
): { letters: DemoLetter[]; complete: boolean } {
  const { language, identityCode } = plan.person;
  const count = random.weigh(letterCounts);
  const attaches = random.chance(0.125);
  const statesCode = random.chance(0.025);
  // some matters of the last days simply have not been reached yet
  const backlog = plan.now - plan.at < 7 * day && random.chance(0.4);
  const letters: DemoLetter[] = [];
  let at = plan.at;
  for (let turn = 0; turn < count; turn += 1) {
    const fromStaff = turn % 2 === 1;
    if (turn > 0) at = fromStaff ? planAnswer(random, at) : planReturn(random, at);
    at = fromStaff ? nextOfficeMoment(random, at) : at;
    if (at > plan.now || (backlog && fromStaff)) return { letters, complete: false };
    const previous = letters[turn - 1];
    if (fromStaff) {
      const text = writeStaffLetter(random, {
        language,
        facts: writing.facts,
        scenario,
        writer,
        turn: (turn - 1) / 2,
        warnsOfCode: previous?.text.includes(identityCode) === true,
      });
      letters.push({ from: 'staff', at: new Date(at), text, attachments: [] });
      continue;
    }
    const words = phrases[language];
    const team = plan.mailbox === 'privacy' ? words.privacyTeam : words.serviceTeam;
    const text =
      previous === undefined
        ? writeFirstLetter(writing, scenario, { statesCode, attaches })
        : writeLaterLetter(
            writing,
            turn === count - 1 ? 'thanks' : turn === 2 ? 'returns' : 'persists',
            scenario,
            {
              at: previous.at.getTime(),
              who: random.chance(0.5) ? writer.name : team,
              text: previous.text,
            },
          );
    const files = turn === 0 && attaches ? random.weigh([[1, 5] as const, [2, 1] as const]) : 0;
    letters.push({
      from: 'customer',
      at: new Date(at),
      text,
      attachments: Array.from({ length: files }, () => drawAttachment(random, language, writing.facts)),
      ...(random.chance(0.12) ? { html: dressHtml(text, random, language, writing.facts) } : {}),
    });
  }
  // a single letter that is still fresh has an answer coming
  return { letters, complete: count > 1 || plan.now - plan.at > 4 * day };
}

/** Closed at once or within days; undefined while it still stands open. */
function closingMoment(random: Random, lastAt: number, now: number): number | undefined {
  if (now - lastAt < 12 * day && random.chance(0.15)) return undefined;
  const closedAt = nextOfficeMoment(
    random,
    lastAt + (random.chance(0.6) ? random.whole(1, 20) : random.whole(60, 2900)) * 60_000,
  );
  return closedAt > now ? undefined : closedAt;
}

function pickWriter(random: Random, plan: ContactPlan): DemoStaff {
  return random.weigh(
    plan.staff.map((one) => {
      const lead = one.role === 'team-lead' ? 0.3 : 1;
      return [one, one.language === plan.person.language ? lead * 3 : lead] as const;
    }),
  );
}

function writeNotes(
  random: Random,
  about: {
    plan: ContactPlan;
    facts: Facts;
    scenario: Scenario;
    writer: DemoStaff;
    letters: readonly DemoLetter[];
    closedAt: number | undefined;
    answered: boolean;
  },
): DemoNote[] {
  const { plan, letters, closedAt, writer } = about;
  const words = phrases[plan.person.language];
  const say = (texts: readonly string[], facts = about.facts): string =>
    fillText(random.pick(texts), facts, random);
  // closed without a letter from us: then the note says how
  if (closedAt !== undefined && !about.answered) {
    const local = toLocal(closedAt);
    const called = {
      ...about.facts,
      date: dayIn(plan.person.language, local.day),
      time: timeIn(plan.person.language, local.minute - 4),
    };
    return [{ at: new Date(closedAt - 60_000), by: writer.key, text: say(words.notesOfCall, called) }];
  }
  if (!random.chance(about.answered ? 0.28 : 0.12)) return [];
  const first = letters[0]!.at.getTime();
  const last = Math.min(closedAt ?? letters[letters.length - 1]!.at.getTime() + 3 * 3_600_000, plan.now);
  const count = random.chance(0.2) ? 2 : 1;
  const moments = Array.from({ length: count }, () => {
    const at = nextOfficeMoment(random, first + (last - first) * (0.1 + random.next() * 0.85));
    return Math.min(at, last);
  });
  return moments
    .sort((a, b) => a - b)
    .map((at) => ({
      at: new Date(at),
      by: writer.key,
      text: say(random.chance(0.6) ? about.scenario.notes : words.notes),
    }));
}
