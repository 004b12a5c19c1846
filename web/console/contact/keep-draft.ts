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
  readonly mentions: readonly string[];
  readonly files: readonly DraftFile[];
  readonly state: 'empty' | 'saved' | 'unsaved' | 'saving' | 'failed';
}

export interface DraftKeeper {
  read(contactId: string, kind: DraftKind, held: readonly OwnDraft[]): Draft;
  /** The server's drafts as a fresh reading has them. */
  meet(contactId: string, held: readonly OwnDraft[]): void;
  change(contactId: string, kind: DraftKind, part: Partial<Omit<Draft, 'id' | 'version' | 'state'>>): void;
  clear(contactId: string, kind: DraftKind): void;
  discard(contactId: string, kind: DraftKind): void;
  /** Saved, whatever was going on; for what needs the draft to be there. @returns its id */
  settle(contactId: string, kind: DraftKind): Promise<string>;
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
    mentions: [],
    files: [],
    state: 'empty',
  };
}

const isEmpty = (draft: Draft) => draft.text.trim() === '' && draft.files.length === 0;

function fromServer(held: OwnDraft): Draft {
  const { draftId, kind: _kind, savedAt: _savedAt, ...rest } = held;
  return { ...rest, id: draftId, state: 'saved' };
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

  async function saveOnce(key: string, again = true): Promise<void> {
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
        const { text, subject, quote, version } = draft;
        const lists = { to: draft.to && [...draft.to], cc: [...draft.cc], mentions: [...draft.mentions] };
        const saved = await call('saveDraft', {
          params,
          body: { kind, version, text, subject, quote, ...lists },
        });
        patch(key, draft.id, { version: saved.version });
      }
      if (drafts.get(key)?.state === 'saving') patch(key, draft.id, { state: 'saved' });
    } catch (error) {
      const version = hasCode(error, 'changed-meanwhile') ? error.details['version'] : undefined;
      patch(key, draft.id, {
        state: again ? 'unsaved' : 'failed',
        ...(typeof version === 'number' ? { version } : {}),
      });
      // Written in another window of one's own: what is typed now is the newer.
      if (typeof version === 'number' && version > 0 && again) await saveOnce(key, false);
      else patch(key, draft.id, { state: 'failed' });
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
    meet(contactId, held) {
      for (const each of held) {
        const key = keyOf(contactId, each.kind);
        const mine = drafts.get(key);
        const mayTake = !mine || isEmpty(mine) || (mine.state === 'saved' && mine.id === each.draftId);
        if (mayTake && (mine?.id !== each.draftId || mine.version < each.version)) put(key, fromServer(each));
      }
    },
    change(contactId, kind, part) {
      const key = keyOf(contactId, kind);
      const before = drafts.get(key) ?? emptyDraft();
      if (part.quote !== undefined) localStorage.setItem(quoteKey, part.quote ? 'yes' : 'no');
      put(key, { ...before, ...part, state: 'unsaved' });
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
      return drafts.get(key)?.id ?? '';
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
  const { text, to, cc, subject, quote, mentions, version } = draft;
  void fetch(`/api/console/contacts/${contactId}/drafts/${draft.id}`, {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'x-haltija': 'console', 'content-type': 'application/json' },
    body: JSON.stringify({ kind, version, text, to, cc, subject, quote, mentions }),
  }).catch(() => undefined);
}
