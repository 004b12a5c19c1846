import { Refusal } from '../../base/errors.ts';
import { type Id, isId } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import {
  addBusinessMinutes,
  type BusinessHours,
  businessMinutesBetween,
  createBusinessHours,
  isOpenAt,
  nextOpening,
} from './business-hours.ts';
import { standardAcknowledgement } from './acknowledgement-text.ts';
import { checkEntry } from './check-entry.ts';
import { closedDays } from './holidays.ts';
import { createOwnStore, type OwnStore } from './own-settings.ts';
import type { TeamDeps } from './team-deps.ts';
import { pickAssignee } from './pick-assignee.ts';
import { createRules, type Rules } from './rules/create-rules.ts';
import {
  deleteEntry,
  deleteOwn,
  insertEntry,
  lockEntries,
  readAway,
  readEntries,
  updateEntry,
} from './team-store.ts';
import {
  defaultQueueSettings,
  type Entry,
  type EntryBodies,
  type EntryKind,
  mostEntries,
  type Priority,
  type QueueSettings,
  type Tag,
  type Targets,
} from './team-settings.ts';

export interface Team {
  readonly own: OwnStore;
  readonly rules: Rules;
  /** Reads all anew; other processes do it within a second of a change. Once before anything is asked. */
  refresh(): Promise<void>;
  entries<Kind extends EntryKind>(kind: Kind): readonly Entry<Kind>[];
  /** What is set for the queue, or what holds where nothing is; version 0 then. */
  queueSettings(queue: string): { readonly settings: QueueSettings; readonly version: number };
  /**
   * @param version of what was changed; null for a new one
   * @throws Refusal as `authorize` (act 'manage-settings'), 'changed-meanwhile', 'limit-reached', 'value-taken',
   *   'personal-data-refused', 'invalid-input'
   */
  save<Kind extends EntryKind>(
    actor: StaffActor,
    kind: Kind,
    key: string,
    body: EntryBodies[Kind],
    version: number | null,
  ): Promise<number>;
  /** @throws Refusal as `authorize`, 'not-found', 'still-used' (a tag that stands on a contact) */
  remove(actor: StaffActor, kind: EntryKind, key: string): Promise<void>;
  /** Of these tags, those there are and that are offered. */
  knownTags(tags: readonly Id<'tag'>[]): Promise<readonly Id<'tag'>[]>;
  /** Undefined once it is removed. */
  cannedReply(reply: Id<'canned'>): EntryBodies['canned'] | undefined;
  /** Who of the staff is away. */
  away(): Promise<Id<'staff'>[]>;
  targetsOf(queue: string, priority: Priority): Targets;
  /** By when the queue's target wants an answer; null when it has none or nobody waits. */
  answerDueAt(queue: string, priority: Priority, waitingSince: Date | null): Date | null;
  /** By when the queue's target wants it done; null when it has none or nothing is to be done. */
  doneDueAt(queue: string, priority: Priority, underwaySince: Date | null): Date | null;
  /** Minutes of the queue's business hours between two moments; undefined when it has none. */
  businessMinutes(queue: string, from: Date, to: Date): number | undefined;
  /** When the queue opens next; undefined when it is open now, or has no hours, or never opens. */
  opensAt(queue: string, after: Date): Date | undefined;
  /** Of the queues that have opening hours: whether each is open at the moment. */
  openAt(moment: Date): ReadonlyMap<string, boolean>;
  /** Whose turn it is by the queue's rule; null leaves it to the team. Last in its transaction: others wait for it. */
  pickAssignee(tx: Tx, queue: string, language: Language | null): Promise<Id<'staff'> | null>;
  /**
   * What stands below an answer: the name line of who wrote it, and the mailbox's words in the language or, where
   * nobody has written any, its declared name. Lines by `\n`.
   */
  signatureFor(mailbox: string, language: Language, staffId: Id<'staff'>): Promise<string>;
  /** What is told at once to whoever writes to the mailbox; null: nothing, which is what holds until it is switched on. */
  acknowledgementFor(mailbox: string, language: Language): string | null;
  /** With the unit of a member of staff goes all they set for themselves. */
  forgetStaff(tx: Tx, staff: readonly Id<'staff'>[]): Promise<void>;
}

interface State {
  readonly entries: readonly Entry[];
  readonly queues: ReadonlyMap<string, Entry<'queue'>>;
  readonly hours: ReadonlyMap<string, BusinessHours>;
}

const empty: State = { entries: [], queues: new Map(), hours: new Map() };

