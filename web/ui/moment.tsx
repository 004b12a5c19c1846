import { useWords } from '../words/use-words.ts';
import { formatFull, formatMoment } from './format-time.ts';
import { useNow } from './use-now.ts';

/** A moment as short as its distance allows; the whole of it for pointer and screen reader. */
export function Moment({ at, className }: { readonly at: string; readonly className?: string }) {
  const { intl } = useWords();
  const full = formatFull(intl, at);
  return (
    <time dateTime={at} title={full} {...(className ? { className } : {})}>
      {formatMoment(intl, at, useNow())}
    </time>
  );
}
