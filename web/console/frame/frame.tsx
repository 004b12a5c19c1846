import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { LiveEvent } from '../../../contract/console/system.ts';
import { useWords } from '../../words/use-words.ts';
import { followLive, type LiveState } from '../api/live.ts';
import { hasCode } from '../api/problem.ts';
import { meQuery, ownQuery } from '../api/queries.ts';
import { CallWatch } from '../calls/call-watch.tsx';
import { DraftsProvider } from '../contact/drafts.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SearchProvider } from '../inbox/search.tsx';
import { UndertakingPage } from '../sign-in/undertaking-page.tsx';
import { Banner } from './banner.tsx';
import { FrameActs } from './frame-acts.tsx';
import { notify } from './notify.ts';
import { Rail } from './rail.tsx';
import { useOwnLook } from './use-own-look.ts';
import './frame.css';

/** Everything behind the sign-in: who one is first, then the undertaking, then the rail and a page. */
export function Frame() {
  const me = useQuery(meQuery);
  useOwnLook(me.data);
  if (me.error && !me.data) {
    if (hasCode(me.error, 'sign-in-needed')) return null;
    return (
      <div className="frame-problem">
        <ProblemNote error={me.error} onRetry={() => void me.refetch()} />
      </div>
    );
  }
  if (!me.data) return null;
  if (!me.data.undertaking.accepted) return <UndertakingPage />;
  return (
    <DraftsProvider>
      <SearchProvider>
        <SignedIn />
      </SearchProvider>
    </DraftsProvider>
  );
}

function SignedIn() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [live, setLive] = useState<LiveState>('reconnecting');
  const [news, setNews] = useState(0);
  const navigate = useNavigate();
  const { data: own } = useQuery(ownQuery);
  const tell = useRef<(event: LiveEvent) => void>(() => undefined);
  useEffect(() => {
    tell.current = (event) => {
      if (own)
        notify(
          event,
          own.settings,
          (kind) => t(`notify.${kind}`),
          ({ notice, contactId }) =>
            // Who settles incidents may not be among those who open contacts.
            void (notice === 'incident' || notice === 'incident-due'
              ? navigate({ to: '/incidents' })
              : notice === 'recording-due'
                ? navigate({ to: '/recordings' })
                : contactId === null
                  ? navigate({ to: '/inbox', search: { todos: 'mine' } })
                  : navigate({ to: '/inbox/$contactId', params: { contactId } })),
        );
    };
  }, [own, navigate, t]);
  useEffect(
    () =>
      followLive({
        queries,
        onState: setLive,
        onEvent: (event) => {
          if (event.kind === 'contact-new') setNews((count) => count + 1);
          tell.current(event);
        },
      }),
    [queries],
  );
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <Rail live={live} />
      <div className="frame-main">
        <Banner />
        <Outlet />
      </div>
      <CallWatch />
      <FrameActs />
      <div className="visually-hidden" aria-live="polite">
        {news > 0 && t('frame.news', { count: news })}
      </div>
    </div>
  );
}
