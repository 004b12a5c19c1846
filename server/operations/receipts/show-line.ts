import { createHmac } from 'node:crypto';
import type { Id } from '../../base/new-id.ts';
import type { ProvenLine, WrittenEntry } from '../../safeguards/access-log/tree/prove-lines.ts';

/** A line as the person it is about is shown it: what was done, when, for what, and by whom without a name. */
export interface ShownLine {
  readonly at: string;
  readonly action: string;
  readonly act: string;
  readonly task: string | null;
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly reason: string | null;
  readonly refusal: string | null;
  readonly by: WrittenEntry['actorKind'] | 'self';
  /** Of a member of staff or an auditor: the same for one reader in every receipt of this person, and in nobody else's. */
  readonly reader: string | null;
  /** Which of the person's own units; of a member's own acts only how many. */
  readonly units: readonly Id[] | number;
}

// Without what is misread: no I, L, O, U.
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code for a reader that is stable for one person only: one for all would unmask whoever signs a reply
 * (CJEU C-579/21: dates and purposes, and not who the employees are).
 * @param key 32 bytes, for this use alone
 */
export function readerCode(key: Buffer, personId: string, reader: string): string {
  const digest = createHmac('sha256', key).update(`${personId}\n${reader}`).digest();
  const code = [...digest.subarray(0, 8)].map((byte) => signs[byte % 32]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export interface Viewer {
  /** Whose receipt it is: the person, or the member of staff. */
  readonly id: string;
  readonly key: Buffer;
  readonly units: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
  /** A member of staff is shown their own acts: of the customers' units only how many. */
  readonly isStaff: boolean;
}

const whollyTheirs = new Set<string>(['system', 'person', 'nobody']);

/**
 * What stands in a receipt for a line. The line itself is in it where it names nobody but them; of a line that names a
 * colleague's id or other people it is the hash, which tells nothing: every line holds a random id that is not given.
 */
export function showLine(viewer: Viewer, line: ProvenLine): Readonly<Record<string, unknown>> {
  const { place, entry, path } = line;
  const own = entry && !viewer.isStaff && isWhollyTheirs(viewer, entry);
  return {
    place,
    ...(own ? { leaf: line.leaf.toString('base64') } : { hash: line.hash.toString('base64') }),
    path,
    shown: entry ? show(viewer, entry) : null,
  };
}

function isWhollyTheirs({ units, subjects }: Viewer, entry: WrittenEntry): boolean {
  return (
    whollyTheirs.has(entry.actorKind) &&
    (entry.actorKind !== 'person' || entry.actor === 'erased' || subjects.has(entry.actor)) &&
    entry.units.every((unit) => units.has(unit)) &&
    entry.subjects.every((subject) => subjects.has(subject)) &&
    Object.values(entry.details).every(
      (detail) => typeof detail !== 'string' || !/^[0-9a-f]{8}-/.test(detail),
    )
  );
}

function show(viewer: Viewer, entry: WrittenEntry): ShownLine {
  const { at, action, act, task, purposes, categories, reason, refusal, actorKind, actor } = entry;
  const isSelf = viewer.isStaff ? actor === viewer.id : actorKind === 'person' && viewer.subjects.has(actor);
  const isNamed = actorKind === 'staff' || actorKind === 'inspector';
  return {
    at,
    action,
    act,
    task,
    purposes,
    categories,
    reason,
    refusal,
    by: isSelf ? 'self' : actorKind,
    reader: isNamed && !isSelf ? readerCode(viewer.key, viewer.id, actor) : null,
    units:
      viewer.isStaff && isSelf ? entry.units.length : entry.units.filter((unit) => viewer.units.has(unit)),
  };
}
