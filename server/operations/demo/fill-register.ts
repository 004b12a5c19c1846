import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';
import { createMailParser } from '../../channels/email/create-mail-parser.ts';
import { findByMessageIds } from '../../register/contacts/find-by-message-ids.ts';
import { readyMonths } from '../../register/contacts/search/index-text.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { DemoContact, DemoCorpus, DemoPerson } from './corpus/corpus.ts';
import type { DemoHouse } from './demo-house.ts';
import { fillContact, nameLetter } from './fill-contact.ts';
import { signInMember } from './make-staff.ts';

/** Contacts in the making at once: more only wait for the one thread and the one disk. */
const atOnce = 3;
/** The database may be away for a moment; then the demo goes on where it was. */
const mostTries = 8;
const betweenTries = 1_000;

export interface Filling {
  /** Contacts there and contacts in all. */
  progress(): { done: number; total: number };
  /** Resolves when all are there, or with the contacts in hand after `stop`. @throws what a contact failed with for good */
  readonly finished: Promise<'complete' | 'stopped'>;
  stop(): void;
}

/**
 * Lets every contact of the corpus happen that is not there yet, oldest first. Which are there, the
 * register itself says by the Message-IDs of their first letters: nothing else remembers a demo.
 */
export function fillRegister(house: DemoHouse, corpus: DemoCorpus, seed: number): Filling {
  let stopped = false;
  let done = 0;
  const people = new Map(corpus.people.map((person) => [person.key, person]));
  const total = corpus.contacts.length;

  async function fill(): Promise<'complete' | 'stopped'> {
    const missing = await findMissing(house, corpus, people, seed);
    done = total - missing.length;
    if (missing.length === 0) return 'complete';
    await readyMonths(house.contacts.db, missing.flatMap(momentsOf));
    const actors = new Map<string, StaffActor>();
    const parser = createMailParser({ workers: 1 });
    try {
      for (const member of corpus.staff) {
        if (writesToCustomers(member.role)) actors.set(member.key, await signInMember(house, member));
      }
      const actorOf = (key: string): StaffActor => {
        const actor = actors.get(key);
        if (actor === undefined) throw new Refusal('not-found', { what: 'demo-staff' });
        return actor;
      };
      const deps = { house, parser, seed, actorOf };
      const queue = missing.values();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          // One iterator for all: each takes the next.
          for (const { contact, person } of queue) {
            if (stopped) return;
            await persist(
              house,
              () => fillContact(deps, contact, person),
              () => stopped,
            ).catch((error: unknown) => {
              stopped = true;
              throw error;
            });
            done += 1;
          }
        }),
      );
      for (const actor of actors.values()) await house.staff.sessions.signOut(actor);
      return done === total ? 'complete' : 'stopped';
    } finally {
      await parser.close();
    }
  }

  return {
    progress: () => ({ done, total }),
    finished: fill(),
    stop: () => void (stopped = true),
  };
}

function momentsOf({ contact }: { contact: DemoContact }): Date[] {
  return [...contact.letters, ...contact.notes].map(({ at }) => at);
}

function writesToCustomers(role: string): boolean {
  return role === 'agent' || role === 'team-lead' || role === 'data-protection-officer';
}

async function findMissing(
  house: DemoHouse,
  corpus: DemoCorpus,
  people: ReadonlyMap<string, DemoPerson>,
  seed: number,
): Promise<{ contact: DemoContact; person: DemoPerson }[]> {
  const wanted = corpus.contacts.map((contact) => {
    const person = people.get(contact.personKey)!;
    return { contact, person, messageId: nameLetter(seed, contact, 0, person) };
  });
  const known = await findByMessageIds(
    house.contacts,
    wanted.map((each) => each.messageId),
  );
  return wanted.filter(({ messageId }) => !known.has(messageId));
}

/** Tries again what failed because something was away or in the way for a moment. */
async function persist<T>(house: DemoHouse, act: () => Promise<T>, given: () => boolean): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === mostTries || given()) throw error;
      house.log.warn(
        { error: describeError(error), attempt },
        'a contact of the demo could not be made; it is tried again',
      );
      await new Promise((resolve) => setTimeout(resolve, betweenTries).unref());
    }
  }
}
