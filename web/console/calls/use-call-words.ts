import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery } from '../api/queries.ts';
import type { AroundCall, ContactCall, LiveCall, LoggedCall } from './call-queries.ts';

type AnyCall = ContactCall | LiveCall;

/** Calls in words: whom they are with, how they stand, whether they are recorded and why not. */
export function useCallWords() {
  const { t, intl, known } = useWords();
  const { data } = useQuery(colleaguesQuery);
  const nameOf = (staffId: string) =>
    data?.colleagues.find((each) => each.staffId === staffId)?.displayName ?? t('contact.colleague');

  const numberOf = ({ customers, number }: ContactCall) => customers[0] ?? t(`call.number-${number}`);
  return {
    nameOf,
    numberOf,
    /** Whom it is with: by name, else by number, else why there is none. */
    who: (call: LoggedCall | AroundCall) => call.name || numberOf(call),
    /** Colleagues on it, each once, in their order. */
    colleagues: ({ legs }: AnyCall) =>
      intl.formatList([...new Set(legs.map(({ staffId }) => staffId))].map(nameOf), { type: 'unit' }),
    outcome(call: ContactCall): string {
      if (call.outcome === null)
        return t(call.answeredAt ? 'calls.outcome-going-on' : 'calls.outcome-ringing');
      return call.outcome === 'missed' && call.direction === 'outgoing'
        ? t('calls.outcome-no-answer')
        : t(`calls.outcome-${call.outcome}`);
    },
    /** Undefined for a call that nobody answered, or of which nothing is decided yet. */
    recording({ recording, answeredAt }: AnyCall, isOver: boolean): string | undefined {
      if (recording === null) return isOver && answeredAt ? t('call.recording-none') : undefined;
      const state = t(`call.recording-${recording.state}`);
      const why = recording.code === null ? undefined : known(`call.why-${recording.code}`);
      return why ? t('call.recording-why', { state, why: t(why) }) : state;
    },
  };
}

/** Hours if there are any, minutes and seconds, as a clock that was started: 3:12, 1:03:12. */
export function formatLength(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
