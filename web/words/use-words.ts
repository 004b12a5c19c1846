import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { Words } from '../../contract/common.ts';
import type { WordKey } from './en.ts';

export type Values = Record<string, string | number | Date>;

export interface Speech {
  readonly intl: IntlShape;
  /** The words of a key in the present language. */
  readonly t: (key: WordKey, values?: Values) => string;
  /** The register's own words in the present language. */
  readonly own: (words: Words | undefined, otherwise: string) => string;
  /** The key of a code that the server gave, when there are words for it. */
  readonly known: (key: string) => WordKey | undefined;
}

export function useWords(): Speech {
  const intl = useIntl();
  return useMemo(() => {
    const t = (key: WordKey, values?: Values) =>
      intl.formatMessage<Values, string>({ id: key }, values ?? {}) as string;
    const own = (words: Words | undefined, otherwise: string) =>
      words?.[intl.locale.slice(0, 2) as keyof Words] ?? otherwise;
    const known = (key: string) => (key in intl.messages ? (key as WordKey) : undefined);
    return { intl, t, own, known };
  }, [intl]);
}
