import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Empty } from '../../ui/empty.tsx';
import { formatFull } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import type { WordKey } from '../../words/en.ts';
import { useWords } from '../../words/use-words.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { disclosuresQuery } from './connection-queries.ts';

/** What has left the register, for whom, and what came of it (GDPR Art. 15(1)(c)). */
export function DisclosuresPage() {
  const { t, intl, own, known } = useWords();
  const me = useMe();
  const of = useSearch({ from: '/frame/disclosures' });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    disclosuresQuery(of),
  );
  const disclosures = data?.pages.flatMap((page) => page.disclosures) ?? [];
  const whatLeft = (categories: readonly string[], otherwise: WordKey) =>
    categories.length === 0
      ? t(otherwise)
      : categories.map((key) => own(me.categories.find((one) => one.category === key)?.name, key)).join(', ');
  return (
    <Page wide title={t('place.disclosures')} about={t('disclosures.about')}>
      {of.personId && (
        <p>
          {t('disclosures.of-person')} <Link to="/disclosures">{t('disclosures.all')}</Link>
        </p>
      )}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && disclosures.length === 0 && (
        <Empty title={t('disclosures.none')}>{t('disclosures.none-about')}</Empty>
      )}
      {disclosures.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('place.disclosures')}>
          <table className="table table-stacked">
            <thead>
              <tr>
                <th scope="col">{t('hooks.when')}</th>
                <th scope="col">{t('hooks.recipient')}</th>
                <th scope="col">{t('hooks.purpose')}</th>
                <th scope="col">{t('hooks.event')}</th>
                <th scope="col">{t('disclosures.what')}</th>
                <th scope="col">{t('hooks.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {disclosures.map((each) => {
                const why = each.code ? known(`delivery-code.${each.code}`) : undefined;
                const event = known(`event.${each.what.replace('-', '.')}`);
                return (
                  <tr key={each.disclosureId}>
                    <td>
                      <time dateTime={each.at}>{formatFull(intl, each.at)}</time>
                    </td>
                    <td>{own(each.recipientName, each.recipient)}</td>
                    <td>
                      {own(me.purposes.find((one) => one.purpose === each.purpose)?.name, each.purpose)}
                    </td>
                    <td>{event ? t(event) : each.what}</td>
                    <td>
                      {each.contactId ? (
                        <Link to="/access-log" search={{ unit: each.contactId }}>
                          {whatLeft(each.categories, 'disclosures.ids-only')}
                        </Link>
                      ) : (
                        whatLeft(each.categories, 'disclosures.no-contact')
                      )}
                    </td>
                    <td>
                      <span
                        className="tag"
                        {...(each.outcome === 'refused' ? { 'data-tone': 'danger' } : {})}
                      >
                        {t(`disclosures.outcome-${each.outcome}`)}
                      </span>{' '}
                      {why && <span className="small quiet">{t(why)}</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}
