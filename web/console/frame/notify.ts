import type { LiveEvent } from '../../../contract/console/system.ts';
import type { OwnSettings } from '../../../contract/console/team.ts';

type Wanted = Pick<OwnSettings, 'desktop' | 'sound'>;
export type NoticeKind = keyof OwnSettings['desktop'];
/** Told in words of their own, though they fall under a setting of another name. */
type Told = NoticeKind | 'incident-due' | 'recording-due';
const toldOf = ({ notice }: LiveEvent, kind: NoticeKind): Told =>
  notice === 'incident-due' || notice === 'recording-due' ? notice : kind;

/** Which of one's settings an event falls under; none for what is not told. A reply that was held back is told like a customer's answer. */
export function noticeOf(event: LiveEvent): NoticeKind | undefined {
  if (event.kind === 'contact-new') return 'new-in-queue';
  if (event.kind !== 'for-you' || event.notice === undefined) return undefined;
  if (event.notice === 'held') return 'answered';
  if (event.notice === 'recording-due') return 'todos-due';
  return event.notice === 'incident-due' ? 'incident' : event.notice;
}

/** Ids shown lately: the same matter within a moment is one notice. */
const shown = new Map<string, number>();
const quietMs = 20_000;

/**
 * A notice of the browser, if it is wished for, allowed and not seen anyway. It says that there is something,
 * never what: it lies on a lock screen.
 */
export function notify(
  event: LiveEvent,
  wanted: Wanted,
  words: (kind: Told) => string,
  open: (event: LiveEvent) => void,
): void {
  const kind = noticeOf(event);
  const { contactId } = event;
  if (kind === undefined || !wanted.desktop[kind]) return;
  const place = kind === 'incident' ? '/incidents' : contactId;
  const isSeen = document.visibilityState === 'visible' && document.hasFocus();
  if (isSeen && place !== null && location.pathname.endsWith(place)) return;
  const why = toldOf(event, kind);
  const tag = kind === 'new-in-queue' || contactId === null ? why : `${why} ${contactId}`;
  const now = Date.now();
  if (now - (shown.get(tag) ?? 0) < quietMs) return;
  shown.set(tag, now);
  if (wanted.sound) chime();
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notice = new Notification(words(why), {
    tag,
    lang: document.documentElement.lang,
    silent: true,
  });
  notice.addEventListener('click', () => {
    window.focus();
    open(event);
    notice.close();
  });
}

let audio: AudioContext | undefined;

/** Two soft tones, made here: no file is fetched. Browsers keep quiet until the page was touched. */
function chime(): void {
  audio ??= new AudioContext();
  for (const [delay, pitch] of [
    [0, 660],
    [0.14, 880],
  ] as const) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const at = audio.currentTime + delay;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.06, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  }
}
