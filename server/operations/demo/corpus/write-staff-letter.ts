import type { DemoStaff, Language } from './corpus.ts';
import { fillText } from './fill-text.ts';
import type { Facts } from './make-facts.ts';
import { phrases } from './phrases.ts';
import type { Random } from './random.ts';
import type { Scenario } from './read-sheet.ts';
import { layOut } from './write-customer-letter.ts';

const opensItself: ReadonlySet<string> = new Set([
  'praise',
  'deceased-parent',
  'call-complaint',
  'no-answer',
]);

/** Staff's letter in the customer's language; `turn` counts staff's letters in the conversation from 0. */
export function writeStaffLetter(
  random: Random,
  about: {
    language: Language;
    facts: Facts;
    scenario: Scenario;
    writer: DemoStaff;
    turn: number;
    warnsOfCode: boolean;
  },
): string {
  const words = phrases[about.language];
  const say = (text: string): string => fillText(text, about.facts, random);
  const core = random.pick(
    [about.scenario.answers, about.scenario.settles][about.turn] ?? words.staffPersists,
  );
  const opener = random.pick(about.turn === 0 ? words.staffOpens : words.staffOpensAgain);
  // "Thanks for the details. Thank you, we have them." says it twice; thanks are no opening for praise or grief
  const opensWithCore =
    firstLetters(opener) === firstLetters(core) || opensItself.has(about.scenario.key) || random.chance(0.3);
  const parts = opensWithCore ? [core] : [opener, core];
  const bids = random.chance(0.7) ? [random.pick(words.staffBids)] : [];
  const team = about.writer.role === 'data-protection-officer' ? words.privacyTeam : words.serviceTeam;
  return layOut(
    [say(random.pick(words.staffGreetings))],
    random.chance(0.5) ? parts.map(say) : [parts.map(say).join(' ')],
    about.warnsOfCode ? [say(random.pick(words.staffCodeWarning))] : [],
    bids.map(say),
    [`${random.pick(words.staffClosings)}\n${about.writer.name}\n${team}`],
  );
}

function firstLetters(text: string): string {
  return text.slice(0, 4).toLowerCase();
}
