import type { Id } from '../../server/base/new-id.ts';
import { makeColleague } from '../support/sign-in.ts';
import { changeRegister } from './change-register.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { type Desk, openDesk } from './one-customer.ts';
import { openAsOwner } from './probes/plant.ts';
import { type Ask, signInAgain } from './visit.ts';

export interface RecordingHouse {
  readonly desk: Desk;
  readonly clock: MovableClock;
  readonly leadId: Id<'staff'>;
  readonly officerId: Id<'staff'>;
  /** A session of the hour that it is by the clock, which outruns any other. */
  agent(): Promise<Ask>;
  lead(): Promise<Ask>;
  officer(): Promise<Ask>;
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  holdsKey(unit: string): Promise<boolean>;
  blobs(): Promise<number>;
  sweep(): Promise<Readonly<Record<string, number>>>;
}

/** A house whose contacts outlive their recordings, with who answers, who leads and who sees to data protection. */
export async function openRecordingHouse(start: string): Promise<RecordingHouse> {
  const clock = movableClock(start);
  const desk = await openDesk({ clock });
  const { the, administrator } = desk;
  await the.house.publish(
    changeRegister((register) => void (register.periods['contact']!.months = 48)),
    null,
  );
  const colleague = (userName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName: 'Liisa Laine', tasks });
  const lead = await colleague('liisa.laine', ['lead-team']);
  const officer = await colleague('paula.palo', ['handle-data-protection']);
  // The months to come are more than a task is given for at once.
  const byHand = openAsOwner(the);
  await byHand.query(
    "UPDATE staff.task_grant SET until = until + 400 WHERE task IN ('answer-customers', 'lead-team', 'handle-data-protection')",
  );
  await byHand.end();
  const sessions = new Map<string, Promise<Ask>>();
  const as = (userName: string): Promise<Ask> => {
    const key = `${userName} ${clock.now().toISOString().slice(0, 13)}`;
    const ask = sessions.get(key) ?? signInAgain(the.app, userName);
    sessions.set(key, ask);
    return ask;
  };
  const owner = the.house.storage.db;
  return {
    desk,
    clock,
    leadId: lead.staffId,
    officerId: officer.staffId,
    agent: () => as('eero.virtanen'),
    lead: () => as('liisa.laine'),
    officer: () => as('paula.palo'),
    sql: (text, values = []) => owner.query(text, values),
    holdsKey: async (unit) => (await owner.query('SELECT 1 FROM ring.read_keys($1)', [[unit]])).length === 1,
    blobs: async () => (await Array.fromAsync(the.house.contacts.blobs.list())).length,
    sweep: async () => (await the.house.sweep()).units,
  };
}

export const audio = (recordingId: string) => `/api/console/recordings/${recordingId}/audio`;
