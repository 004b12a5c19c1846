import type { ContactCard } from '../../../contract/console/contacts.ts';
import type { CallInput } from '../api/call.ts';

export type Change = CallInput<'changeMany'>['body']['change'];
type Versioned = CallInput<'changeMany'>['body']['contacts'][number];

/** A contact that was changed, as it was before, and the version it has now. */
export interface Changed {
  readonly before: ContactCard;
  readonly version: number;
}

/** Changes that several contacts need to be as they were, one after another. */
export interface UndoStep {
  readonly changes: readonly Change[];
  readonly contacts: readonly Versioned[];
}

/** What makes one contact what it was; none where the act left it as it is, or cannot be taken back. */
function undoOf(before: ContactCard, change: Change, reached: ReadonlySet<string>): readonly Change[] {
  switch (change.kind) {
    case 'assign':
      return before.assigneeId === change.assigneeId
        ? []
        : [{ kind: 'assign', assigneeId: before.assigneeId }];
    // The server knows how these stood.
    case 'close':
    case 'snooze':
      return before.status === 'closed' ? [] : [{ kind: 'undo' }];
    case 'await':
      return (before.status === 'waiting') === change.waiting ? [] : [{ kind: 'undo' }];
    case 'reopen':
      if (before.status === 'closed') return [{ kind: 'close' }];
      return before.status === 'snoozed' && before.snoozedUntil !== null
        ? [{ kind: 'snooze', until: before.snoozedUntil }]
        : [];
    case 'organise': {
      const { priority, queue, addTags = [], removeTags = [] } = change;
      const added = addTags.filter((tag) => !before.tags.includes(tag));
      const removed = removeTags.filter((tag) => before.tags.includes(tag));
      // Out of the queues one works in there is no way back for oneself.
      const moved = queue !== undefined && queue !== before.queue;
      if (moved && !reached.has(queue)) return [];
      const back = {
        ...(priority !== undefined && priority !== before.priority ? { priority: before.priority } : {}),
        ...(moved ? { queue: before.queue } : {}),
        ...(added.length > 0 ? { removeTags: added } : {}),
        ...(removed.length > 0 ? { addTags: removed } : {}),
      };
      if (Object.keys(back).length === 0) return [];
      return [
        { kind: 'organise', ...back },
        // Whoever may not work in the other queue had lost it.
        ...(moved && before.assigneeId !== null
          ? [{ kind: 'assign' as const, assigneeId: before.assigneeId }]
          : []),
      ];
    }
    // Opening is the only way to have read it; and nobody takes back that they took something back.
    case 'unread':
    case 'undo':
      return [];
  }
}

/**
 * How an act on many is taken back: contacts that stood alike go together.
 * @param reached the queues one's own tasks reach
 */
export function planUndo(
  changed: readonly Changed[],
  change: Change,
  reached: ReadonlySet<string>,
): readonly UndoStep[] {
  const steps = new Map<string, { changes: readonly Change[]; contacts: Versioned[] }>();
  for (const { before, version } of changed) {
    const changes = undoOf(before, change, reached);
    if (changes.length === 0) continue;
    const like = JSON.stringify(changes);
    const step = steps.get(like) ?? { changes, contacts: [] };
    step.contacts.push({ contactId: before.contactId, version });
    steps.set(like, step);
  }
  return [...steps.values()];
}
