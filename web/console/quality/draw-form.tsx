import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import { inMonths } from '../staff/task-end.ts';
import { FormEnd } from './matter-acts.tsx';
import { useWeekdayName } from './use-draw-words.ts';

const allDays = [1, 2, 3, 4, 5, 6, 7] as const;
const hours = Array.from({ length: 25 }, (_, hour) => hour);
const directions = ['both', 'incoming', 'outgoing'] as const;

/** A sample by the call alone: when it was, which way, how long. Whose it was is not asked, and cannot be. */
export function DrawForm({ projectId, onDone }: { readonly projectId: string; readonly onDone: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const weekdayName = useWeekdayName();
  const [drawId] = useState(newUuid);
  const [today] = useState(() => inMonths(new Date(), 0));
  const [fromOn, setFromOn] = useState(() => inMonths(new Date(), -1));
  const [toOn, setToOn] = useState(today);
  const [count, setCount] = useState<number | string>(10);
  const [direction, setDirection] = useState<(typeof directions)[number]>('both');
  const [weekdays, setWeekdays] = useState<readonly number[]>(allDays);
  const [fromHour, setFromHour] = useState(0);
  const [toHour, setToHour] = useState(24);
  const [least, setLeast] = useState<number | string>('');
  const [most, setMost] = useState<number | string>('');
  const seconds = (minutes: number | string) => Math.round(Number(minutes) * 60);
  const draw = useRecordingChange(async () => {
    const { drawn, size } = await call('drawSample', {
      params: { projectId },
      body: {
        drawId,
        fromOn,
        toOn,
        count: Number(count),
        weekdays: [...weekdays],
        fromHour,
        toHour,
        leastSeconds: seconds(least),
        ...(direction === 'both' ? {} : { direction }),
        ...(most === '' ? {} : { mostSeconds: seconds(most) }),
      },
    });
    toast({
      text:
        drawn < Number(count)
          ? `${t('quality.drawn', { count: drawn, size })} ${t('quality.drawn-fewer', { count: Number(count) })}`
          : t('quality.drawn', { count: drawn, size }),
    });
  }, onDone);
  return (
    <form
      className="recording-form"
      aria-label={t('quality.draw')}
      onSubmit={(event) => {
        event.preventDefault();
        draw.mutate();
      }}
    >
      <NumberInput
        label={t('quality.how-many')}
        description={t('quality.how-many-about')}
        required
        withAsterisk={false}
        data-autofocus
        hideControls
        min={1}
        max={200}
        allowDecimal={false}
        value={count}
        onChange={setCount}
      />
      <div className="quality-pair">
        <DateField label={t('quality.from')} required max={today} value={fromOn} onChange={setFromOn} />
        <DateField label={t('quality.to')} required min={fromOn} value={toOn} onChange={setToOn} />
      </div>
      <NativeSelect
        label={t('quality.direction')}
        value={direction}
        onChange={(event) =>
          setDirection(directions.find((each) => each === event.currentTarget.value) ?? 'both')
        }
      >
        {directions.map((each) => (
          <option key={each} value={each}>
            {t(`quality.direction-${each}`)}
          </option>
        ))}
      </NativeSelect>
      <details className="recording-more">
        <summary>{t('quality.narrow')}</summary>
        <div className="recording-form">
          <Checkbox.Group
            label={t('quality.weekdays')}
            value={weekdays.map(String)}
            onChange={(chosen) => setWeekdays(chosen.map(Number).toSorted((one, other) => one - other))}
          >
            <div className="quality-days">
              {allDays.map((day) => (
                <Checkbox key={day} value={String(day)} label={weekdayName(day)} />
              ))}
            </div>
          </Checkbox.Group>
          <div className="quality-pair">
            <NativeSelect
              label={t('quality.from-hour')}
              value={fromHour}
              onChange={(event) => setFromHour(Number(event.currentTarget.value))}
            >
              {hours.slice(0, 24).map((hour) => (
                <option key={hour} value={hour}>
                  {clock(hour)}
                </option>
              ))}
            </NativeSelect>
            <NativeSelect
              label={t('quality.to-hour')}
              value={toHour}
              onChange={(event) => setToHour(Number(event.currentTarget.value))}
            >
              {hours.slice(fromHour + 1).map((hour) => (
                <option key={hour} value={hour}>
                  {clock(hour)}
                </option>
              ))}
            </NativeSelect>
          </div>
          <div className="quality-pair">
            <NumberInput
              label={t('quality.least-minutes')}
              hideControls
              min={0}
              max={1440}
              value={least}
              onChange={setLeast}
            />
            <NumberInput
              label={t('quality.most-minutes')}
              hideControls
              min={0}
              max={1440}
              value={most}
              onChange={setMost}
            />
          </div>
        </div>
      </details>
      <p className="small quiet">{t('quality.draw-about')}</p>
      {draw.error && <ProblemNote error={draw.error} />}
      <FormEnd
        pending={draw.isPending}
        disabled={!fromOn || !toOn || count === '' || weekdays.length === 0}
        label={t('quality.draw-do')}
        onCancel={onDone}
      />
    </form>
  );
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
