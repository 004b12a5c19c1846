import type { ReactNode } from 'react';
import { Mark } from '../../ui/mark.tsx';
import { languages, useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { usePageTitle } from '../../ui/page.tsx';
import './door.css';

/** The pages before one is inside: the mark, one matter, and the languages. */
export function Door({
  title,
  about,
  children,
  wide = false,
}: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children?: ReactNode;
  readonly wide?: boolean;
}) {
  const { t } = useWords();
  const { language, setLanguage } = useLanguage();
  usePageTitle(title);
  return (
    <div className="door">
      <main className="door-body" data-wide={wide}>
        <Mark size={40} />
        <h1>{title}</h1>
        {about && <p className="door-about">{about}</p>}
        {children}
      </main>
      <footer>
        <div className="door-languages" role="group" aria-label={t('settings.language')}>
          {languages.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
            >
              {t(`language.${each}`)}
            </button>
          ))}
        </div>
      </footer>
    </div>
  );
}
