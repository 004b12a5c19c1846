import { useCallback, useEffect, useRef, useState } from 'react';

export const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

interface Graph {
  readonly context: AudioContext;
  readonly gains: readonly GainNode[];
}

/** Left and right by themselves, each to be silenced; both are heard in both ears. */
function openGraph(element: HTMLAudioElement, lanes: number): Graph {
  const context = new AudioContext();
  const source = context.createMediaElementSource(element);
  const gains = Array.from({ length: lanes }, () => context.createGain());
  if (lanes === 1) source.connect(gains[0]!);
  else {
    const splitter = context.createChannelSplitter(lanes);
    source.connect(splitter);
    for (const [lane, gain] of gains.entries()) splitter.connect(gain, lane);
  }
  for (const gain of gains) gain.connect(context.destination);
  return { context, gains };
}

/** Which form the browser plays; the one it is kept in, where it can. */
export function formOf(format: string | null): 'mp4' | undefined {
  const asKept = format === 'audio/ogg' ? 'audio/ogg; codecs=opus' : (format ?? '');
  return document.createElement('audio').canPlayType(asKept) === '' ? 'mp4' : undefined;
}

/**
 * Sound of one address, while it is on the screen. Nothing of it stays when it goes.
 * @param lanes sides of the sound, each a channel @param from seconds at which it begins
 */
export function usePlayback(address: string, lanes: number, from: number) {
  const element = useRef<HTMLAudioElement>(undefined);
  const graph = useRef<Graph>(undefined);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [at, setAt] = useState(from);
  const [speed, setSpeed] = useState(1);
  const [muted, setMuted] = useState<readonly boolean[]>(() => Array.from({ length: lanes }, () => false));

  useEffect(() => {
    const sound = new Audio();
    element.current = sound;
    sound.preload = 'metadata';
    const show = () => setAt(sound.currentTime);
    const changed = () => setPlaying(!sound.paused && !sound.ended);
    const fail = () => setFailed(true);
    for (const each of ['play', 'pause', 'ended']) sound.addEventListener(each, changed);
    for (const each of ['timeupdate', 'seeked']) sound.addEventListener(each, show);
    sound.addEventListener('error', fail);
    sound.src = address;
    if (from > 0) sound.currentTime = from;
    return () => {
      for (const each of ['play', 'pause', 'ended']) sound.removeEventListener(each, changed);
      for (const each of ['timeupdate', 'seeked']) sound.removeEventListener(each, show);
      sound.removeEventListener('error', fail);
      sound.pause();
      sound.removeAttribute('src');
      sound.load();
      void graph.current?.context.close();
      graph.current = undefined;
    };
  }, [address, from]);

  // Between two of the browser's own reports, four a second, the line moves on, as often as one sees it.
  useEffect(() => {
    if (!playing) return undefined;
    let next = requestAnimationFrame(function move() {
      const now = element.current?.currentTime ?? 0;
      setAt((before) => (Math.abs(now - before) < 0.06 ? before : now));
      next = requestAnimationFrame(move);
    });
    return () => cancelAnimationFrame(next);
  }, [playing]);

  const toggle = useCallback(() => {
    const sound = element.current;
    if (!sound) return;
    if (!sound.paused && !sound.ended) {
      sound.pause();
      return;
    }
    // Made by a deed of the listener's: a browser lets no page sound by itself.
    graph.current ??= openGraph(sound, lanes);
    void graph.current.context.resume();
    sound.play().catch(() => setPlaying(false));
  }, [lanes]);

  const seek = useCallback((seconds: number) => {
    const sound = element.current;
    if (!sound) return;
    const end = Number.isFinite(sound.duration) ? sound.duration : seconds;
    sound.currentTime = Math.max(0, Math.min(seconds, end));
    setAt(sound.currentTime);
  }, []);

  useEffect(() => {
    const sound = element.current;
    if (!sound) return;
    sound.preservesPitch = true;
    sound.defaultPlaybackRate = speed;
    sound.playbackRate = speed;
  }, [speed, address]);

  useEffect(() => {
    for (const [lane, gain] of (graph.current?.gains ?? []).entries())
      gain.gain.value = muted[lane] === true ? 0 : 1;
  }, [muted, playing]);

  const mute = (lane: number) => setMuted(muted.map((each, index) => (index === lane ? !each : each)));
  return { at, playing, failed, speed, muted, toggle, seek, setSpeed, mute };
}
