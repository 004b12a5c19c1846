import { useQuery } from '@tanstack/react-query';
import { createElement, useEffect, useState } from 'react';
import { allWords } from '../../words/language.tsx';
import { useMay } from '../api/use-me.ts';
import { callsAroundQuery } from './call-queries.ts';

type Pops = typeof import('./call-pops.tsx').CallPops;

/** Waits in the frame for calls that concern one; told by the live events, it asks for nothing by itself. */
export function CallWatch() {
  const may = useMay();
  const mayList = may('list-contacts');
  const { data } = useQuery({ ...callsAroundQuery, enabled: mayList });
  const [said, setSaid] = useState('');
  const pops = usePops(mayList, data?.calls);
  const calls = data?.calls ?? [];
  return (
    <>
      {calls.length > 0 && pops && createElement(pops, { calls, onSay: setSaid })}
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
    </>
  );
}

/** Milliseconds after which it is fetched however busy the page is. */
const mostPatience = 1000;

/**
 * The code of the cards with its words, which the first screen does without: fetched when that is drawn, and at once when it rings
 * before. Not as a lazy part: React shows what such a part waited for up to 300 ms later, and somebody is on the line.
 */
function usePops(mayList: boolean, calls: readonly unknown[] | undefined): Pops | undefined {
  const [pops, setPops] = useState<Pops>();
  const isNeeded = calls !== undefined && calls.length > 0;
  const isMissing = mayList && pops === undefined;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isWanted = true;
    const load = () => {
      const loading = Promise.all([import('./call-pops.tsx'), allWords]);
      loading
        .then(([file]) => isWanted && setPops(() => file.CallPops))
        // Asked for again with the next news of a call.
        .catch(() => undefined);
    };
    const give = isNeeded ? (load(), undefined) : whenIdle(load);
    return () => {
      isWanted = false;
      give?.();
    };
  }, [isMissing, isNeeded, calls]);
  return pops;
}

/** Safari has no idle callbacks. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(act, { timeout: mostPatience });
    return () => cancelIdleCallback(id);
  }
  const timer = window.setTimeout(act, mostPatience);
  return () => window.clearTimeout(timer);
}
