import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { allWords } from '../../words/language.tsx';
import { useMay } from '../api/use-me.ts';
import { callsAroundQuery } from './call-queries.ts';

/** With its words, which the first screen does without. */
export const loadPops = () => Promise.all([import('./call-pops.tsx'), allWords]).then(([file]) => file);
const CallPops = lazy(() => loadPops().then((file) => ({ default: file.CallPops })));

/** Waits in the frame for calls that concern one; told by the live events, it asks for nothing by itself. */
export function CallWatch() {
  const may = useMay();
  const { data } = useQuery({ ...callsAroundQuery, enabled: may('list-contacts') });
  const [said, setSaid] = useState('');
  const calls = data?.calls ?? [];
  return (
    <>
      {calls.length > 0 && (
        <Suspense>
          <CallPops calls={calls} onSay={setSaid} />
        </Suspense>
      )}
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
    </>
  );
}
