import type { Id } from './base/new-id.ts';
import type { OrganiseDeps } from './register/contacts/organise-contact.ts';
import type { Access } from './safeguards/access/authorize.ts';

/** What the acts that share out work need besides the contacts themselves. */
export type Sharing = Pick<OrganiseDeps, 'mayWorkIn' | 'knownTags'>;

export function createSharing(deps: { access: Access; team: Pick<OrganiseDeps, 'knownTags'> }): Sharing {
  const { access, team } = deps;
  return {
    // A colleague can be given a contact when a task of theirs answers in its queue.
    async mayWorkIn(staffId: Id<'staff'>, queue: string): Promise<boolean> {
      const queues = await access.queuesFor({ kind: 'staff', staffId, sessionId: '' }, 'answer-contact');
      return queues.includes(queue);
    },
    knownTags: team.knownTags,
  };
}
