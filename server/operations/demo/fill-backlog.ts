import { hourOf } from '../../register/figures/hour-of.ts';
import { type BacklogRow, recordPastBacklog } from '../../register/figures/record-past-backlog.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import type { DemoCorpus } from './corpus/corpus.ts';
import { fromLocal, toLocal } from './corpus/helsinki-time.ts';
import type { DemoHouse } from './demo-house.ts';

/** At the end of the day, as the hourly count would have found it last. */
const lastHour = 23 * 60;
type Standing = 'open' | 'waiting';

/**
 * What stood unanswered at the end of each day of the demo's past, by the lives its contacts lead. All else
 * in the figures the contacts count themselves as they happen. Done again it changes nothing.
 */
export async function fillBacklog(house: DemoHouse, corpus: DemoCorpus, now: Date): Promise<void> {
  const { declaration } = house.contacts.current();
  const languageOf = new Map(corpus.people.map(({ key, language }) => [key, language]));
  const moves: { at: number; group: string; standing: Standing; by: 1 | -1 }[] = [];
  for (const contact of corpus.contacts) {
    const language = languageOf.get(contact.personKey)!;
    const { key } = chooseMailbox(declaration, contact.mailbox, language);
    const group = `${declaration.mailboxes[key]!.queue}/${language}`;
    let standing: Standing | undefined;
    const move = (at: Date, to: Standing | undefined) => {
      if (standing === to) return;
      if (standing) moves.push({ at: at.getTime(), group, standing, by: -1 });
      if (to) moves.push({ at: at.getTime(), group, standing: to, by: 1 });
      standing = to;
    };
    for (const letter of contact.letters) move(letter.at, letter.from === 'staff' ? 'waiting' : 'open');
    if (contact.closedAt) move(contact.closedAt, undefined);
  }
  moves.sort((one, other) => one.at - other.at);
  const first = moves[0];
  if (first === undefined) return;

  const groups = [...new Set(moves.map(({ group }) => group))];
  const counts = new Map<string, number>();
  const rows: BacklogRow[] = [];
  let next = 0;
  const read = (hour: Date) => {
    for (; next < moves.length && moves[next]!.at < hour.getTime(); next += 1) {
      const { group, standing, by } = moves[next]!;
      counts.set(`${group}/${standing}`, (counts.get(`${group}/${standing}`) ?? 0) + by);
    }
    for (const group of groups) {
      const [queue = '', language = ''] = group.split('/');
      for (const status of ['open', 'waiting'] as const) {
        const contacts = counts.get(`${group}/${status}`) ?? 0;
        rows.push({ hour, queue, channel: 'email', language, status, contacts });
      }
    }
  };
  const today = toLocal(now.getTime()).day;
  for (let day = toLocal(first.at).day; day < today; day += 1) read(new Date(fromLocal(day, lastHour)));
  read(hourOf(now, declaration.register.timeZone));
  await recordPastBacklog(house.contacts.db, rows);
}
