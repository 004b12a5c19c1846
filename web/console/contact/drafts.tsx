import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';

export interface Draft {
  readonly kind: 'reply' | 'note';
  readonly text: string;
  /** Made with the draft, so that sending twice is sending once. */
  readonly id: string;
}

interface Drafts {
  readonly read: (contactId: string) => Draft | undefined;
  readonly write: (contactId: string, draft: Draft | undefined) => void;
}

const DraftsContext = createContext<Drafts | null>(null);

/** What one is writing, by contact: in memory only, and the browser asks before it is thrown away. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const drafts = useRef(new Map<string, Draft>());
  const [value] = useState<Drafts>(() => ({
    read: (contactId) => drafts.current.get(contactId),
    write: (contactId, draft) => {
      if (draft) drafts.current.set(contactId, draft);
      else drafts.current.delete(contactId);
    },
  }));
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if ([...drafts.current.values()].some((draft) => draft.text.trim())) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, []);
  return <DraftsContext value={value}>{children}</DraftsContext>;
}

const emptyDraft = (): Draft => ({ kind: 'reply', text: '', id: newUuid() });

/** The draft of one contact; `change` keeps its id, `clear` begins another. */
export function useDraft(contactId: string) {
  const drafts = use(DraftsContext);
  if (!drafts) throw new Error('no DraftsProvider above');
  const [draft, setDraft] = useState(() => drafts.read(contactId) ?? emptyDraft());
  const change = useCallback(
    (part: Partial<Pick<Draft, 'kind' | 'text'>>) => {
      setDraft((before) => {
        const after = { ...before, ...part };
        drafts.write(contactId, after.text ? after : undefined);
        return after;
      });
    },
    [drafts, contactId],
  );
  const clear = useCallback(() => {
    drafts.write(contactId, undefined);
    setDraft((before) => ({ ...emptyDraft(), kind: before.kind }));
  }, [drafts, contactId]);
  return { draft, change, clear };
}
