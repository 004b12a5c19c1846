import { Button, Skeleton } from '@mantine/core';
import { IconDownload, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Language } from '../../../contract/common.ts';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import type { NoticeBlock, Promises, PromiseStatus } from '../../../contract/console/promises.ts';
import { formatFull } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf, call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { AttestedList } from './attested-list.tsx';
import { NoticeBlocks } from './notice-blocks.tsx';
import { PromiseProof } from './promise-proof.tsx';
import { StatusMark } from './status-mark.tsx';
import './promises.css';

const promisesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['promises', language],
    queryFn: () => call('promises', { query: { language } }),
    refetchInterval: 300_000,
  });

/** The notice as people read it, and beside each sentence its proof. */
export function PromisesPage() {
  const { t, intl } = useWords();
  const language = intl.locale.slice(0, 2) as Language;
  const { data, error, refetch } = useQuery(promisesQuery(language));
  if (!data) {
    return (
      <Page wide title={t('place.promises')}>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label={t('common.loading')}>
            <Skeleton height={96} mb={24} />
            <Skeleton height={12} width="60%" mb={16} />
            <Skeleton height={12} width="80%" />
          </div>
        )}
      </Page>
    );
  }
  return (
    <Page
      wide
      title={t('place.promises')}
      about={t('promises.about', { inForce: data.inForce })}
      acts={<Acts language={language} />}
    >
      <Ledger promises={data} />
      <p className="promises-checked small quiet">
        {data.checkedAt
          ? t('promises.checked', { at: formatFull(intl, data.checkedAt) })
          : t('promises.not-checked')}
        {' · '}
        {data.tellsByMail
          ? t('promises.by-mail', { address: data.contactAddress })
          : t('promises.not-by-mail')}
      </p>
      <Notice promises={data} />
    </Page>
  );
}

function Acts({ language }: { readonly language: Language }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const may = useMay();
  const toast = useToast();
  const problemWords = useProblemWords();
  const check = useMutation({
    mutationFn: () => call('checkPromises'),
    onSuccess: ({ broken }) =>
      toast({ text: t('promises.checked-now', { broken }), ...(broken > 0 && { tone: 'danger' as const }) }),
    onError: (problem) => toast({ text: problemWords(problem), tone: 'danger' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['promises'] }),
  });
  return (
    <>
      {may('open-inspection') && (
        <Button component={Link} to="/inspections" variant="default">
          {t('inspections.title')}
        </Button>
      )}
      <Button
        component="a"
        variant="default"
        download
        title={t('promises.bundle-about')}
        href={addressOf(consoleRoutes.promisesBundle.path, { query: { language } })}
        leftSection={<IconDownload size={16} aria-hidden="true" />}
      >
        {t('promises.bundle')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden="true" />}
        onClick={() => window.print()}
      >
        {t('promises.print')}
      </Button>
      <Button
        leftSection={<IconRefresh size={16} aria-hidden="true" />}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {t('promises.check')}
      </Button>
    </>
  );
}

const order: readonly PromiseStatus[] = [
  'broken',
  'overdue',
  'unknown',
  'kept',
  'in-part',
  'attested',
  'not-attested',
  'not-yet',
  'not-in-use',
];

/** All of them at a glance: how many of each, and a mark for every one that leads to it. */
function Ledger({ promises: { promises } }: { readonly promises: Promises }) {
  const { t, intl } = useWords();
  const tally = order
    .map((status) => ({ status, count: promises.filter((each) => each.status === status).length }))
    .filter(({ count }) => count > 0);
  return (
    <nav className="ledger" aria-label={t('promises.summary')}>
      <ul className="tally">
        {tally.map(({ status, count }) => (
          <li key={status}>
            <b className="tally-count" data-status={status}>
              {intl.formatNumber(count)}
            </b>
            <span>{t(`promise-status.${status}`)}</span>
          </li>
        ))}
      </ul>
      <ol className="ledger-marks">
        {promises.map(({ number, title, status }) => (
          <li key={number}>
            <a
              href={`#p${number}`}
              title={`${title}: ${t(`promise-status.${status}`)}`}
              aria-label={`${t('promises.jump', { number, title })}: ${t(`promise-status.${status}`)}`}
              onClick={(click) => {
                click.preventDefault();
                const proof = document.querySelector<HTMLElement>(`#p${number}`);
                proof?.scrollIntoView({ block: 'center' });
                proof?.focus({ preventScroll: true });
              }}
            >
              <StatusMark status={status} />
              <span aria-hidden="true">{number}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface Passage {
  readonly blocks: readonly NoticeBlock[];
  readonly promises: readonly number[];
}

/** Blocks that make the same promises stand as one; a heading goes with what it heads. */
function passagesOf(blocks: Promises['sections'][number]['blocks']): Passage[] {
  const passages: { blocks: NoticeBlock[]; promises: readonly number[] }[] = [];
  let waiting: NoticeBlock[] = [];
  for (const { block, promises } of blocks) {
    if (block.kind === 'heading') {
      waiting.push(block);
      continue;
    }
    const last = passages.at(-1);
    if (waiting.length === 0 && last && last.promises.join() === promises.join()) last.blocks.push(block);
    else passages.push({ blocks: [...waiting, block], promises });
    waiting = [];
  }
  return passages;
}

function Notice({
  promises: { title, registerName, sections, promises, attested },
}: {
  readonly promises: Promises;
}) {
  const { t } = useWords();
  // Each proof stands whole beside the first sentence it proves, and is pointed to from the others.
  const shown = new Set<number>();
  return (
    <div className="proved">
      <div className="proved-row proved-top">
        <div className="proved-text">
          <p className="proved-title">{title}</p>
          <p className="quiet">{registerName}</p>
        </div>
      </div>
      {sections.map((section) => (
        <section key={section.id} aria-labelledby={`section-${section.id}`}>
          <h2 className="proved-heading" id={`section-${section.id}`}>
            {section.title}
          </h2>
          {passagesOf(section.blocks).map((passage, index) => {
            const fresh = passage.promises.filter((number) => !shown.has(number));
            const known = passage.promises.filter((number) => shown.has(number));
            for (const number of fresh) shown.add(number);
            return (
              <div className="proved-row" key={index}>
                <div className="proved-text">
                  <NoticeBlocks blocks={passage.blocks} />
                </div>
                <div className="proved-proof">
                  {fresh.map((number) => {
                    const promise = promises.find((each) => each.number === number)!;
                    return (
                      <div key={number}>
                        <PromiseProof promise={promise} />
                        {number === 8 && <AttestedList measures={attested} />}
                      </div>
                    );
                  })}
                  {known.length > 0 && (
                    <p className="proof-also small">
                      {known.map((number) => {
                        const promise = promises.find((each) => each.number === number)!;
                        return (
                          <a key={number} href={`#p${number}`}>
                            <StatusMark status={promise.status} size={14} />
                            {t('promises.also', { promises: `${number} ${promise.title}` })}
                          </a>
                        );
                      })}
                    </p>
                  )}
                </div>
              </div>
            );
          })}
        </section>
      ))}
    </div>
  );
}
