import type { OwnDraft } from '../../../contract/console/contacts.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { hasCode } from '../api/problem.ts';

export type DraftKind = 'reply' | 'note';
export type DraftFile = OwnDraft['files'][number];

export interface Draft {
  /** Made with the draft and kept by what it becomes, so that sending twice is sending once. */
  readonly id: string;
  /** As the server has it; 0: it has none. */
  readonly version: number;
  readonly text: string;
  /** Null: as the house fills it in. */
  readonly to: readonly string[] | null;
  readonly cc: readonly string[];
  readonly subject: string | null;
  readonly quote: boolean;
  /** Of what the house adds; null: the contact's. */
  readonly language: OwnDraft['language'];
  readonly mentions: readonly string[];
  readonly files: readonly DraftFile[];
  readonly state: 'empty' | 'saved' | 'unsaved' | 'saving' | 'failed';
  /** What another window of one's own had written here, which this one's text has taken the place of. */
  readonly other: string | null;
  /** The text came from another window just now. */
  readonly taken: boolean;
}

/** What a change of a draft may say anew. */
export type DraftPart = Partial<Omit<Draft, 'id' | 'version' | 'state' | 'taken'>>;

export interface DraftKeeper {
  read(contactId: string, kind: DraftKind, held: readonly OwnDraft[]): Draft;
  /** The server's drafts as a fresh reading has them. @param sent ids of what has been sent or noted there */
  meet(contactId: string, held: readonly OwnDraft[], sent: ReadonlySet<string>): void;
  change(contactId: string, kind: DraftKind, part: DraftPart): void;
  clear(contactId: string, kind: DraftKind): void;
  discard(contactId: string, kind: DraftKind): void;
  /** Saved, whatever was going on; for what needs the draft to be there. @returns it as it is then */
  settle(contactId: string, kind: DraftKind): Promise<Draft>;
  flush(leaving: boolean): void;
  hasUnsaved(): boolean;
  subscribe(listener: () => void): () => void;
}

/** How long after the last change a draft is saved, in milliseconds. */
const pause = 2_000;
const quoteKey = 'haltija-quote';

function emptyDraft(): Draft {
  return {
    id: newUuid(),
    version: 0,
    text: '',
    to: null,
    cc: [],
    subject: null,
    quote: localStorage.getItem(quoteKey) !== 'no',
    language: null,
    mentions: [],
    files: [],
    state: 'empty',
    other: null,
    taken: false,
  };
}

const isEmpty = (draft: Draft) => draft.text.trim() === '' && draft.files.length === 0;

function fromServer(held: OwnDraft): Draft {
  const { draftId, kind: _kind, savedAt: _savedAt, ...rest } = held;
  return { ...rest, id: draftId, state: 'saved', other: null, taken: false };
}