export function createTeam(deps: TeamDeps): Team {
  const { db, access, vault, clock, live } = deps;
  const own = createOwnStore(deps);
  let state = empty;
  let reading: Promise<void> | undefined;
  let again = false;

  async function read(): Promise<void> {
    const entries = await readEntries(db);
    const queues = new Map(
      entries.filter((entry) => entry.kind === 'queue').map((entry) => [entry.key, entry as Entry<'queue'>]),
    );
    const { timeZone } = deps.current().declaration.register;
    const year = clock.now().getUTCFullYear();
    const hours = new Map<string, BusinessHours>();
    for (const [queue, { body }] of queues) {
      // Twice as far as anything is due, so that a process that runs over New Year knows its holidays.
      const closed = await closedDays(body.holidays, year - 1, year + 3);
      hours.set(
        queue,
        createBusinessHours(body, timeZone, (day) => closed.has(day)),
      );
    }
    await rules.refresh(db);
    state = { entries, queues, hours };
  }

  /** One reading at a time; a change that comes while one is under way is read after it. */
  function refresh(): Promise<void> {
    if (reading) {
      again = true;
      return reading;
    }
    reading = (async () => {
      try {
        do {
          again = false;
          await read();
        } while (again);
      } finally {
        reading = undefined;
      }
    })();
    return reading;
  }

  live.subscribe((event) => {
    if (event.kind === 'settings-changed' || event.kind === 'register-published')
      void refresh().catch(() => undefined);
  });

  function queueSettings(queue: string) {
    const set = state.queues.get(queue);
    const { mainCountry } = deps.current().declaration.processing;
    return { settings: set?.body ?? defaultQueueSettings(mainCountry), version: set?.version ?? 0 };
  }

  const isOffered = (tag: Id<'tag'>) =>
    state.entries.some(({ kind, key, body }) => kind === 'tag' && key === tag && !(body as Tag).archived);
  const openAt = (moment: Date) =>
    new Map([...state.hours].map(([queue, hours]) => [queue, isOpenAt(hours, moment)]));
  const cannedReply = (reply: Id<'canned'>) =>
    state.entries.find((each): each is Entry<'canned'> => each.kind === 'canned' && each.key === reply)?.body;
  const rules = createRules({ ...deps, hasTag: isOffered, cannedReply, openAt, changed: refresh });

  function dueAfter(queue: string, minutes: number | null, since: Date): Date | null {
    const hours = state.hours.get(queue);
    return minutes === null || hours === undefined ? null : addBusinessMinutes(hours, since, minutes);
  }

  /** Leave, lock, log line, rows and event in one transaction; this process knows at once. */
  async function administer(
    actor: StaffActor,
    kind: EntryKind,
    key: string,
    change: string,
    work: (tx: Tx, entries: readonly Entry[]) => void | Promise<void>,
  ): Promise<void> {
    const grant = await access.authorize(actor, { act: 'manage-settings', units: [] });
    const which =
      kind === 'queue'
        ? { queue: key }
        : isId(key)
          ? { item: key }
          : // A mailbox, or what a sheet comes with.
            { field: key };
    await db.transaction(async (tx) => {
      const entries = await lockEntries(tx);
      await work(tx, entries);
      await vault.change(tx, grant, 'administer', { details: { change, setting: kind, ...which } });
      await live.announce(tx, { kind: 'settings-changed', contactId: null, queue: null });
    });
    await refresh();
  }

  return {
    own,
    rules,
    refresh,
    entries: <Kind extends EntryKind>(kind: Kind) =>
      state.entries.filter((entry): entry is Entry<Kind> => entry.kind === kind),
    queueSettings,

    async save(actor, kind, key, body, version) {
      await administer(actor, kind, key, 'saved', (tx, entries) => {
        const there = entries.find((entry) => entry.kind === kind && entry.key === key);
        if ((there?.version ?? null) !== version)
          throw new Refusal('changed-meanwhile', { version: there?.version ?? 0 });
        if (!there && entries.filter((entry) => entry.kind === kind).length >= mostEntries[kind])
          throw new Refusal('limit-reached', { most: mostEntries[kind] });
        checkEntry(kind, key, body, entries, deps.current().declaration);
        (there ? updateEntry : insertEntry)(tx, { kind, key, body }, clock.now());
      });
      return (version ?? 0) + 1;
    },

    remove: (actor, kind, key) =>
      administer(actor, kind, key, 'removed', async (tx, entries) => {
        if (!entries.some((entry) => entry.kind === kind && entry.key === key))
          throw new Refusal('not-found', { what: kind });
        if (kind === 'tag' && (await deps.contacts.usesTag(tx, key))) throw new Refusal('still-used');
        deleteEntry(tx, kind, key);
      }),

    knownTags: async (tags) => tags.filter(isOffered),
    away: () => readAway(db),
    targetsOf: (queue, priority) => queueSettings(queue).settings.targets[priority],
    answerDueAt: (queue, priority, waitingSince) =>
      waitingSince === null
        ? null
        : dueAfter(queue, queueSettings(queue).settings.targets[priority].firstAnswer, waitingSince),
    doneDueAt: (queue, priority, underwaySince) =>
      underwaySince === null
        ? null
        : dueAfter(queue, queueSettings(queue).settings.targets[priority].resolution, underwaySince),
    businessMinutes(queue, from, to) {
      const hours = state.hours.get(queue);
      return hours && businessMinutesBetween(hours, from, to);
    },

    openAt,
    opensAt(queue, after) {
      const hours = state.hours.get(queue);
      return hours === undefined || isOpenAt(hours, after) ? undefined : nextOpening(hours, after);
    },
    cannedReply,

    async pickAssignee(tx, queue, language) {
      const { assignment } = queueSettings(queue).settings;
      const hours = state.hours.get(queue);
      const now = clock.now();
      if (assignment.inHoursOnly && hours !== undefined && !isOpenAt(hours, now)) return null;
      const { declaration } = deps.current();
      return pickAssignee(tx, deps.contacts, { declaration, queue, language, assignment, now });
    },

    async signatureFor(mailbox, language, staffId) {
      const nameLine = (await own.nameLineOf(staffId)) || (await deps.nameOf(staffId)) || '';
      const entry = state.entries.find((each) => each.kind === 'signature' && each.key === mailbox);
      const words = (entry as Entry<'signature'> | undefined)?.body;
      return [
        nameLine,
        words?.[language] || (deps.current().declaration.mailboxes[mailbox]?.name[language] ?? ''),
      ]
        .map((part) => part.trim())
        .filter(Boolean)
        .join('\n');
    },

    acknowledgementFor(mailbox, language) {
      const entry = state.entries.find((each) => each.kind === 'acknowledgement' && each.key === mailbox);
      const { on = false, text = {} } = (entry as Entry<'acknowledgement'> | undefined)?.body ?? {};
      return on ? text[language]?.trim() || standardAcknowledgement[language] : null;
    },

    forgetStaff: deleteOwn,
  };
}
