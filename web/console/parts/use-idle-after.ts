import { useEffect, useRef } from 'react';

const idleMs = 5 * 60_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'] as const;

/** Calls back when nobody has touched the page for five minutes: what was revealed is hidden again. */
export function useIdleAfter(onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    let timer = window.setTimeout(() => latest.current(), idleMs);
    const again = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => latest.current(), idleMs);
    };
    for (const sign of signs) window.addEventListener(sign, again, { passive: true, capture: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, again, { capture: true });
    };
  }, []);
}
