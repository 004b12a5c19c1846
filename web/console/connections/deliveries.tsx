import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { formatFull } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { deliveriesQuery } from './connection-queries.ts';

interface DeliveriesProps {
  readonly endpointId: string;
  readonly host: string;
}

/** What a web hook was told and is still to be told: status and code, never what the receiver said. */
export function Deliveries({ endpointId, host }: DeliveriesProps) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deliveriesQuery(endpointId),
  );
  const deliveries = data?.pages.flatMap((page) => page.deliveries) ?? [];
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (deliveries.length === 0) return <p className="quiet">{t('hooks.no-deliveries')}</p>;
  return (
    <>
      <div
        className="table-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('hooks.deliveries-of', { host })}
      >
        <table className="table table-stacked">
          <thead>
            <tr>
              <th scope="col">{t('hooks.event')}</th>
              <th scope="col">{t('hooks.when')}</th>
              <th scope="col">{t('hooks.outcome')}</th>
              <th scope="col" className="number">
                {t('hooks.tries')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('hooks.replay')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((each) => (
              <DeliveryRow key={each.eventId} endpointId={endpointId} delivery={each} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

interface DeliveryRowProps {
  readonly endpointId: string;
  readonly delivery: Answer<'listDeliveries'>['deliveries'][number];
}

function DeliveryRow({ endpointId, delivery }: DeliveryRowProps) {
  const { t, intl, known } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call('replayDelivery', { params: { endpointId, eventId: delivery.eventId } }),
    onError: (problem) => toast({ text: words(problem), tone: 'danger' }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['connections', 'deliveries', endpointId] }),
  });
  const event = t(known(`event.${delivery.type}`) ?? 'log.other', { name: delivery.type });
  const why = delivery.code ? known(`delivery-code.${delivery.code}`) : undefined;
  const bad = delivery.state === 'given-up' || (delivery.state === 'waiting' && delivery.code !== null);
  return (
    <tr>
      <th scope="row">{event}</th>
      <td>
        <time dateTime={delivery.at}>{formatFull(intl, delivery.at)}</time>
      </td>
      <td>
        <span className="tag" {...(bad ? { 'data-tone': 'time' } : {})}>
          {t(`hooks.delivery-${delivery.state}`)}
        </span>{' '}
        <span className="small quiet">
          {[delivery.status && t('hooks.status', { status: String(delivery.status) }), why && t(why)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </td>
      <td className="number" data-name={t('hooks.tries')}>
        {intl.formatNumber(delivery.attempts)}
      </td>
      <td>
        {delivery.state !== 'waiting' && (
          <Button
            size="compact-xs"
            variant="default"
            loading={replay.isPending}
            aria-label={t('hooks.replay-event', { event, at: formatFull(intl, delivery.at) })}
            onClick={() => replay.mutate()}
          >
            {t('hooks.replay')}
          </Button>
        )}
      </td>
    </tr>
  );
}
