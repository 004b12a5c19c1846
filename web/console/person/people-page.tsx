import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { Button } from '@mantine/core';
import { Empty } from '../../ui/empty.tsx';
import { Initials } from '../../ui/initials.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { searchQuery } from '../api/queries.ts';
import { SearchBox } from '../inbox/search-box.tsx';
import { useSearch } from '../inbox/search.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { groupByPerson } from './group-by-person.ts';
import './people.css';

/** Finds a person by what they say of themselves. What is typed stays out of the address and the logs. */
export function PeoplePage() {
  const { t } = useWords();
  const { search, setSearch } = useSearch();
  const input = useRef<HTMLInputElement>(null);
  const found = useInfiniteQuery({ ...searchQuery(search ?? { text: '--' }), enabled: search !== null });
  const people = groupByPerson(found.data?.pages.flatMap((page) => page.contacts) ?? []);
  useActs([
    { id: 'search', group: 'inbox', label: t('search.label'), keys: '/', run: () => input.current?.focus() },
  ]);
  return (
    <Page title={t('place.people')} about={t('people.about')}>
      <SearchBox search={search} onSearch={setSearch} inputRef={input} />
      {found.error && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {search && found.isPending && (
        <div className="people-skeleton" role="status" aria-label={t('common.loading')}>
          <Skeleton height={14} />
          <Skeleton height={14} />
          <Skeleton height={14} />
        </div>
      )}
      {!search && <Empty title={t('people.start')}>{t('people.start-about')}</Empty>}
      {search && found.data && people.length === 0 && (
        <Empty title={t('empty.search')}>{t('empty.search-about')}</Empty>
      )}
      {people.length > 0 && (
        <ul className="people rows">
          {people.map((person) => (
            <li key={person.personId}>
              <Link to="/people/$personId" params={{ personId: person.personId }}>
                <Initials name={person.name} />
                <span className="people-name">{person.name}</span>
                <span className="quiet people-last">{person.latest.subject || t('contact.no-subject')}</span>
                <span className="quiet small">{t('people.contacts', { count: person.contacts })}</span>
                <Moment at={person.latest.lastAt} className="quiet small" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}
