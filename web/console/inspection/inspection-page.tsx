import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatFull } from '../../ui/format-time.ts';
import { Mark } from '../../ui/mark.tsx';
import { Section, usePageTitle } from '../../ui/page.tsx';
import { languages, useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { hasCode } from '../api/problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Door } from '../sign-in/door.tsx';
import { inspect } from './inspect.ts';
import { InspectParts } from './inspect-parts.tsx';
import { Samples } from './samples.tsx';
import '../../ui/page.css';
import './inspection.css';

const query = { queryKey: ['inspection'], queryFn: () => inspect('inspection'), retry: false } as const;

/** An auditor's only page: with a link they begin, after that they read what was agreed. */
export function InspectionPage() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [token] = useState(takeToken);
  const [left, setLeft] = useState(false);
  const enter = useMutation({
    mutationFn: () => inspect('useInspectionLink', { body: { token } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inspection'] }),
    gcTime: 0,
  });
  const begun = token === '' || enter.isSuccess;
  const { data, error } = useQuery({ ...query, enabled: begun && !left });

  if (left) return <Door title={t('inspect.title')} about={t('inspect.left')} />;
  if (!begun) {
    return (
      <Door title={t('inspect.title')} about={t('inspect.enter-about')}>
        <div className="form">
          {enter.error && <p role="alert">{t('inspect.not-in')}</p>}
          <Button size="md" loading={enter.isPending} onClick={() => enter.mutate()}>
            {t('inspect.enter')}
          </Button>
        </div>
      </Door>
    );
  }
  if (hasCode(error, 'sign-in-needed'))
    return <Door title={t('inspect.title')} about={t('inspect.not-in')} />;
  if (!data) {
    return (
      <Door title={t('inspect.title')}>
        {error ? (
          <ProblemNote error={error} />
        ) : (
          <Loader size="sm" mt="lg" aria-label={t('common.loading')} />
        )}
      </Door>
    );
  }
  return <Inspecting inspection={data} onLeft={() => setLeft(true)} />;
}

function Inspecting({
  inspection,
  onLeft,
}: {
  readonly inspection: Awaited<ReturnType<typeof query.queryFn>>;
  readonly onLeft: () => void;
}) {
  const { t, intl } = useWords();
  const { language, setLanguage } = useLanguage();
  const queries = useQueryClient();
  usePageTitle(t('inspect.title'));
  const leave = useMutation({
    mutationFn: () => inspect('leaveInspection'),
    onSettled: () => {
      queries.clear();
      onLeft();
    },
  });
  const to = formatFull(intl, inspection.endsAt);
  return (
    <div className="inspection">
      <main className="page-body" data-wide="true">
        <header className="page-head">
          <div>
            <Mark size={28} />
            <h1>{t('inspect.title')}</h1>
            <p className="page-about">
              {t('inspect.about', { controller: inspection.controller, version: inspection.version, to })}
            </p>
          </div>
          <div className="page-acts">
            <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
              {t('inspect.leave')}
            </Button>
          </div>
        </header>
        <dl className="facts inspection-key">
          <div className="facts-row">
            <dt>{t('inspect.key')}</dt>
            <dd>
              <code>{inspection.verifierKey}</code>
            </dd>
          </div>
        </dl>
        <p className="small quiet">{t('inspect.key-about')}</p>
        <Section title={t('inspect.samples')} about={t('inspect.samples-about')}>
          <Samples scopes={inspection.scopes} />
        </Section>
        <InspectParts scopes={inspection.scopes} />
        <footer className="door-languages" role="group" aria-label={t('settings.language')}>
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
        </footer>
      </main>
    </div>
  );
}

/** Reads the token and takes it out of the address, so that it stays in no history. */
function takeToken(): string {
  const token = decodeURIComponent(window.location.hash.slice(1));
  if (token) window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}
