import { memo, useId, useRef } from 'react';
import { useWords } from '../../words/use-words.ts';
import { clockTime } from './clock-time.ts';
import type { Listening, Mark } from './recording-queries.ts';

interface WaveformProps {
  readonly listening: Listening;
  /** Seconds. */
  readonly at: number;
  readonly muted: readonly boolean[];
  readonly onSeek: (seconds: number) => void;
}

const bars = 300;
const laneHeight = 40;

/** How loud each side is, in its own lane, and where one is: a slider. */
export function Waveform({ listening, at, muted, onSeek }: WaveformProps) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const clip = useId();
  const { lanes, milliseconds, marks } = listening;
  const seconds = milliseconds / 1000;
  const place = Math.min(1, at / Math.max(seconds, 0.001));
  const height = laneHeight * lanes.length;
  const seekTo = (clientX: number) => {
    const { left, width } = box.current!.getBoundingClientRect();
    onSeek(Math.max(0, Math.min(1, (clientX - left) / width)) * seconds);
  };
  return (
    <div
      ref={box}
      className="player-wave"
      role="slider"
      tabIndex={0}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(Math.min(at, seconds))}
      aria-valuetext={t('player.at', { at: clockTime(at * 1000), length: clockTime(milliseconds) })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event.clientX);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event.clientX);
      }}
    >
      <svg viewBox={`0 0 ${bars} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <clipPath id={clip}>
          <rect x={0} y={0} width={bars * place} height={height} />
        </clipPath>
        <Lanes lanes={lanes} muted={muted} className="player-rest" />
        <g clipPath={`url(#${clip})`}>
          <Lanes lanes={lanes} muted={muted} className="player-heard" />
        </g>
        <Marks marks={marks} milliseconds={milliseconds} height={height} />
        <line className="player-line" x1={bars * place} x2={bars * place} y1={0} y2={height} />
      </svg>
    </div>
  );
}

const Lanes = memo(function DrawLanes({
  lanes,
  muted,
  className,
}: {
  readonly lanes: Listening['lanes'];
  readonly muted: readonly boolean[];
  readonly className: string;
}) {
  return lanes.map(({ side, loudness }, lane) => (
    <path
      key={side}
      className={className}
      data-muted={muted[lane] === true}
      d={drawLane(loudness, laneHeight * (lane + 0.5))}
    />
  ));
});

function Marks({
  marks,
  milliseconds,
  height,
}: {
  readonly marks: readonly Mark[];
  readonly milliseconds: number;
  readonly height: number;
}) {
  return marks.map(({ markId, at }) => {
    const x = (bars * at) / Math.max(1, milliseconds);
    return <line key={markId} className="player-mark" x1={x} x2={x} y1={0} y2={height} />;
  });
}

/** Bars about a middle line, the loudest as high as the lane; where nothing was measured, a thin line. */
function drawLane(loudness: readonly number[], middle: number): string {
  const most = Math.max(48, ...loudness);
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * loudness.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * loudness.length) / bars));
    const loudest = Math.max(0, ...loudness.slice(from, to));
    const half = Math.max(0.4, ((laneHeight / 2 - 3) * loudest) / most);
    return `M${bar + 0.5} ${(middle - half).toFixed(1)}v${(2 * half).toFixed(1)}`;
  }).join('');
}
