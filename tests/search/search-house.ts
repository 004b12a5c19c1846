import type { SearchAnswer } from '../../contract/console/search.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface SearchHouse {
  readonly the: TestHouse;
  readonly administrator: Person;
  readonly agent: Person;
  find(person: Person, text: string, more?: Record<string, unknown>): Promise<SearchAnswer>;
  /** Ids of the contacts found, in order. */
  ids(person: Person, text: string, more?: Record<string, unknown>): Promise<string[]>;
}

async function find(person: Person, text: string, more: Record<string, unknown> = {}) {
  const { status, body } = await person.ask<SearchAnswer>('POST', '/api/console/contacts/search', {
    text,
    ...more,
  });
  if (status !== 200) throw new Error(`searching gave ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function openSearchHouse(): Promise<SearchHouse> {
  const the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  const agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  return {
    the,
    administrator,
    agent,
    find,
    ids: async (person, text, more) =>
      (await find(person, text, more)).contacts.map((each) => each.contactId),
  };
}
