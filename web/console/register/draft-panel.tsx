import { SegmentedControl, Skeleton, Tabs } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../../contract/common.ts';
import type { Checked } from '../../../contract/console/register-drafts.ts';
import { languages, useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { NoticeView } from './notice-view.tsx';
import { Simulation } from './simulation.tsx';
import { PublishDraft } from './publish-draft.tsx';
import type { DraftKeeper } from './use-draft.ts';

export type PanelTab = 'problems' | 'changes' | 'notice';

interface DraftPanelProps {
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly checked: Checked | null;
  /** The text that `checked` is about; another one is being checked while it differs from the draft's. */
  readonly of: string | null;
  readonly isStale: boolean;
  readonly error: unknown;
  readonly basedOn: number;
  readonly onJump: (line: number, column: number) => void;
  /** Saves first. @returns the draft's version, or undefined when it could not be saved */
  readonly onPublish: DraftKeeper['publish'];
  readonly draftId: string;
}

/** Beside the text: what is wrong in it, what publishing would change, and how the notice would read. */
export function DraftPanel(props: DraftPanelProps) {
  const { t } = useWords();
  const { tab, onTab, checked, error } = props;
  const counts = { problems: checked?.problems.length ?? 0, changes: checked?.changes.length ?? 0 };
  return (
    <Tabs
      className="drafting-panel"
      value={tab}
      keepMounted={false}
      onChange={(chosen) => onTab((chosen ?? 'problems') as PanelTab)}
    >
      <Tabs.List aria-label={t('drafting.panel')}>
        <Tabs.Tab value="problems">
          {t('drafting.problems')}{' '}
          {counts.problems > 0 && <span className="drafting-count">{counts.problems}</span>}
        </Tabs.Tab>
        <Tabs.Tab value="changes">
          {t('drafting.changes')}{' '}
          {counts.changes > 0 && <span className="drafting-count">{counts.changes}</span>}
        </Tabs.Tab>
        <Tabs.Tab value="notice">{t('drafting.notice')}</Tabs.Tab>
      </Tabs.List>
      <div className="drafting-panel-body" data-stale={props.isStale}>
        {error ? <ProblemNote error={error} /> : null}
        {!checked && !error && (
          <div role="status" aria-label={t('drafting.checking')}>
            <Skeleton height={12} width="80%" mt={8} mb={16} />
            <Skeleton height={12} width="60%" />
          </div>
        )}
        {checked && (
          <>
            <Tabs.Panel value="problems">
              <Problems checked={checked} onJump={props.onJump} />
            </Tabs.Panel>
            <Tabs.Panel value="changes">
              <Changes {...props} checked={checked} />
            </Tabs.Panel>
            <Tabs.Panel value="notice">
              {checked.problems.length > 0 || props.of === null ? (
                <p className="quiet">{t('drafting.no-notice')}</p>
              ) : (
                <NoticePreview source={props.of} />
              )}
            </Tabs.Panel>
          </>
        )}
      </div>
    </Tabs>
  );
}

function Problems({
  checked,
  onJump,
}: {
  readonly checked: Checked;
  readonly onJump: DraftPanelProps['onJump'];
}) {
  const { t } = useWords();
  if (checked.problems.length === 0)
    return (
      <>
        <p role="status">{t('drafting.no-problems')}</p>
        {checked.warnings.length > 0 && (
          <>
            <h2 className="minor drafting-minor">{t('drafting.warnings')}</h2>
            <ul className="drafting-list">
              {checked.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </>
        )}
      </>
    );
  return (
    <ol className="drafting-list">
      {checked.problems.map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.path}`}>
          <button type="button" className="text-button" onClick={() => onJump(problem.line, problem.column)}>
            {t('drafting.at-line', { line: problem.line })}
          </button>{' '}
          {problem.path && <code>{problem.path}</code>}
          <p>{problem.problem}</p>
          {problem.found && <p className="quiet small">{t('drafting.found', { found: problem.found })}</p>}
          <p className="quiet small">{t('drafting.write', { write: problem.write })}</p>
        </li>
      ))}
    </ol>
  );
}

function Changes({ checked, ...props }: DraftPanelProps & { readonly checked: Checked }) {
  const { t } = useWords();
  const { against } = checked;
  if (checked.problems.length > 0) return <p className="quiet">{t('drafting.first-problems')}</p>;
  if (checked.changes.length === 0)
    return <p className="quiet">{t('drafting.no-changes', { version: against })}</p>;
  return (
    <>
      {against > props.basedOn && (
        <p className="drafting-newer" role="note">
          {t('drafting.newer', { version: against })}
        </p>
      )}
      <h2 className="minor drafting-minor">{t('drafting.changes-from', { version: against })}</h2>
      <ul className="drafting-list">
        {checked.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {props.of !== null && <Simulation source={props.of} />}
      <PublishDraft
        draftId={props.draftId}
        against={against}
        isStale={props.isStale}
        onPublish={props.onPublish}
      />
    </>
  );
}

function NoticePreview({ source }: { readonly source: string }) {
  const { t } = useWords();
  const { language: own } = useLanguage();
  const [language, setLanguage] = useState<Language>(own);
  const { data, error } = useQuery({
    queryKey: ['preview-of-notice', language, source],
    queryFn: () => call('previewNotice', { body: { source, language } }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('drafting.notice-in')}
        value={language}
        onChange={(chosen) => setLanguage(chosen as Language)}
        data={languages.map((each) => ({ value: each, label: t(`language.${each}`) }))}
      />
      {error && <ProblemNote error={error} />}
      {data && <NoticeView notice={data} />}
    </>
  );
}
