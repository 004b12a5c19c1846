import type { IncidentLine } from '../../../contract/console/incidents.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';

const hour = 3_600_000;

type Clocked = Pick<IncidentLine, 'notifyBy' | 'notifiedAt' | 'authority' | 'settledAt'>;

/** Whether the authority is still to be told, and so the hours run. */
export const runs = ({ notifiedAt, authority, settledAt }: Clocked) =>
  settledAt === null && notifiedAt === null && authority !== 'not-notify';

/** How the 72 hours stand. */
export function Clock({ of }: { readonly of: Clocked }) {
  const { t, intl } = useWords();
  const now = useNow();
  if (of.notifiedAt)
    return <span className="quiet">{t('incidents.notified', { at: formatDay(intl, of.notifiedAt) })}</span>;
  if (of.authority === 'not-notify') return <span className="quiet">{t('incidents.not-notified')}</span>;
  if (!runs(of)) return null;
  const left = new Date(of.notifyBy).getTime() - now.getTime();
  const hours = Math.floor(Math.abs(left) / hour);
  const words =
    left < 0
      ? t('incidents.over', { hours: Math.max(1, hours) })
      : hours === 0
        ? t('incidents.left-short')
        : t('incidents.left', { hours });
  return (
    <span className="tag" data-tone={left < 24 * hour ? 'danger' : 'time'}>
      {words}
    </span>
  );
}