/** Drafts in memory and their way to the server: one saving at a time each, the newest state always last. */
export function createDraftKeeper(): DraftKeeper {
  const drafts = new Map<string, Draft>();
  const timers = new Map<string, number>();
  const saving = new Map<string, Promise<void>>();
  const listeners = new Set<() => void>();
  const keyOf = (contactId: string, kind: DraftKind) => `${contactId}/${kind}`;

  function put(key: string, draft: Draft): void {
    drafts.set(key, draft);
    for (const listener of listeners) listener();
  }

  function patch(key: string, id: string, part: Partial<Draft>): void {
    const now = drafts.get(key);
    // Another draft may have taken its place meanwhile.
    if (now?.id === id) put(key, { ...now, ...part });
  }

  /**
   * Another window of one's own has saved meanwhile, begun the draft first, or sent it. What is typed here is the
   * newer, so it goes on from there; what stood there is shown, not lost.
   */
  async function goOnFromTheirs(key: string, id: string): Promise<void> {
    const [contactId = '', kind] = key.split('/');
    const { drafts: held } = await call('openContact', { params: { contactId }, query: {} });
    const theirs = held.find((each) => each.kind === kind);
    const mine = drafts.get(key);
    if (mine?.id !== id) return;
    if (!theirs) return put(key, { ...mine, id: newUuid(), version: 0, files: [], state: 'unsaved' });
    const differs = theirs.text.trim() !== '' && theirs.text !== mine.text;
    put(key, {
      ...mine,
      id: theirs.draftId,
      version: theirs.version,
      files: theirs.files,
      state: 'unsaved',
      other: differs ? theirs.text : mine.other,
    });
  }

  async function saveOnce(key: string, tries = 2): Promise<void> {
    const draft = drafts.get(key);
    if (!draft || draft.state !== 'unsaved') return;
    const [contactId = '', kind = 'reply'] = key.split('/') as [string, DraftKind];
    const params = { contactId, draftId: draft.id };
    patch(key, draft.id, { state: 'saving' });
    try {
      if (isEmpty(draft)) {
        if (draft.version > 0) await call('discardDraft', { params });
        patch(key, draft.id, { version: 0 });
      } else {
        const { text, subject, quote, language, version } = draft;
        const lists = { to: draft.to && [...draft.to], cc: [...draft.cc], mentions: [...draft.mentions] };
        const saved = await call('saveDraft', {
          params,
          body: { kind, version, text, subject, quote, language, ...lists },
        });
        patch(key, draft.id, { version: saved.version });
      }
      if (drafts.get(key)?.state === 'saving') patch(key, draft.id, { state: 'saved' });
    } catch (error) {
      patch(key, draft.id, { state: 'failed' });
      if (!hasCode(error, 'changed-meanwhile') || tries === 0) return;
      await goOnFromTheirs(key, draft.id).catch(() => undefined);
      await saveOnce(key, tries - 1);
    }
  }

  function save(key: string): Promise<void> {
    window.clearTimeout(timers.get(key));
    timers.delete(key);
    const before = saving.get(key) ?? Promise.resolve();
    const after = before.then(() => saveOnce(key));
    saving.set(key, after);
    return after;
  }

  return {
    read(contactId, kind, held) {
      const key = keyOf(contactId, kind);
      let draft = drafts.get(key);
      if (!draft) {
        const found = held.find((each) => each.kind === kind);
        draft = found ? fromServer(found) : emptyDraft();
        drafts.set(key, draft);
      }
      return draft;
    },
    meet(contactId, held, sent) {
      for (const kind of ['reply', 'note'] as const) {
        const key = keyOf(contactId, kind);
        const mine = drafts.get(key);
        // Sent from another window: sending it here too would be a second answer.
        if (mine && mine.state === 'saved' && sent.has(mine.id)) put(key, emptyDraft());
      }
      for (const each of held) {
        const key = keyOf(contactId, each.kind);
        const mine = drafts.get(key);
        const mayTake = !mine || isEmpty(mine) || (mine.state === 'saved' && mine.id === each.draftId);
        if (mayTake && (mine?.id !== each.draftId || mine.version < each.version))
          put(key, { ...fromServer(each), taken: mine !== undefined && !isEmpty(mine) });
      }
    },
    change(contactId, kind, part) {
      const key = keyOf(contactId, kind);
      const before = drafts.get(key) ?? emptyDraft();
      if (part.quote !== undefined) localStorage.setItem(quoteKey, part.quote ? 'yes' : 'no');
      put(key, { ...before, ...part, state: 'unsaved', taken: false });
      window.clearTimeout(timers.get(key));
      timers.set(
        key,
        window.setTimeout(() => void save(key), pause),
      );
    },
    clear(contactId, kind) {
      const key = keyOf(contactId, kind);
      window.clearTimeout(timers.get(key));
      put(key, emptyDraft());
    },
    discard(contactId, kind) {
      const key = keyOf(contactId, kind);
      const draft = drafts.get(key);
      window.clearTimeout(timers.get(key));
      put(key, emptyDraft());
      if (draft && draft.state !== 'empty') {
        const before = saving.get(key) ?? Promise.resolve();
        void before
          .then(() => call('discardDraft', { params: { contactId, draftId: draft.id } }))
          .catch(() => undefined);
      }
    },
    async settle(contactId, kind) {
      const key = keyOf(contactId, kind);
      await save(key);
      return drafts.get(key) ?? emptyDraft();
    },
    flush(leaving) {
      for (const [key, draft] of drafts) {
        if (draft.state !== 'unsaved') continue;
        if (!leaving) void save(key);
        else sendOff(key, draft);
      }
    },
    hasUnsaved: () =>
      [...drafts.values()].some((draft) => draft.state === 'unsaved' || draft.state === 'failed'),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A last saving that outlives the page; browsers take up to 64 KiB so. */
function sendOff(key: string, draft: Draft): void {
  const [contactId = '', kind = 'reply'] = key.split('/');
  const { text, to, cc, subject, quote, language, mentions, version } = draft;
  void fetch(`/api/console/contacts/${contactId}/drafts/${draft.id}`, {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'x-haltija': 'console', 'content-type': 'application/json' },
    body: JSON.stringify({ kind, version, text, to, cc, subject, quote, language, mentions }),
  }).catch(() => undefined);
}
