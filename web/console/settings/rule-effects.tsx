import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { priorities } from '../../../contract/console/team.ts';
import { mayGoByItself, type RuleBody, type RuleDoes } from '../../../contract/console/rules.ts';
import { useWords } from '../../words/use-words.ts';
import { useTagName } from '../parts/tag.tsx';
import { Several } from './rule-fields.tsx';
import type { RuleWorld } from './rule-words.ts';

interface RuleEffectsProps {
  readonly world: RuleWorld;
  readonly rule: Pick<RuleBody, 'does' | 'stop' | 'on'>;
  readonly onChange: (part: Partial<Pick<RuleBody, 'does' | 'stop'>>) => void;
  readonly wrong: (field: string) => string | undefined;
}

/** What a rule does. */
export function RuleEffects({ world, rule, onChange, wrong }: RuleEffectsProps) {
  const { t, own } = useWords();
  const tagName = useTagName();
  const { does } = rule;
  const set = (part: Partial<RuleDoes>) =>
    onChange({
      does: Object.fromEntries(
        Object.entries({ ...does, ...part }).filter(([, each]) => each !== undefined),
      ) as RuleDoes,
    });
  const { snooze } = does;
  const hours = typeof snooze === 'object' ? snooze.hours : undefined;
  const replies = world.replies.filter(mayGoByItself).toSorted((a, b) => a.title.localeCompare(b.title));
  const tags = world.team.tags.filter(({ id, archived }) => !archived || does.tags?.includes(id));
  return (
    <fieldset>
      <legend>{t('rules.does')}</legend>
      <div className="rule-pair">
        <NativeSelect
          label={t('rules.queue')}
          value={does.queue ?? ''}
          error={wrong('queue')}
          onChange={(event) => set({ queue: event.currentTarget.value || undefined })}
        >
          <option value="">{t('rules.leave')}</option>
          {world.team.queues.map(({ queue, name }) => (
            <option key={queue} value={queue}>
              {own(name, queue)}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          label={t('rules.priority')}
          value={does.priority ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            set({ priority: priorities.find((each) => each === chosen) });
          }}
        >
          <option value="">{t('rules.leave')}</option>
          {priorities.map((each) => (
            <option key={each} value={each}>
              {t(`priority.${each}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {tags.length > 0 && (
        <Several
          label={t('rules.tags')}
          all={tags.map((tag) => ({ key: tag.id, name: tagName(tag) }))}
          chosen={does.tags}
          error={wrong('tags')}
          onChange={(chosen) => set({ tags: chosen })}
        />
      )}
      {rule.on === 'every-message' && (
        <Checkbox
          label={t('rules.last-answerer')}
          description={t('rules.last-answerer-about')}
          checked={does.toLastAnswerer === true}
          onChange={(event) => set({ toLastAnswerer: event.currentTarget.checked || undefined })}
        />
      )}
      <div className="rule-pair">
        <NativeSelect
          label={t('rules.snooze')}
          value={snooze === undefined ? 'no' : snooze === 'opening' ? snooze : 'hours'}
          error={wrong('snooze')}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            set({
              snooze: chosen === 'opening' ? chosen : chosen === 'hours' ? { hours: 24 } : undefined,
            });
          }}
        >
          {(['no', 'opening', 'hours'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`rules.snooze-${each}`)}
            </option>
          ))}
        </NativeSelect>
        {hours !== undefined && (
          <TextInput
            type="number"
            min={1}
            max={720}
            label={t('rules.hours-count')}
            value={hours}
            onChange={(event) => {
              const wanted = Number(event.currentTarget.value);
              if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 720)
                set({ snooze: { hours: wanted } });
            }}
          />
        )}
      </div>
      <NativeSelect
        label={t('rules.reply')}
        description={t('rules.reply-about')}
        value={does.reply ?? ''}
        error={wrong('reply')}
        onChange={(event) => set({ reply: event.currentTarget.value || undefined })}
      >
        <option value="">{t('rules.reply-no')}</option>
        {replies.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </NativeSelect>
      <Checkbox
        label={t('rules.close')}
        description={rule.on === 'every-message' ? t('rules.close-about') : undefined}
        checked={does.close === true}
        error={wrong('close')}
        onChange={(event) => set({ close: event.currentTarget.checked || undefined })}
      />
      <Checkbox
        label={t('rules.stop')}
        checked={rule.stop}
        onChange={(event) => onChange({ stop: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
