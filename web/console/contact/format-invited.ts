import type { IntlShape } from 'react-intl';
import type { Invitation } from '../../../contract/console/received-mail.ts';

/**
 * When an event is. A moment in UTC shows in the reader's zone; one in a zone of the sender's own stays as written, with
 * the zone's name, since names of zones are the sender's. '' when it tells no moment.
 */
export function formatInvited(
  intl: Pick<IntlShape, 'formatDate' | 'formatTime'>,
  { start, end, zone }: Pick<Invitation, 'start' | 'end' | 'zone'>,
): string {
  const from = read(start);
  if (from === undefined) return '';
  const until = read(end);
  const timeZone = from.utc ? {} : { timeZone: 'UTC' };
  const day = (at: Date) =>
    intl.formatDate(at, { day: 'numeric', month: 'long', year: 'numeric', ...timeZone });
  const time = (at: Date) => intl.formatTime(at, { hour: '2-digit', minute: '2-digit', ...timeZone });
  if (from.whole) {
    // The last day of whole days is the first one after them.
    const last = until && new Date(until.at.getTime() - 86_400_000);
    return last && last > from.at ? `${day(from.at)} – ${day(last)}` : day(from.at);
  }
  const named = from.utc || zone === '' ? '' : ` (${zone})`;
  if (until === undefined || until.at <= from.at) return `${day(from.at)} ${time(from.at)}${named}`;
  const sameDay = day(from.at) === day(until.at);
  return `${day(from.at)} ${time(from.at)} – ${sameDay ? '' : `${day(until.at)} `}${time(until.at)}${named}`;
}

function read(text: string): { at: Date; utc: boolean; whole: boolean } | undefined {
  const found = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?(Z)?$/.exec(text);
  if (!found) return undefined;
  const at = new Date(found[1] ? `${text.replace(/Z$/, '')}Z` : `${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? undefined : { at, utc: found[2] !== undefined, whole: !found[1] };
}
