import type { Id } from '../../server/base/new-id.ts';
import type { House } from '../../server/compose.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface MergingHouse {
  readonly the: TestHouse;
  /** Serves customers: may merge contacts, not people. */
  readonly agent: Person;
  /** May merge people too. */
  readonly lead: Person;
  /** Reaches the queue of data protection as well. */
  readonly officer: Person;
}

export async function startMergingHouse(settings: Record<string, string> = {}): Promise<MergingHouse> {
  const the = await startHouse({ settings });
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: readonly string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  return {
    the,
    agent: await make('anna.aalto', 'Anna Aalto', ['answer-customers']),
    lead: await make('liisa.laine', 'Liisa Laine', ['lead-team']),
    officer: await make('paula.palo', 'Paula Palo', ['handle-data-protection', 'reveal-identity-codes']),
  };
}

export interface Opened {
  readonly contactId: Id<'contact'>;
  readonly number: string;
  readonly version: number;
  readonly subject: string;
  readonly status: string;
  readonly waitingSince: string | null;
  readonly answerDueAt: string | null;
  readonly messages: readonly {
    readonly messageId: Id<'message'>;
    readonly at: string;
    readonly text: string;
    readonly files: readonly { readonly fileId: string; readonly name: string }[];
    readonly maskedCodes: readonly { readonly maskId: string; readonly mark: string }[];
  }[];
  readonly notes: readonly { readonly noteId: Id<'note'>; readonly text: string }[];
  readonly person: {
    readonly personId: Id<'person'>;
    readonly name: string | null;
    readonly contacts: number;
  };
  readonly events: readonly {
    readonly kind: string;
    readonly otherId: string | null;
    readonly otherNumber: string | null;
  }[];
  readonly kept: { readonly deleteAfter: string };
}

export async function open(who: Person, contactId: string): Promise<Opened> {
  const { status, body } = await who.ask<Opened>(
    'GET',
    `/api/console/contacts/${contactId}?reason=earlier-matter`,
  );
  if (status !== 200) throw new Error(`opening gave ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function merge(
  who: Person,
  into: string,
  others: readonly string[],
  personId?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const version = async (id: string) => (await open(who, id)).version;
  return who.ask('POST', `/api/console/contacts/${into}/merge`, {
    version: await version(into),
    others: await Promise.all(others.map(async (id) => ({ contactId: id, version: await version(id) }))),
    ...(personId === undefined ? {} : { personId }),
  });
}

/** The log pseudonym that stands for a unit's person. */
export async function subjectOf(house: House, unit: Id): Promise<string> {
  const { access, vault, db } = house.contacts;
  const grant = access.systemGrant('reseal', { units: [unit], categories: [] });
  return db.transaction(async (tx) => (await vault.change(tx, grant, 'view')).subjectOf(unit));
}
