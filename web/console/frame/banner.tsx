import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { conditionsQuery } from '../api/queries.ts';

/** What is not well in the house, and since when; the demo says that it is one. */
export function Banner() {
  const { t, intl } = useWords();
  const { data } = useQuery({ ...conditionsQuery, refetchInterval: 60_000 });
  const bad = data?.conditions.filter((condition) => !condition.ok) ?? [];
  if (bad.length === 0) return null;
  return (
    <div className="banner" role="status">
      {bad.map((condition) => (
        <p key={`${condition.part} ${condition.about ?? ''}`}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>
            {(condition.part === 'mail-in' || condition.part === 'mail-out' || condition.part === 'phone') &&
            condition.about !== null
              ? t(`condition.${condition.part}-of`, { address: condition.about })
              : condition.code === 'anchor-unavailable'
                ? t('condition.access-log-anchor')
                : condition.code === 'witness-unavailable' || condition.code === 'witness-refuses'
                  ? t('condition.access-log-witness')
                  : condition.part === 'access-log' && condition.about === 'beside-keys'
                    ? t('condition.access-log-beside-keys')
                    : t(`condition.${condition.part}`, {
                        count: condition.count ?? 0,
                        promise: condition.about ?? '',
                      })}
            {condition.since && (
              <span className="banner-since">
                {' '}
                {t('condition.since', { at: formatFull(intl, condition.since) })}
              </span>
            )}
          </span>
        </p>
      ))}
    </div>
  );
}
