import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import { Initials } from '../../ui/initials.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';

const sayAgainMs = 10_000;
const typingHoldsMs = 4_000;
/** That one has left is said once the next contact has been asked for. */
const leaveAfterMs = 400;

/** The last key pressed in any composer: typing shows for a moment after it. */
let typedAt = 0;
export const noteTyping = () => {
  typedAt = Date.now();
};

/** Where one is now. */
let here: string | undefined;
/** Contacts one has left and has not said so yet. */
const leaving = new Map<string, number>();

/** A word that is sent even when the page goes: one that is left without it would show a colleague who is not there. */
function sayGone(contactId: string): void {
  void fetch(`/api/console/contacts/${contactId}/presence`, {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'x-haltija': 'console', 'content-type': 'application/json' },
    body: JSON.stringify({ doing: 'gone' }),
  }).catch(() => undefined);
}

function come(contactId: string): void {
  window.clearTimeout(leaving.get(contactId));
  leaving.delete(contactId);
  here = contactId;
}

function leave(contactId: string): void {
  here = undefined;
  const soon = window.setTimeout(() => {
    leaving.delete(contactId);
    sayGone(contactId);
  }, leaveAfterMs);
  leaving.set(contactId, soon);
}

window.addEventListener('pagehide', () => {
  for (const [contactId, soon] of leaving) {
    window.clearTimeout(soon);
    sayGone(contactId);
  }
  leaving.clear();
  if (here !== undefined) sayGone(here);
});

/**
 * Says that one is here and asks who else is, again and again and whenever somebody comes, goes or begins to
 * type. It locks nothing.
 */
export function Presence({ contactId }: { readonly contactId: string }) {
  const { t } = useWords();
  const params = { contactId };
  // Said once the contact is on the screen.
  const shown = useDeferredValue(true, false);
  const { data: staff } = useQuery(colleaguesQuery);
  const { data, refetch } = useQuery({
    queryKey: ['presence', contactId],
    queryFn: () =>
      call('bePresent', {
        params,
        body: { doing: Date.now() - typedAt < typingHoldsMs ? 'typing' : 'here' },
      }),
    enabled: shown,
    refetchInterval: sayAgainMs,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    let told = false;
    come(contactId);
    const look = window.setInterval(() => {
      const typing = Date.now() - typedAt < typingHoldsMs;
      if (typing !== told) void refetch();
      told = typing;
    }, 500);
    return () => {
      window.clearInterval(look);
      leave(contactId);
    };
  }, [contactId, refetch]);
  const present = data?.present ?? [];
  if (present.length === 0) return null;
  return (
    <ul className="presence" aria-label={t('presence.name')} aria-live="polite">
      {present.map((each) => {
        const name =
          staff?.colleagues.find((colleague) => colleague.staffId === each.staffId)?.displayName ??
          t('contact.colleague');
        return (
          <li key={each.staffId} data-typing={each.typing} title={t('presence.here', { name })}>
            <Initials name={name} />
            <span className={each.typing ? 'small' : 'visually-hidden'}>
              {t(each.typing ? 'presence.typing' : 'presence.here', { name })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
