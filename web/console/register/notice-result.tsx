import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { NoticeReading, ReverseKind } from '../../../contract/console/reverse.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { saveDraft } from './read-notice.ts';

/** What weighs most first. */
const kinds = ['contradicted', 'not-understood', 'enforced', 'attested', 'not-yet', 'told'] as const;
type Shown = (typeof kinds)[number];

const tones: Readonly<Partial<Record<ReverseKind, string>>> = {
  enforced: 'accent',
  'not-yet': 'time',
  contradicted: 'danger',
};

/** Totals on top, what the notice is silent on, then sentence by sentence: theirs on the left, what is done about it on the right. */
export function NoticeResult({ reading }: { readonly reading: NoticeReading }) {
  const { t, own, intl } = useWords();
  const [only, setOnly] = useState<Shown>();
  const place = useRef<HTMLElement>(null);
  // The form may fill the screen: what was asked for is below it.
  useEffect(() => place.current?.scrollIntoView({ block: 'start' }), []);
  const { sentences, totals, silent, draft, rules, language } = reading;
  const shown = sentences
    .map((sentence, index) => ({ ...sentence, number: index + 1 }))
    .filter(({ kind }) => only === undefined || kind === only);
  return (
    <section className="notice-result" ref={place} aria-live="polite">
      <p className="notice-found quiet">
        {t('reverse.in-language', { language: t(`language.${language}`) })}
      </p>
      <ul className="notice-totals">
        {kinds.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className="notice-total"
              data-tone={tones[kind]}
              aria-pressed={only === kind}
              onClick={() => setOnly(only === kind ? undefined : kind)}
            >
              <strong>{intl.formatNumber(totals[kind])}</strong>
              <span>{t(`reverse.kind.${kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet small">{t('reverse.counted')}</p>

      <Section title={t('reverse.draft')} about={t('reverse.draft-about', { count: draft.toDecide })}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => saveDraft(draft.yaml)}
        >
          {t('reverse.save-draft')}
        </Button>
      </Section>

      <Section
        title={t('reverse.silent', { count: silent.length })}
        about={t(silent.length === 0 ? 'reverse.silent-none' : 'reverse.silent-about')}
      >
        {silent.length > 0 && (
          <ul className="notice-silent">
            {silent.map(({ key, article, name }) => (
              <li key={key}>
                {own(name, key)} <span className="quiet">{t('reverse.article', partsOf(article))}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>

      <Section title={t('reverse.sentences')}>
        <div className="notice-head small quiet" aria-hidden="true">
          <span>{t('reverse.theirs')}</span>
          <span>{t('reverse.ours')}</span>
        </div>
        <ol className="notice-sentences">
          {shown.map((sentence) => (
            <li key={sentence.number} value={sentence.number} data-kind={sentence.kind}>
              <p className="notice-text" lang={sentence.language}>
                <span className="notice-number quiet small">{sentence.number}</span>
                <span>{sentence.text}</span>
              </p>
              {sentence.kind === 'not-understood' && (
                <p className="quiet">{t('reverse.kind.not-understood')}</p>
              )}
              {sentence.rules.length > 0 && (
                <ul className="notice-rules">
                  {sentence.rules.map((key) => {
                    const rule = rules[key];
                    return (
                      rule && (
                        <li key={key}>
                          <span className="tag" data-tone={tones[rule.kind]}>
                            {t(`reverse.tag.${rule.kind as Exclude<Shown, 'not-understood'>}`)}
                          </span>{' '}
                          <strong>{own(rule.name, key)}</strong>{' '}
                          {rule.promise !== null && <span className="quiet small">{rule.promise}</span>}
                          <p>{own(rule.how, '')}</p>
                        </li>
                      )
                    );
                  })}
                </ul>
              )}
              {sentence.drafted.length > 0 && (
                <p className="notice-drafted quiet small">
                  {t('reverse.drafted')}{' '}
                  {sentence.drafted.map((path) => (
                    <code key={path}>{path}</code>
                  ))}
                </p>
              )}
            </li>
          ))}
        </ol>
      </Section>
    </section>
  );
}

/** "13(1)(f)", which each language writes in its own way. */
function partsOf(text: string): { article: string; paragraph: string; letter: string } {
  const [, article = text, paragraph = '', letter = ''] = /^(\d+)\((\d+)\)\((\w)\)$/.exec(text) ?? [];
  return { article, paragraph, letter };
}
