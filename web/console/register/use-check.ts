import { useEffect, useState } from 'react';
import type { Checked } from '../../../contract/console/register-drafts.ts';
import { useLanguage } from '../../words/language.tsx';
import { call } from '../api/call.ts';

const quietMs = 400;

/**
 * What is wrong in a text and what publishing it would change, asked once one stops writing for a moment.
 * @returns `of`: the very text that `checked` is about
 */
export function useCheck(source: string): {
  readonly checked: Checked | null;
  readonly of: string | null;
  readonly error: unknown;
} {
  const { language } = useLanguage();
  const [state, setState] = useState<{ checked: Checked | null; of: string | null; error: unknown }>({
    checked: null,
    of: null,
    error: null,
  });
  useEffect(() => {
    let dropped = false;
    const timer = window.setTimeout(() => {
      call('checkRegister', { body: { source, language } }).then(
        (checked) => !dropped && setState({ checked, of: source, error: null }),
        (error: unknown) => !dropped && setState((before) => ({ ...before, error })),
      );
    }, quietMs);
    return () => {
      dropped = true;
      window.clearTimeout(timer);
    };
  }, [source, language]);
  return state;
}
