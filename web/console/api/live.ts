import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { LiveEvent } from '../../../contract/console/system.ts';
import { dropUnseenPages } from './list-pages.ts';

export type LiveState = 'live' | 'reconnecting';

/** What an event makes stale. */
export function staleAfter(event: LiveEvent): readonly QueryKey[] {
  switch (event.kind) {
    case 'contact-new':
      return [['contacts'], ['counts']];
    case 'for-you':
      return event.notice === 'recording-due' ? [['recordings', 'count']] : [['counts']];
    case 'presence-changed':
      return event.contactId ? [['presence', event.contactId]] : [];
    case 'contact-changed':
    case 'contact-gone':
      return [['contacts'], ['counts'], ...(event.contactId ? [['contact', event.contactId]] : [])];
    case 'drafts-changed':
      return event.contactId ? [['drafts', event.contactId]] : [];
    case 'todos-changed':
      return [['todos'], ['counts']];
    case 'calls-changed':
      return [
        ['calls'],
        ...(event.contactId
          ? [
              ['contact', event.contactId, 'identification'],
              ['calls', event.contactId],
              ['recordings', 'contact', event.contactId],
            ]
          : []),
      ];
    case 'incidents-changed':
      return [['incidents'], ['incident']];
    case 'staff-changed':
      return [['staff'], ['colleagues'], ['me']];
    case 'register-published':
      return [['register'], ['promises'], ['me']];
    case 'tray-changed':
      return [['tray'], ['counts']];
    case 'settings-changed':
      return [['team'], ['own'], ['canned'], ['signatures'], ['rules']];
    case 'conditions-changed':
      return [['conditions'], ['promises']];
    // A kind of a newer server than this page.
    default:
      return [];
  }
}

interface LiveDeps {
  readonly queries: QueryClient;
  readonly onState: (state: LiveState) => void;
  readonly onEvent: (event: LiveEvent) => void;
}

/** One's own change shows soon; a burst of mail is gathered. */
const soonMs = 150;
const gatherMs = 1500;
const callsMs = 60;
const callsGatherMs = 500;
const callsAround: QueryKey = ['calls-around'];

let following = false;

/**
 * After one's own change: the live stream tells of it, as it tells everybody, so it is read once. Without the
 * stream we read at once.
 */
export function refreshAfterChange(queries: QueryClient, keys: readonly QueryKey[]): void {
  if (following) return;
  for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
}

/**
 * Follows the live stream until the returned function is called. Events are gathered for a moment and
 * wait while the page is hidden, so that a burst of mail is one new reading of the list, not fifty.
 */
export function followLive({ queries, onState, onEvent }: LiveDeps): () => void {
  let source: EventSource | undefined;
  let attempt = 0;
  let retry: number | undefined;
  let gather: number | undefined;
  let calls: number | undefined;
  let calledAt = 0;
  let flushedAt = 0;
  const stale = new Map<string, QueryKey>();

  const flush = () => {
    gather = undefined;
    if (document.hidden) return;
    flushedAt = Date.now();
    if (stale.has(JSON.stringify(['contacts']))) dropUnseenPages(queries);
    for (const queryKey of stale.values()) void queries.invalidateQueries({ queryKey });
    stale.clear();
  };
  /** What rings is on the screen within a second; the two or three events of one moment are one reading, and two a second the most. */
  const markCalls = () => {
    if (document.hidden) stale.set('calls-around', callsAround);
    else
      calls ??= window.setTimeout(
        () => {
          calls = undefined;
          calledAt = Date.now();
          void queries.invalidateQueries({ queryKey: callsAround });
        },
        Math.max(callsMs, calledAt + callsGatherMs - Date.now()),
      );
  };
  const mark = (keys: readonly QueryKey[]) => {
    for (const key of keys) stale.set(JSON.stringify(key), key);
    gather ??= window.setTimeout(flush, Math.max(soonMs, flushedAt + gatherMs - Date.now()));
  };
  const onVisible = () => {
    if (!document.hidden && stale.size > 0 && gather === undefined) flush();
  };

  const connect = () => {
    source = new EventSource('/api/console/events');
    source.addEventListener('open', () => {
      following = true;
      onState('live');
      // What happened while we were away was not told.
      if (attempt > 0)
        mark([
          ['contacts'],
          ['counts'],
          ['contact'],
          ['calls'],
          callsAround,
          ['tray'],
          ['incidents'],
          ['conditions'],
        ]);
      attempt = 0;
    });
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const event = readEvent(message.data);
      if (!event) return;
      if (event.kind === 'calls-changed') markCalls();
      mark(staleAfter(event));
      onEvent(event);
    });
    source.addEventListener('error', () => {
      following = false;
      onState('reconnecting');
      attempt += 1;
      // A refusal closes the stream for good; the browser retries only broken ones.
      if (source?.readyState !== EventSource.CLOSED) return;
      const wait = Math.min(30_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);
      retry = window.setTimeout(connect, wait);
    });
  };

  document.addEventListener('visibilitychange', onVisible);
  connect();
  return () => {
    document.removeEventListener('visibilitychange', onVisible);
    window.clearTimeout(retry);
    window.clearTimeout(gather);
    window.clearTimeout(calls);
    source?.close();
    following = false;
  };
}

function readEvent(data: string): LiveEvent | undefined {
  try {
    const event = JSON.parse(data) as Partial<LiveEvent> | null;
    return typeof event?.kind === 'string' ? (event as LiveEvent) : undefined;
  } catch {
    return undefined;
  }
}
