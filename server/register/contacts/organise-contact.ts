import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { changeContact } from './change-contact.ts';
import type { ContactsDeps } from './contacts.ts';
import type { Priority } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';

export interface Arrangement {
  readonly version: number;
  readonly priority?: Priority | undefined;
  readonly addTags?: readonly Id<'tag'>[] | undefined;
  readonly removeTags?: readonly Id<'tag'>[] | undefined;
  /** Where the contact goes: any queue of the declaration, also one that the actor's tasks do not reach. */
  readonly queue?: string | undefined;
}

export const mostTags = 20;

export interface OrganiseDeps extends ContactsDeps {
  mayWorkIn(staffId: Id<'staff'>, queue: string): Promise<boolean>;
  /** Which of these tags exist and are in use. */
  knownTags(tags: readonly Id<'tag'>[]): Promise<readonly Id<'tag'>[]>;
}

/**
 * Priority, tags and queue of a contact. Whoever has it and may not work in the new queue loses it.
 * @throws Refusal 'invalid-input' for a tag or queue that is not there, or too many tags; and those of `changeContact`
 */
export async function organiseContact(
  deps: OrganiseDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: Arrangement,
) {
  const { queue } = input;
  if (queue !== undefined && !Object.hasOwn(deps.current().declaration.queues, queue))
    throw new Refusal('invalid-input', { field: 'queue' });
  const adding = [...new Set(input.addTags ?? [])];
  if ((await deps.knownTags(adding)).length !== adding.length)
    throw new Refusal('invalid-input', { field: 'addTags' });
  const details = {
    change: queue === undefined ? (input.priority === undefined ? 'tagged' : 'prioritised') : 'moved',
    ...(queue === undefined ? {} : { queue }),
    ...(input.priority === undefined ? {} : { after: input.priority }),
  };
  return changeContact(
    deps,
    actor,
    { act: 'assign-contact', contactId, version: input.version, categories: [], details },
    async (tx, row) => {
      const removing = new Set(input.removeTags ?? []);
      const tags = [...new Set([...row.tags, ...adding])].filter((tag) => !removing.has(tag));
      if (tags.length > mostTags) throw new Refusal('invalid-input', { field: 'addTags', most: mostTags });
      const priority = input.priority ?? row.priority;
      const target = queue ?? row.queue;
      const same = tags.length === row.tags.length && tags.every((tag) => row.tags.includes(tag));
      if (same && priority === row.priority && target === row.queue) return undefined;
      if (target !== row.queue)
        await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: target });
      const keeps =
        row.assignee_id === null || target === row.queue || (await deps.mayWorkIn(row.assignee_id, target));
      return {
        ...row,
        tags,
        priority,
        queue: target,
        assignee_id: keeps ? row.assignee_id : null,
        ...dueMoments(deps, { ...row, priority, queue: target }),
      };
    },
  );
}
