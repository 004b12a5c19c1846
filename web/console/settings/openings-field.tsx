import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { QueueSettings } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';

type Openings = QueueSettings['hours']['mon'];

interface OpeningsFieldProps {
  /** The day they are of. */
  readonly name: string;
  readonly openings: Openings;
  readonly onChange: (openings: Openings) => void;
}

/** The openings of one day; none: closed. */
export function OpeningsField({ name, openings, onChange }: OpeningsFieldProps) {
  const { t } = useWords();
  const set = (at: number, part: Partial<Openings[number]>) =>
    onChange(openings.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const next = () => {
    const from = openings.at(-1)?.to ?? '08:00';
    return from < '23:00' ? { from, to: openings.length === 0 ? '16:00' : '23:59' } : undefined;
  };
  return (
    <div className="hours-day" role="group" aria-label={name}>
      <span>{name}</span>
      <div className="hours-openings">
        {openings.length === 0 && <span className="quiet">{t('queues.closed')}</span>}
        {openings.map((opening, index) => (
          // Openings of one day have no names; they stand in their order.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className="hours-opening">
            <TimeField
              label={t('queues.opens', { day: name })}
              value={opening.from}
              onChange={(from) => set(index, { from })}
            />
            –
            <TimeField
              label={t('queues.closes', { day: name })}
              value={opening.to}
              onChange={(to) => set(index, { to })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('queues.remove-opening', { day: name, from: opening.from })}
              onClick={() => onChange(openings.filter((_, each) => each !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </span>
        ))}
        {openings.length < 6 && next() && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('queues.add-opening', { day: name })}
            onClick={() => onChange([...openings, next()!])}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}

const time = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

function TimeField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <TextInput
      aria-label={props.label}
      size="xs"
      inputMode="numeric"
      maxLength={5}
      value={props.value}
      error={!time.test(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value.replace('.', ':'))}
      onBlur={() => {
        const [, hours, minutes] = /^(\d{1,2}):?(\d{2})?$/.exec(props.value) ?? [];
        if (hours !== undefined) props.onChange(`${hours.padStart(2, '0')}:${minutes ?? '00'}`);
      }}
    />
  );
}
