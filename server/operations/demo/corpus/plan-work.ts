import type { DemoContact, DemoPerson, DemoStaff, DemoWork } from './corpus.ts';
import { fromLocal, toLocal } from './helsinki-time.ts';
import { callsOf, tagOfMatter, todosOf } from './team-words.ts';

const minute = 60_000;
const recent = 30 * 24 * 60 * minute;

interface About {
  readonly now: Date;
  readonly people: readonly DemoPerson[];
  readonly staff: readonly DemoStaff[];
}

/**
 * Lets the team work: what is open, newest first, is tagged, given a priority, put off, followed, asked about; some
 * senders are not who they say, and an answer or two came back. By turns instead of by chance, so that a small
 * demo has something of everything too. What was closed lately has its tag.
 */
export function planWork(contacts: readonly DemoContact[], { now, people, staff }: About): void {
  const languageOf = new Map(people.map(({ key, language }) => [key, language]));
  const agents = staff.filter(({ role }) => role === 'agent');
  let open = 0;
  let waiting = 0;
  let unanswered = 0;
  for (const contact of contacts.toReversed()) {
    if (contact.mailbox !== 'service') continue;
    const last = contact.letters.at(-1)!.at.getTime();
    const tag = tagOfMatter[contact.matter];
    const tags = tag === undefined ? [] : [tag];
    if (contact.closedAt !== undefined) {
      if (tags.length > 0 && now.getTime() - contact.closedAt.getTime() < recent)
        contact.work = { at: contact.closedAt, tags, watchers: [] };
      continue;
    }
    const turn = open;
    open += 1;
    const at = new Date(Math.min(last + 20 * minute, now.getTime()));
    const writer = contact.assignedTo ?? agents[turn % agents.length]!.key;
    const language = languageOf.get(contact.personKey)!;
    const work: DemoWork = {
      at,
      tags,
      watchers: turn % 6 === 5 ? [agents[(turn + 1) % agents.length]!.key] : [],
    };
    if (contact.waiting) {
      if (waiting % 5 === 0) work.bounced = waiting % 10 === 0 ? 'no-such-address' : 'mailbox-full';
      waiting += 1;
    } else {
      if (unanswered % 9 === 2) work.priority = 'urgent';
      else if (unanswered % 5 === 1) work.priority = 'high';
      else if (unanswered % 11 === 7) work.priority = 'low';
      if (unanswered % 7 === 4) work.snoozedUntil = morningAfter(now, 1 + (turn % 5));
      if (unanswered % 12 === 3) contact.sender = 'denied';
      else if (unanswered % 10 === 6) contact.sender = 'unconfirmed';
      unanswered += 1;
    }
    if (turn % 4 === 1) {
      const words = todosOf[language];
      work.todo = { text: words[turn % words.length]!, dueOn: dayFrom(now, (turn % 5) - 1) };
    }
    if (turn % 4 === 2) {
      const called = agents.filter(({ key }) => key !== writer);
      const colleague =
        turn % 8 === 2 && writer !== agents[0]!.key ? agents[0]! : called[turn % called.length]!;
      const words = callsOf[language];
      const text = words[turn % words.length]!.replace('{name}', `@${colleague.name}`);
      contact.notes.push({ at, by: writer, text, mentions: [colleague.key] });
    }
    contact.work = work;
  }
}

function morningAfter(now: Date, days: number): Date {
  return new Date(fromLocal(toLocal(now.getTime()).day + days, 8 * 60));
}

function dayFrom(now: Date, days: number): string {
  return new Date((toLocal(now.getTime()).day + days) * 24 * 60 * minute).toISOString().slice(0, 10);
}
