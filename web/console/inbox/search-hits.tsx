import { Button, Skeleton } from '@mantine/core';
import { IconFile, IconMail, IconMessage, IconNote, IconPhone } from '@tabler/icons-react';
import type { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { FoundContact, SearchAnswer } from '../../../contract/console/search.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import type { Search } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Marked } from './marked.tsx';
import { SearchNotes } from './search-notes.tsx';
import type { Selection } from './use-selection.ts';
import './search-hits.css';

interface SearchHitsProps {
  readonly search: Search;
  readonly onSearch: (search: Search | null) => void;
  readonly openId: string | undefined;
  readonly selection: Selection;
  readonly found: Pick<
    ReturnType<typeof useInfiniteQuery>,
    'isPending' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  > & { readonly data: { readonly pages: readonly SearchAnswer[] } | undefined };
}

/** What was found, with the words where they stand. */
export function SearchHits({ search, onSearch, openId, selection, found }: SearchHitsProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [atId, setAtId] = useState<string | null>(null);
  const pages = found.data?.pages ?? [];
  const hits = pages.flatMap((page) => page.contacts);
  const at = hits.findIndex((each) => each.contactId === (atId ?? openId));
  const moveTo = (index: number) =>
    setAtId(hits[Math.max(0, Math.min(index, hits.length - 1))]?.contactId ?? null);
  const open = (hit: FoundContact | undefined) => {
    if (hit) void navigate({ to: '/inbox/$contactId', params: { contactId: hit.contactId }, search: true });
  };
  const key = (id: string, keys: string, label: string, run: () => void) =>
    ({ id, group: 'inbox', label, keys, keyOnly: true, run }) as const;
  useActs([
    key('next', 'j', t('inbox.key-j'), () => moveTo(at + 1)),
    key('previous', 'k', t('inbox.key-k'), () => moveTo(at - 1)),
    key('choose', 'x', t('inbox.key-x'), () => hits[at] && selection.toggle(hits[at].contactId)),
    key('open', 'o', t('inbox.key-enter'), () => open(hits[at])),
  ]);
  const [first] = pages;
  return (
    <div className="hits">
      <fieldset className="hits-order">
        <legend className="visually-hidden">{t('search.order')}</legend>
        {(['newest', 'best'] as const).map((order) => (
          <button
            key={order}
            type="button"
            aria-pressed={(search.order ?? 'newest') === order}
            onClick={() => onSearch({ ...search, order })}
          >
            {t(`search.order-${order}`)}
          </button>
        ))}
      </fieldset>
      {first && <SearchNotes answer={first} />}
      {found.error !== null && hits.length === 0 && (
        <div className="inbox-problem">
          <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
        </div>
      )}
      {found.isPending && <HitSkeletons />}
      {first && hits.length === 0 && !found.hasNextPage && !first.identityCode && <NothingFound />}
      <ul className="hits-list">
        {hits.map((hit) => (
          <Hit
            key={hit.contactId}
            hit={hit}
            open={hit.contactId === openId}
            at={hit.contactId === atId}
            selection={selection}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <div className="hits-more">
          <Button
            variant="default"
            size="compact-md"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('common.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

const places = { note: IconNote, file: IconFile };
const channels = { email: IconMail, phone: IconPhone, chat: IconMessage };

interface HitProps {
  readonly hit: FoundContact;
  readonly open: boolean;
  readonly at: boolean;
  readonly selection: Selection;
}

function Hit({ hit, open, at, selection }: HitProps) {
  const { t, intl } = useWords();
  const now = useNow();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (at) link.current?.focus();
  }, [at]);
  const where = hit.hit?.where;
  const Place = where === 'note' || where === 'file' ? places[where] : channels[hit.channel];
  return (
    <li
      className="card hit"
      data-open={open}
      data-chosen={selection.has(hit.contactId)}
      data-choosing={selection.chosen.length > 0}
    >
      <input
        type="checkbox"
        className="card-choose"
        checked={selection.has(hit.contactId)}
        tabIndex={-1}
        aria-label={t('inbox.choose', { name: hit.name })}
        onChange={() => selection.toggle(hit.contactId)}
      />
      <Link
        ref={link}
        to="/inbox/$contactId"
        params={{ contactId: hit.contactId }}
        search
        className="card-link"
        aria-current={open ? 'true' : undefined}
      >
        <span className="card-top">
          <span className="card-name">
            <Marked text={hit.name} marks={hit.nameMarks} />
          </span>
          <span className="quiet small">{hit.number}</span>
          <span className="card-time">{formatMoment(intl, hit.hit?.at ?? hit.lastAt, now)}</span>
        </span>
        <span className="card-subject" lang={hit.language ?? undefined}>
          {hit.subject ? <Marked text={hit.subject} marks={hit.subjectMarks} /> : t('contact.no-subject')}
        </span>
        <span className="hit-text" lang={hit.language ?? undefined}>
          <Place size={13} aria-label={where ? t(`search.in-${where}`) : t(`channel.${hit.channel}`)} />
          <span>
            {hit.hit ? (
              <>
                {hit.hit.cutBefore && '…'}
                <Marked text={hit.hit.text} marks={hit.hit.marks} />
                {hit.hit.cutAfter && '…'}
              </>
            ) : (
              hit.preview
            )}
          </span>
        </span>
        {hit.status !== 'open' && <span className="card-closed">{t(`status.${hit.status}`)}</span>}
      </Link>
    </li>
  );
}

function NothingFound() {
  const { t } = useWords();
  return (
    <Empty title={t('empty.search')}>
      {t('search.nothing-about')}
      <span className="hits-examples">
        {(['phrase', 'filter', 'person'] as const).map((each) => (
          <span key={each}>
            <code>{t(`search.example-${each}`)}</code> {t(`search.example-${each}-about`)}
          </span>
        ))}
      </span>
    </Empty>
  );
}

function HitSkeletons() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t('common.loading')}>
      {Array.from({ length: 6 }, (_, index) => (
        <div className="card-skeleton" key={index}>
          <Skeleton height={10} width={`${36 + ((index * 13) % 24)}%`} />
          <Skeleton height={10} width={`${58 + ((index * 17) % 32)}%`} />
        </div>
      ))}
    </div>
  );
}
