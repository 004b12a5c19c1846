import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { weekdays } from '../../../contract/console/team.ts';
import { headerValues, mailKinds, type RuleBody, type RuleWhen } from '../../../contract/console/rules.ts';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { readWords, Several } from './rule-fields.tsx';
import { headerNames, type RuleWorld } from './rule-words.ts';
import { useTimeWords } from './time-words.ts';

type Asked = Pick<RuleBody, 'queues' | 'when' | 'on'>;

interface RuleConditionsProps {
  readonly world: RuleWorld;
  readonly rule: Asked;
  readonly onChange: (part: Partial<Asked>) => void;
  /** What is wrong with a field, by its name. */
  readonly wrong: (field: string) => string | undefined;
}

/** When a rule acts. There is no field for who wrote, because there is nothing in a rule that could ask. */
export function RuleConditions({ world, rule, onChange, wrong }: RuleConditionsProps) {
  const { t, own } = useWords();
  const { weekdayWords } = useTimeWords();
  const { when } = rule;
  const set = (part: Partial<RuleWhen>) => onChange({ when: withoutAbsent({ ...when, ...part }) });
  const [words, setWords] = useState(when.subject?.join(', ') ?? '');
  const [moreAsked] = useState(() =>
    [when.mailboxes, when.channels, when.weekdays, when.time, when.mail, when.headers].some(
      (each) => each !== undefined,
    ),
  );
  return (
    <fieldset>
      <legend>{t('rules.when')}</legend>
      <p className="quiet small">{t('rules.when-about')}</p>
      <Several
        label={t('rules.queues')}
        about={t('rules.queues-about')}
        all={world.team.queues.map(({ queue, name }) => ({ key: queue, name: own(name, queue) }))}
        chosen={rule.queues}
        error={wrong('queues')}
        onChange={(queues) => onChange({ queues: queues ?? [] })}
      />
      <NativeSelect
        label={t('rules.hours')}
        value={when.hours ?? 'any'}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          set({ hours: chosen === 'open' || chosen === 'closed' ? chosen : undefined });
        }}
      >
        {(['any', 'open', 'closed'] as const).map((each) => (
          <option key={each} value={each}>
            {t(`rules.hours-${each}`)}
          </option>
        ))}
      </NativeSelect>
      <Several
        label={t('rules.languages')}
        all={languages.map((each) => ({ key: each, name: t(`language.${each}`) }))}
        chosen={when.languages}
        onChange={(chosen) => set({ languages: chosen })}
      />
      <TextInput
        label={t('rules.subject')}
        description={t('rules.subject-about')}
        maxLength={1_000}
        value={words}
        error={wrong('subject')}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          set({ subject: readWords(event.currentTarget.value) });
        }}
      />
      {rule.on === 'every-message' && (
        <NativeSelect
          label={t('rules.answered')}
          value={when.answeredBefore === undefined ? 'any' : when.answeredBefore ? 'yes' : 'no'}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            set({ answeredBefore: chosen === 'any' ? undefined : chosen === 'yes' });
          }}
        >
          {(['any', 'yes', 'no'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`rules.answered-${each}`)}
            </option>
          ))}
        </NativeSelect>
      )}
      <details open={moreAsked}>
        <summary>{t('rules.more')}</summary>
        <div>
          <Several
            label={t('rules.mailboxes')}
            about={t('rules.none-all')}
            all={world.mailboxes.map(({ key, address }) => ({ key, name: address }))}
            chosen={when.mailboxes}
            error={wrong('mailboxes')}
            onChange={(mailboxes) => set({ mailboxes })}
          />
          <Several
            label={t('rules.channels')}
            about={t('rules.none-all')}
            all={(['email', 'phone', 'chat'] as const).map((each) => ({
              key: each,
              name: t(`channel.${each}`),
            }))}
            chosen={when.channels}
            onChange={(channels) => set({ channels })}
          />
          <Several
            label={t('rules.weekdays')}
            all={weekdays.map((day, index) => ({ key: day, name: weekdayWords(index) }))}
            chosen={when.weekdays}
            onChange={(days) => set({ weekdays: days })}
          />
          <TimeOfDay
            zone={world.team.timeZone}
            time={when.time}
            error={wrong('time')}
            onChange={(time) => set({ time })}
          />
          <Several
            label={t('rules.mail')}
            all={mailKinds.map((each) => ({ key: each, name: t(`rules.mail-${each}`) }))}
            chosen={when.mail}
            onChange={(mail) => set({ mail })}
          />
          <Headers headers={when.headers} wrong={wrong} onChange={(headers) => set({ headers })} />
        </div>
      </details>
    </fieldset>
  );
}

/** A time half written stays in its fields, and the rule cannot be saved with it. */
function TimeOfDay(props: {
  readonly zone: string;
  readonly time: RuleWhen['time'];
  readonly error: string | undefined;
  readonly onChange: (time: RuleWhen['time']) => void;
}) {
  const { t } = useWords();
  const { from = '', to = '' } = props.time ?? {};
  const set = (part: { from?: string; to?: string }) => {
    const next = { from, to, ...part };
    props.onChange(next.from === '' && next.to === '' ? undefined : next);
  };
  return (
    <div className="rule-pair">
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          label={t(`rules.${end}`)}
          description={t('rules.time-about', { zone: props.zone })}
          inputMode="numeric"
          placeholder="–"
          maxLength={5}
          value={props.time?.[end] ?? ''}
          error={props.error}
          onChange={(event) => set({ [end]: event.currentTarget.value.replace('.', ':') })}
          onBlur={(event) => {
            const [, hours, minutes] = /^(\d{1,2}):?(\d{2})?$/.exec(event.currentTarget.value) ?? [];
            if (hours !== undefined) set({ [end]: `${hours.padStart(2, '0')}:${minutes ?? '00'}` });
          }}
        />
      ))}
    </div>
  );
}

function Headers(props: {
  readonly headers: RuleWhen['headers'];
  readonly wrong: (field: string) => string | undefined;
  readonly onChange: (headers: RuleWhen['headers']) => void;
}) {
  const { t } = useWords();
  const { headers = {} } = props;
  const [lists, setLists] = useState(headers['list-id']?.join(', ') ?? '');
  const set = (part: NonNullable<RuleWhen['headers']>) => {
    const next = withoutAbsent({ ...headers, ...part });
    props.onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <section aria-label={t('rules.headers')} className="settings-stack">
      <h2 className="minor">{t('rules.headers')}</h2>
      <p className="quiet small">{t('rules.headers-about')}</p>
      {(Object.keys(headerValues) as (keyof typeof headerValues)[]).map((header) => (
        <Several<string>
          key={header}
          label={headerNames[header]}
          all={headerValues[header].map((value) => ({ key: value, name: value }))}
          chosen={headers[header]}
          onChange={(values) => set({ [header]: values })}
        />
      ))}
      <TextInput
        label={`${headerNames['list-id']}: ${t('rules.list-id')}`}
        description={t('rules.list-id-about')}
        maxLength={1_000}
        value={lists}
        error={props.wrong('headers')}
        onChange={(event) => {
          setLists(event.currentTarget.value);
          set({ 'list-id': readWords(event.currentTarget.value) });
        }}
      />
    </section>
  );
}

function withoutAbsent<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value;
}
