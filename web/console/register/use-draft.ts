import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../api/call.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { Problem } from '../api/problem.ts';
import { draftsKey } from './draft-queries.ts';

type Draft = Answer<'readRegisterDraft'>;

const idleMs = 2000;

export interface DraftKeeper {
  readonly name: string;
  readonly source: string;
  readonly version: number;
  readonly state: 'saved' | 'unsaved' | 'saving';
  readonly savedAt: string;
  readonly error: unknown;
  setName(name: string): void;
  setSource(source: string): void;
  /** What differs from what another one saved is wanted no longer, or kept elsewhere. */
  letGo(): void;
  /** Now, not when one stops writing. @returns its version, or undefined when that was refused */
  save(): Promise<number | undefined>;
  /**
   * Saves it, and publishes what was saved. The draft is gone with that: what was written meanwhile is kept as a new one.
   * @returns undefined when it could not be saved
   */
  publish(put: (version: number) => Promise<number>): Promise<Published | undefined>;
}

export interface Published {
  /** Of the register. */
  readonly version: number;
  /** The draft with what was written meanwhile. */
  readonly keptIn: string | undefined;
}

/** A draft being written: saved by itself when one stops for a moment, and when one leaves. */
export function useDraft(draft: Draft, mayWrite: boolean, copyName: (name: string) => string): DraftKeeper {
  const queries = useQueryClient();
  const [text, setText] = useState({ name: draft.name, source: draft.source });
  const [kept, setKept] = useState({
    name: draft.name,
    source: draft.source,
    version: draft.version,
    at: draft.savedAt,
  });
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const now = useRef({
    text,
    kept,
    running: undefined as Promise<number | undefined> | undefined,
    conflict: false,
    publishing: false,
  });
  const write = (next: typeof text) => {
    now.current.text = next;
    setText(next);
  };
  const isSame = text.name.trim() === kept.name && text.source === kept.source;

  const save = useCallback(async (): Promise<number | undefined> => {
    // One at a time: each names the version that the one before made.
    while (now.current.running) await now.current.running;
    const { text: written, kept: before, publishing } = now.current;
    // A newer version would not be the one whose changes were looked at.
    if (publishing) return before.version;
    // Without a name it keeps the one it had: what is published must be what is shown.
    const name = written.name.trim() || before.name;
    if (!mayWrite || (name === before.name && written.source === before.source)) return before.version;
    setSaving(true);
    const running = call('saveRegisterDraft', {
      params: { draftId: draft.draftId },
      body: { name, source: written.source, version: before.version },
    }).then(
      ({ version }) => {
        const after = { name, source: written.source, version, at: new Date().toISOString() };
        now.current.kept = after;
        setKept(after);
        setError(null);
        return version;
      },
      (failed: unknown) => {
        now.current.conflict = failed instanceof Problem && failed.code === 'changed-meanwhile';
        setError(failed);
        return undefined;
      },
    );
    now.current.running = running;
    try {
      return await running;
    } finally {
      now.current.running = undefined;
      setSaving(false);
      void queries.invalidateQueries({ queryKey: draftsKey });
    }
  }, [draft.draftId, mayWrite, queries]);

  useEffect(() => {
    if (isSame || error) return undefined;
    const timer = window.setTimeout(() => void save(), idleMs);
    return () => window.clearTimeout(timer);
  }, [isSame, error, text, save]);

  useEffect(() => {
    const leave = () => {
      const { conflict, publishing, text: written, kept: before } = now.current;
      if (!conflict && !publishing) return void save();
      if (publishing && written.source === before.source) return;
      // Another one's text stands under this draft, or none does any more: one's own is kept beside it.
      now.current = { ...now.current, conflict: false, kept: { ...before, ...written } };
      void call('saveRegisterDraft', {
        params: { draftId: newUuid() },
        body: { name: copyName(written.name), source: written.source, version: null },
      });
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [save, copyName]);

  async function publish(put: (version: number) => Promise<number>): Promise<Published | undefined> {
    const saved = await save();
    if (saved === undefined) return undefined;
    now.current.publishing = true;
    let version: number;
    try {
      version = await put(saved);
    } catch (failed) {
      now.current.publishing = false;
      void save();
      throw failed;
    }
    now.current.publishing = false;
    const { text: written, kept: before } = now.current;
    if (written.source === before.source) return { version, keptIn: undefined };
    const keptIn = newUuid();
    try {
      await call('saveRegisterDraft', {
        params: { draftId: keptIn },
        body: { name: written.name.trim() || before.name, source: written.source, version: null },
      });
    } catch (failed) {
      // It is kept when one leaves, or by the button.
      now.current.conflict = true;
      throw failed;
    }
    now.current.kept = { ...now.current.kept, ...written };
    return { version, keptIn };
  }

  return {
    ...text,
    version: kept.version,
    savedAt: kept.at,
    state: saving ? 'saving' : isSame ? 'saved' : 'unsaved',
    error,
    setName: (name) => write({ ...now.current.text, name }),
    setSource: (source) => {
      setError(null);
      write({ ...now.current.text, source });
    },
    letGo: () => {
      now.current.conflict = false;
      now.current.kept = { ...now.current.kept, ...now.current.text };
    },
    save,
    publish,
  };
}
