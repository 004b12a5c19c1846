import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Contact } from '../api/queries.ts';
import { createDraftKeeper, type DraftKeeper, type DraftKind, type DraftPart } from './keep-draft.ts';

const DraftsContext = createContext<DraftKeeper | null>(null);

/** What one is writing, by contact: kept sealed on the server, a moment behind what is typed. */
export function DraftsProvider({ children }: { readonly children: ReactNode }) {
  const [keeper] = useState(createDraftKeeper);
  useEffect(() => {
    const leave = () => keeper.flush(true);
    const onHide = () => document.hidden && keeper.flush(false);
    const onLeave = (event: BeforeUnloadEvent) => {
      if (keeper.hasUnsaved()) event.preventDefault();
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', onLeave);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', onLeave);
      document.removeEventListener('visibilitychange', onHide);
      keeper.flush(false);
    };
  }, [keeper]);
  return <DraftsContext value={keeper}>{children}</DraftsContext>;
}

/** One's own draft of a contact and kind. `clear` begins another one, what was sent being gone on the server too. */
export function useDraft(contact: Contact, kind: DraftKind) {
  const { contactId, drafts: held } = contact;
  const keeper = use(DraftsContext);
  if (!keeper) throw new Error('no DraftsProvider above');
  const first = useRef(held);
  const read = useCallback(() => keeper.read(contactId, kind, first.current), [keeper, contactId, kind]);
  const draft = useSyncExternalStore(keeper.subscribe, read);
  // A message that was taken back comes home as a draft; one being typed is not overwritten by it.
  useEffect(() => {
    const sent = [
      ...contact.messages.map((each) => each.messageId),
      ...contact.notes.map((each) => each.noteId),
    ];
    keeper.meet(contactId, held, new Set(sent));
  }, [keeper, contactId, held, contact.messages, contact.notes]);
  useEffect(() => () => keeper.flush(false), [keeper]);
  const change = useCallback(
    (part: DraftPart) => keeper.change(contactId, kind, part),
    [keeper, contactId, kind],
  );
  const clear = useCallback(() => keeper.clear(contactId, kind), [keeper, contactId, kind]);
  const discard = useCallback(() => keeper.discard(contactId, kind), [keeper, contactId, kind]);
  const settle = useCallback(() => keeper.settle(contactId, kind), [keeper, contactId, kind]);
  return { draft, change, clear, discard, settle };
}
