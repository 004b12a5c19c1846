import { type Id, newId } from '../../server/base/new-id.ts';
import type { NewLogEntry } from '../../server/safeguards/access-log/log-entry.ts';

/** A line as a reading of one contact makes it. */
export function makeEntry(parts: Partial<NewLogEntry> = {}): NewLogEntry {
  return {
    action: 'view',
    actorKind: 'staff',
    actor: '01900000-0000-7000-8000-0000000000aa',
    act: 'open-contact',
    task: 'answering',
    purposes: ['customer-service'],
    categories: ['name', 'message'],
    units: [newId()] as Id[],
    subjects: ['5f0c7f2e-1111-4222-8333-444455556666'],
    reason: null,
    refusal: null,
    declarationVersion: 1,
    details: { opened: 1 },
    ...parts,
  };
}

/** What a promise was rejected with; fails when it was kept. */
export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}
