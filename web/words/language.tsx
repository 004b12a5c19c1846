import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { Language } from '../../contract/common.ts';

export const languages: readonly Language[] = ['sv', 'fi', 'en'];
/** Where the device keeps the language that was last chosen on it. */
export const languageStoredAs = 'haltija-language';
/** What numbers and dates follow: Swedish and English as in Finland and Britain. */
const locales: Record<Language, string> = { sv: 'sv-FI', fi: 'fi-FI', en: 'en-GB' };

type Loaders = Record<Language, () => Promise<Record<string, string>>>;
const firstWords: Loaders = {
  en: () => import('./first-en.ts').then((words) => words.firstEn),
  sv: () => import('./first-sv.ts').then((words) => words.firstSv),
  fi: () => import('./first-fi.ts').then((words) => words.firstFi),
};
const wordsOfPages: Loaders = {
  en: () => import('./pages-en.ts').then((words) => words.pagesEn),
  sv: () => import('./pages-sv.ts').then((words) => words.pagesSv),
  fi: () => import('./pages-fi.ts').then((words) => words.pagesFi),
};

const all = Promise.withResolvers<void>();
/** Resolved once every word can be said. A page that says more than the first screen is drawn after it. */
export const allWords: Promise<void> = all.promise;

const LanguageContext = createContext<{
  language: Language;
  setLanguage: (language: Language) => void;
} | null>(null);

export function useLanguage() {
  const value = use(LanguageContext);
  if (!value) throw new Error('no LanguageProvider above');
  return value;
}

/** The first of the browser's languages that we speak. */
export function chooseLanguage(stored: string | null, wished: readonly string[]): Language {
  const heard = [stored ?? '', ...wished].map((tag) => tag.slice(0, 2).toLowerCase());
  return (
    languages.find((language) => language === heard.find((tag) => languages.some((ours) => ours === tag))) ??
    'en'
  );
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setState] = useState(() =>
    chooseLanguage(localStorage.getItem(languageStoredAs), navigator.languages),
  );
  const isFirst = useRef(true);
  const [shown, setShown] = useState<{ language: Language; messages: Record<string, string> } | null>(null);

  useEffect(() => {
    let wanted = true;
    const show = async () => {
      const first = await firstWords[language]();
      if (!wanted) return;
      document.documentElement.lang = language;
      // Whoever changes the language may be on any page: it changes whole.
      if (isFirst.current) setShown({ language, messages: first });
      isFirst.current = false;
      const more = await wordsOfPages[language]();
      if (!wanted) return;
      setShown({ language, messages: { ...first, ...more } });
      all.resolve();
    };
    void show().catch(all.reject);
    return () => {
      wanted = false;
    };
  }, [language]);

  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(languageStoredAs, next);
    setState(next);
  }, []);
  const value = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);

  if (!shown) return null;
  return (
    <LanguageContext value={value}>
      <IntlProvider locale={locales[shown.language]} defaultLocale="en-GB" messages={shown.messages}>
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}
