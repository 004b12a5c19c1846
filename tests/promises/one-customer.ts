import { handInMail, type HandedIn } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface Customer {
  readonly contactId: string;
  readonly personId: string;
}

/** A customer who has written one mail, as an agent finds them. */
export async function welcome(the: TestHouse, mail: HandedIn = {}): Promise<Customer> {
  const contactId = (await handInMail(the.house, mail))!;
  const [row] = await the.house.storage.db.query<{ person_id: string }>(
    'SELECT person_id FROM register.contact WHERE id = $1',
    [contactId],
  );
  return { contactId, personId: row!.person_id };
}

export interface Desk {
  readonly the: TestHouse;
  readonly administrator: Person;
  readonly agent: Person;
}

/** A house with an administrator and an agent who answers customers. */
export async function openDesk(options: Parameters<typeof startHouse>[0] = {}): Promise<Desk> {
  const the = await startHouse(options);
  const administrator = await makeAdministrator(the.house, the.app);
  const agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  return { the, administrator, agent };
}

export interface FieldAnswer {
  readonly fieldId: string;
  readonly category: string;
  readonly value: string | null;
  readonly source: string;
  readonly reason: string | null;
  readonly purposes: readonly string[];
  readonly declarationVersion: number;
}

export interface PersonAnswer {
  readonly version: number;
  readonly provisional: boolean;
  readonly fields: readonly FieldAnswer[];
  readonly contacts: readonly { readonly contactId: string }[];
  readonly mayCollect: readonly { readonly category: string; readonly needsReason: boolean }[];
}

/** Asks a field of a customer, as the form does: with the version just read. */
export async function collect(
  agent: Person,
  personId: string,
  field: { category: string; value: string; channel?: string; reason?: string; fieldId?: string },
): Promise<{ status: number; body: { code?: string; fieldId?: string; details?: Record<string, unknown> } }> {
  const { body: person } = await agent.ask<PersonAnswer>('GET', `/api/console/people/${personId}`);
  return agent.ask('POST', `/api/console/people/${personId}/fields`, {
    fieldId: crypto.randomUUID(),
    version: person.version,
    channel: 'email',
    ...field,
  });
}

/** The values stored of a person, by category; a count is all that a test may learn of what is sealed. */
export async function countFields(the: TestHouse, personId: string): Promise<Record<string, number>> {
  const rows = await the.house.storage.db.query<{ category: string; count: number }>(
    'SELECT category, count(*) AS count FROM register.person_field WHERE person_id = $1 GROUP BY category',
    [personId],
  );
  return Object.fromEntries(rows.map((row) => [row.category, row.count]));
}
