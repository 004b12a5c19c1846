import { Button, Checkbox, FileInput, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Imports } from '../../../contract/console/importing.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatSize } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ImportFigures } from './import-figures.tsx';
import { PastImports } from './past-imports.tsx';
import { saveReport } from './save-report.ts';
import { type Progress, sendFiles } from './send-files.ts';
import './importing.css';

const importsKey = ['imports'];

/** Old mail, brought in from files of this computer: what the declaration allows, and the rest listed. */
export function ImportMail() {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: importsKey,
    queryFn: ({ pageParam }) => call('listImports', pageParam ? { query: { cursor: pageParam } } : {}),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const imports = data?.pages[0];
  if (!imports) return null;
  const runs = data.pages.flatMap((page) => page.runs);
  return (
    <>
      {imports.declared ? (
        <ImportForm imports={imports} />
      ) : (
        <Empty title={t('import.not-declared')}>{t('import.not-declared-about')}</Empty>
      )}
      {runs.length > 0 && (
        <Section title={t('import.past')}>
          <PastImports imports={{ ...imports, runs }} />
          {hasNextPage && (
            <Button
              mt="md"
              variant="default"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t('common.more')}
            </Button>
          )}
        </Section>
      )}
    </>
  );
}

function ImportForm({ imports }: { readonly imports: Imports }) {
  const { t, own, intl } = useWords();
  const queries = useQueryClient();
  const [files, setFiles] = useState<File[]>([]);
  const [mailbox, setMailbox] = useState(imports.mailboxes[0]?.mailbox ?? '');
  const [dryRun, setDryRun] = useState(true);
  const [progress, setProgress] = useState<Progress>();
  const stopping = useRef<AbortController>(undefined);
  const sending = useMutation({
    mutationFn: async () => {
      stopping.current = new AbortController();
      setProgress(undefined);
      const { partBytes } = imports;
      const { signal } = stopping.current;
      const sent = await sendFiles(files, { mailbox, dryRun, partBytes, signal, onProgress: setProgress });
      return { ...sent, dryRun };
    },
    onSettled: () => queries.invalidateQueries({ queryKey: importsKey }),
  });
  const { isPending, data: sent } = sending;
  useEffect(() => {
    if (!isPending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isPending]);
  // Who leaves the page ends it; the same files again go on from there.
  useEffect(() => () => stopping.current?.abort(), []);

  return (
    <>
      <form
        className="import-form"
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <NativeSelect
          label={t('import.mailbox')}
          description={t('import.mailbox-about')}
          disabled={isPending}
          value={mailbox}
          onChange={(event) => setMailbox(event.currentTarget.value)}
          data={imports.mailboxes.map((each) => ({
            value: each.mailbox,
            label: `${own(each.name, each.mailbox)} (${each.address})`,
          }))}
        />
        <FileInput
          multiple
          clearable
          clearButtonProps={{ 'aria-label': t('import.clear') }}
          disabled={isPending}
          label={t('import.files')}
          description={t('import.files-about')}
          placeholder={t('import.choose')}
          value={files}
          onChange={setFiles}
        />
        <Checkbox
          disabled={isPending}
          label={t('import.dry-run')}
          description={t('import.dry-run-about')}
          checked={dryRun}
          onChange={(event) => setDryRun(event.currentTarget.checked)}
        />
        <div className="row-acts">
          <Button type="submit" disabled={files.length === 0 || isPending}>
            {t(dryRun ? 'import.look' : 'import.bring')}
          </Button>
          {isPending && (
            <Button variant="subtle" color="gray" onClick={() => stopping.current?.abort()}>
              {t('common.cancel')}
            </Button>
          )}
        </div>
      </form>
      {isPending && progress && (
        <div className="import-progress">
          <progress value={progress.sent} max={progress.total || 1} aria-label={t('import.progress')} />
          <p className="quiet small">
            {t('import.sent', {
              sent: formatSize(intl, progress.sent),
              total: formatSize(intl, progress.total),
            })}
          </p>
          <ImportFigures counts={progress.counts} />
        </div>
      )}
      {sending.error && (
        <>
          <ProblemNote error={sending.error} />
          <p className="quiet">{t('import.again')}</p>
        </>
      )}
      {sent && !isPending && (
        <section className="import-done" aria-live="polite">
          <h2>
            {t(sent.cancelled ? 'import.cancelled' : sent.dryRun ? 'import.looked' : 'import.finished')}
          </h2>
          {sent.cancelled && <p>{t('import.again')}</p>}
          <ImportFigures counts={sent.counts} />
          {sent.lines.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden="true" />}
              onClick={() => saveReport(sent.lines)}
            >
              {t('import.report')}
            </Button>
          )}
          {sent.unlisted > 0 && <p className="quiet">{t('import.unlisted', { count: sent.unlisted })}</p>}
        </section>
      )}
    </>
  );
}
