import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { beginRecording } from '../../server/register/recordings/begin-recording.ts';
import type { Id } from '../../server/base/new-id.ts';
import { eventsOf } from '../calls/make-call.ts';
import type { FurnishedHouse } from './furnish-house.ts';
import type { Screen } from './screen.ts';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const told = { kind: 'attested', by: 'sbc-1' } as const;

async function staffIdOf({ house }: FurnishedHouse, userName: string): Promise<Id<'staff'>> {
  for (const { staffId } of await house.staff.directory.names())
    if ((await house.staff.directory.profileOf(staffId))?.userName === userName) return staffId;
  throw new Error(`nobody is called ${userName}`);
}

/** Missed, gone on with a colleague, answered and not wrapped up: once a house. @returns the contact of the last */
async function furnishCalls(the: FurnishedHouse): Promise<string> {
  const { contacts, storage } = the.house;
  const [there] = await storage.db.query<{ contact_id: string }>(
    `SELECT contact_id FROM register.contact_call WHERE outcome = 'answered' AND began_at > now() - interval '1 day' LIMIT 1`,
  );
  if (there) return there.contact_id;
  const agent = await staffIdOf(the, the.as('agent', 'en').userName);
  const lead = await staffIdOf(the, the.as('team-lead', 'en').userName);
  const [missed, , missedEnd] = eventsOf({ at: minutesAgo(40), number: '+358505550101' });
  for (const event of [missed, missedEnd]) await receiveCall(contacts, event);
  const going = eventsOf({ at: minutesAgo(3), number: '+358505550102', staffId: lead });
  const { callId } = (await receiveCall(contacts, going[1]))!;
  await beginRecording(contacts, callId, { at: minutesAgo(3), announcement: told });
  const done = eventsOf({ at: minutesAgo(30), number: '+358505550103', staffId: agent, seconds: 192 });
  const { callId: over, contactId } = (await receiveCall(contacts, done[1]))!;
  await beginRecording(contacts, over, { at: minutesAgo(30), announcement: { kind: 'not-told' } });
  await receiveCall(contacts, done[2]);
  return contactId;
}

/** Calls, as they stand in the log, in a contact, in the view of who leads, and on the screen when they ring. */
export const callScreens: readonly Screen[] = [
  {
    name: 'calls',
    as: 'agent',
    path: '/console/calls',
    shows: '.call-row button',
    async act(page, the) {
      await furnishCalls(the);
      await page.reload();
    },
  },
  {
    name: 'calls-live',
    as: 'team-lead',
    path: '/console/calls/live',
    shows: '.live-figures',
    async act(page, the) {
      await furnishCalls(the);
      await page.reload();
      await page.locator('tbody tr').first().waitFor();
    },
  },
  {
    name: 'contact-call',
    as: 'agent',
    path: '/console/calls',
    shows: '.wrap-up',
    async act(page, the) {
      await page.goto(`/console/inbox/${await furnishCalls(the)}`);
    },
  },
  {
    name: 'staff-telephone',
    as: 'administrator',
    path: '/console/staff',
    shows: '.member form',
    async act(page) {
      await page.locator('.member-acts button[aria-haspopup]').first().click();
      await page.getByRole('menuitem').first().click();
    },
  },
  // The last of the agent's: from then on it rings on all.
  {
    name: 'call-rings',
    as: 'agent',
    path: '/console/inbox',
    shows: '.call-pop',
    async act(_page, the) {
      const { contacts } = the.house;
      const [rings] = eventsOf({ at: new Date(), number: '+358505550104', externalId: 'rings' });
      await receiveCall(contacts, rings);
      const [hidden] = eventsOf({ at: new Date(), hidden: 'withheld', externalId: 'hidden' });
      await receiveCall(contacts, hidden);
    },
  },
];
