import { useWords } from '../../words/use-words.ts';
import type { Language } from '../../../contract/common.ts';
import type { Draft, DraftPart } from './keep-draft.ts';

interface ComposerBelowProps {
  readonly draft: Draft;
  readonly language: Language;
  readonly below: { readonly signature: string; readonly noticeLine: string } | undefined;
  readonly onChange: (part: DraftPart) => void;
}

const languages: readonly Language[] = ['sv', 'fi', 'en'];

/** What the house puts below the text, and in which language. */
export function ComposerBelow({ draft, language, below, onChange }: ComposerBelowProps) {
  const { t } = useWords();
  return (
    <div className="composer-below small quiet">
      {below && (
        <span className="composer-signature" lang={language}>
          {[below.signature, below.noticeLine].filter(Boolean).join('\n\n')}
        </span>
      )}
      <select
        aria-label={t('composer.language')}
        title={t('composer.language')}
        value={language}
        onChange={(event) =>
          onChange({ language: languages.find((each) => each === event.currentTarget.value) ?? null })
        }
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {t(`language.${each}`)}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={draft.quote}
          onChange={(event) => onChange({ quote: event.currentTarget.checked })}
        />{' '}
        {t('composer.quote')}
      </label>
    </div>
  );
}
