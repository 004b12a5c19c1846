import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { priorities, type QueueSettings, type Team, weekdays } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { HolidayFields } from './holiday-fields.tsx';
import { OpeningsField } from './openings-field.tsx';
import { SaveProblem } from './save-problem.tsx';
import { FormActs } from './form-parts.tsx';
import { readDuration, useTimeWords, writeDuration } from './time-words.ts';
import { useSave } from './use-settings.ts';

const rules = ['by-hand', 'in-turn', 'fewest-open'] as const;

interface QueueEditorProps {
  readonly queue: Team['queues'][number];
  readonly team: Team;
  readonly onDone: () => void;
}

/** Hours, days off, targets and the rule of one queue. */
export function QueueEditor({ queue, team, onDone }: QueueEditorProps) {
  const { t, own } = useWords();
  const { weekdayWords } = useTimeWords();
  const [settings, setSettings] = useState<QueueSettings>(queue.settings);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const save = useSave<void>(
    () =>
      call('saveQueue', {
        params: { queue: queue.queue },
        body: { settings, version: queue.version || null },
      }),
    ['team'],
    onDone,
  );
  const name = own(queue.name, queue.queue);
  const { assignment } = settings;
  const assign = (part: Partial<QueueSettings['assignment']>) =>
    setSettings({ ...settings, assignment: { ...assignment, ...part } });

  function setTarget(
    priority: (typeof priorities)[number],
    kind: 'firstAnswer' | 'resolution',
    text: string,
  ): void {
    const minutes = readDuration(text);
    const field = `${priority} ${kind}`;
    setWrong(
      (fields) =>
        new Set([...fields].filter((each) => each !== field).concat(minutes === undefined ? field : [])),
    );
    if (minutes === undefined) return;
    const { targets } = settings;
    setSettings({
      ...settings,
      targets: { ...targets, [priority]: { ...targets[priority], [kind]: minutes } },
    });
  }

  return (
    <form
      className="settings-form"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2>{name}</h2>
      <section className="hours" aria-label={t('queues.opening')}>
        <h3>{t('queues.opening-in', { zone: team.timeZone })}</h3>
        {weekdays.map((day, index) => (
          <OpeningsField
            key={day}
            name={weekdayWords(index)}
            openings={settings.hours[day]}
            onChange={(openings) =>
              setSettings({ ...settings, hours: { ...settings.hours, [day]: openings } })
            }
          />
        ))}
      </section>
      <HolidayFields settings={settings} countries={team.countries} onChange={setSettings} />
      <section className="targets" aria-label={t('queues.targets')}>
        <h3>{t('queues.targets-about')}</h3>
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('filter.priority')}</th>
                <th scope="col">{t('queues.first-answer')}</th>
                <th scope="col">{t('queues.resolution')}</th>
              </tr>
            </thead>
            <tbody>
              {priorities.toReversed().map((priority) => (
                <tr key={priority}>
                  <th scope="row">{t(`priority.${priority}`)}</th>
                  {(['firstAnswer', 'resolution'] as const).map((kind) => (
                    <td key={kind}>
                      <TextInput
                        aria-label={`${t(`priority.${priority}`)}: ${t(kind === 'firstAnswer' ? 'queues.first-answer' : 'queues.resolution')}`}
                        placeholder="–"
                        size="xs"
                        defaultValue={writeDuration(settings.targets[priority][kind])}
                        error={wrong.has(`${priority} ${kind}`)}
                        onChange={(event) => setTarget(priority, kind, event.currentTarget.value)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <div className="form">
        <NativeSelect
          label={t('assign.title')}
          description={t('assign.about')}
          value={assignment.rule}
          onChange={(event) =>
            assign({ rule: rules.find((each) => each === event.currentTarget.value) ?? 'by-hand' })
          }
        >
          {rules.map((each) => (
            <option key={each} value={each}>
              {t(`assign.${each}`)}
            </option>
          ))}
        </NativeSelect>
        {assignment.rule !== 'by-hand' && (
          <>
            <TextInput
              type="number"
              min={1}
              max={1000}
              label={t('assign.ceiling')}
              description={t('assign.ceiling-about')}
              value={assignment.ceiling ?? ''}
              onChange={(event) => {
                const ceiling = Number(event.currentTarget.value);
                assign({
                  ceiling: Number.isInteger(ceiling) && ceiling >= 1 && ceiling <= 1000 ? ceiling : null,
                });
              }}
            />
            <Checkbox
              label={t('assign.in-hours')}
              description={t('assign.in-hours-about')}
              checked={assignment.inHoursOnly}
              onChange={(event) => assign({ inHoursOnly: event.currentTarget.checked })}
            />
          </>
        )}
      </div>
      <SaveProblem error={save.error} />
      <FormActs pending={save.isPending} disabled={wrong.size > 0} onCancel={onDone} />
    </form>
  );
}
