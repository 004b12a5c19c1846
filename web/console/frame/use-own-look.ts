import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { languages, languageStoredAs, useLanguage } from '../../words/language.tsx';
import type { Answer } from '../api/call.ts';
import { meQuery } from '../api/queries.ts';

type Look = Pick<Answer<'me'>, 'language' | 'theme'>;

/** Where the theme's library keeps what this device shows, and what each of its values is to us. */
const themeStoredAs = 'mantine-color-scheme-value';
const themes: Readonly<Record<string, Look['theme']>> = { auto: 'system', light: 'light', dark: 'dark' };

/** The language and theme of one's profile, on this device from now on; chosen in one window, they change in all. */
export function useOwnLook(me: Look | undefined): void {
  const queries = useQueryClient();
  const { setLanguage } = useLanguage();
  // Without this it would stop transitions by a style tag, against the content security policy.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const { language, theme } = me ?? {};
  useEffect(() => {
    if (language) setLanguage(language);
  }, [language, setLanguage]);
  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      const spoken = key === languageStoredAs && languages.find((each) => each === newValue);
      const shown = key === themeStoredAs && newValue !== null && themes[newValue];
      const part = spoken ? { language: spoken } : shown ? { theme: shown } : undefined;
      if (part) queries.setQueryData(meQuery.queryKey, (held) => held && { ...held, ...part });
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [queries]);
}
