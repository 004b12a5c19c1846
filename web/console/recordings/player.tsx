import { Button, NativeSelect } from '@mantine/core';
import {
  IconBookmark,
  IconDownload,
  IconHeadphones,
  IconPlayerPause,
  IconPlayerPlay,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { addressOf, call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { clockTime } from './clock-time.ts';
import { CopyLink, MarkForm, Marks } from './marks.tsx';
import type { Listening, Recording } from './recording-queries.ts';
import { formOf, speeds, usePlayback } from './use-playback.ts';
import { Waveform } from './waveform.tsx';
import './player.css';

interface PlayerProps {
  readonly recording: Recording;
  /** The hold for whose matter one listens. */
  readonly holdId?: string | undefined;
  /** Seconds at which it begins. */
  readonly from?: number | undefined;
}

/** Nothing is loaded before it is asked for: each listening is a line in the access log, and that is said first. */
export function Player({ recording, holdId, from = 0 }: PlayerProps) {
  const { t } = useWords();
  const may = useMay();
  const { recordingId } = recording;
  const [asked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['listening', recordingId, holdId ?? null],
    queryFn: () =>
      call('listenToRecording', { params: { recordingId }, query: holdId ? { hold: holdId } : {} }),
    enabled: asked,
    retry: false,
    gcTime: 0,
  });
  if (!may('play-recording')) return <p className="small quiet">{t('player.no-task')}</p>;
  if (asked && data)
    return (
      <Sound
        recording={recording}
        listening={data}
        holdId={holdId}
        from={from}
        onChange={() => void refetch()}
      />
    );
  return (
    <div className="player-ask">
      <Button
        variant="default"
        leftSection={<IconHeadphones size={16} />}
        loading={isFetching}
        onClick={() => (asked ? void refetch() : setAsked(true))}
      >
        {from > 0 ? t('player.listen-from', { at: clockTime(from * 1000) }) : t('player.listen')}
      </Button>
      <span className="small quiet">{t('player.logged')}</span>
      {error && <ProblemNote error={error} />}
    </div>
  );
}

interface SoundProps {
  readonly recording: Recording;
  readonly listening: Listening;
  readonly holdId: string | undefined;
  readonly from: number;
  readonly onChange: () => void;
}

function Sound({ recording, listening, holdId, from, onChange }: SoundProps) {
  const { t, intl } = useWords();
  const may = useMay();
  const { recordingId } = recording;
  const of = (rest: string, query: object) =>
    addressOf(`/api/console/recordings/:recordingId/${rest}`, {
      params: { recordingId },
      query: { ...query, hold: holdId },
    });
  const [address] = useState(() => of('audio', { as: formOf(recording.format) }));
  const [start] = useState(from);
  const sound = usePlayback(address, listening.lanes.length, start);
  const { at, playing, toggle, seek } = sound;
  const [markAt, setMarkAt] = useState<number | null>(null);
  const region = useRef<HTMLDivElement>(null);
  // Asked for is begun: the button that was pressed is gone, and its place is the player's.
  useEffect(() => {
    region.current?.querySelector<HTMLElement>('[role=slider]')?.focus();
    toggle();
  }, [toggle]);

  const onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
    const acts: Record<string, () => void> = {
      k: toggle,
      j: () => seek(at - 10),
      l: () => seek(at + 10),
      m: () => setMarkAt(at * 1000),
      ArrowLeft: () => seek(at - 5),
      ArrowRight: () => seek(at + 5),
      Home: () => seek(0),
      End: () => seek(listening.milliseconds / 1000),
      // A button that has the keyboard is pressed by it.
      ...(target.closest('button, a') ? {} : { ' ': toggle }),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    // The keys of a player, while one is in it; every one has a button or the slider beside it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={region}
      className="player"
      role="group"
      aria-label={t('player.name')}
      data-keys="own"
      onKeyDown={onKey}
    >
      <div className="player-lanes">
        <div className="player-sides">
          {listening.lanes.map(({ side }, lane) => {
            const isMuted = sound.muted[lane] === true;
            const label = t('player.mute', { side: t(`player.side-${side}`) });
            return (
              <button
                key={side}
                type="button"
                className="player-side"
                aria-pressed={isMuted}
                aria-label={label}
                title={label}
                onClick={() => sound.mute(lane)}
              >
                {isMuted ? (
                  <IconVolumeOff size={16} aria-hidden="true" />
                ) : (
                  <IconVolume size={16} aria-hidden="true" />
                )}
                <span>{t(`player.side-${side}`)}</span>
              </button>
            );
          })}
        </div>
        <Waveform listening={listening} at={at} muted={sound.muted} onSeek={seek} />
      </div>
      <div className="player-bar">
        <Button
          size="compact-md"
          leftSection={playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          onClick={toggle}
        >
          {t(playing ? 'player.pause' : 'player.play')}
        </Button>
        <span className="player-time" aria-hidden="true">
          {clockTime(at * 1000)} / {clockTime(listening.milliseconds)}
        </span>
        <NativeSelect
          aria-label={t('player.speed')}
          size="xs"
          value={String(sound.speed)}
          onChange={(event) => sound.setSpeed(Number(event.currentTarget.value))}
        >
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {intl.formatNumber(speed)} ×
            </option>
          ))}
        </NativeSelect>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconBookmark size={16} />}
          onClick={() => setMarkAt(at * 1000)}
        >
          {t('player.mark')}
        </Button>
        <CopyLink recordingId={recordingId} at={at * 1000} />
        {may('download-recording') && (
          <a
            className="player-icon"
            href={of('file', {})}
            download
            aria-label={t('player.download')}
            title={t('player.download')}
          >
            <IconDownload size={16} aria-hidden="true" />
          </a>
        )}
      </div>
      {sound.failed && (
        <p className="small player-failed" role="alert">
          {t('player.failed')}
        </p>
      )}
      {markAt !== null && (
        <MarkForm
          key={markAt}
          recordingId={recordingId}
          holdId={holdId}
          at={markAt}
          onDone={(made) => {
            setMarkAt(null);
            region.current?.querySelector<HTMLElement>('[role=slider]')?.focus();
            if (made) onChange();
          }}
        />
      )}
      <Marks recordingId={recordingId} marks={listening.marks} onSeek={seek} onChange={onChange} />
      <p className="small quiet">{t('player.keys')}</p>
    </div>
  );
}
