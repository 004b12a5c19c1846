import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

const dayChoices = [7, 30, 90, 180, 365] as const;

interface MakeTokenProps {
  readonly onMade: (made: Answer<'makeToken'>) => void;
  readonly onCancel: () => void;
}

export function MakeToken({ onMade, onCancel }: MakeTokenProps) {
  const { t, own } = useWords();
  const me = useMe();
  const [name, setName] = useState('');
  const [tasks, setTasks] = useState<readonly string[]>([]);
  const [mayWrite, setMayWrite] = useState(false);
  const [days, setDays] = useState(90);
  const make = useMutation({
    mutationFn: () => call('makeToken', { body: { name: name.trim(), tasks: [...tasks], mayWrite, days } }),
    onSuccess: onMade,
    gcTime: 0,
  });
  return (
    <form
      className="form connection-form"
      aria-label={t('tokens.new')}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t('tokens.name')}
        description={t('tokens.name-about')}
        required
        withAsterisk={false}
        autoFocus
        autoComplete="off"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset>
        <legend>{t('tokens.tasks')}</legend>
        {me.tasks.map((each) => (
          <Checkbox
            key={each.task}
            label={own(each.name, each.task)}
            checked={tasks.includes(each.task)}
            onChange={(event) =>
              setTasks(
                event.currentTarget.checked
                  ? [...tasks, each.task]
                  : tasks.filter((task) => task !== each.task),
              )
            }
          />
        ))}
      </fieldset>
      <Checkbox
        label={t('tokens.may-write')}
        description={t('tokens.may-write-about')}
        checked={mayWrite}
        onChange={(event) => setMayWrite(event.currentTarget.checked)}
      />
      <NativeSelect
        label={t('tokens.days')}
        value={days}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
      >
        {dayChoices.map((each) => (
          <option key={each} value={each}>
            {t('tokens.days-option', { days: each })}
          </option>
        ))}
      </NativeSelect>
      {make.error && <ProblemNote error={make.error} />}
      <div className="row-acts">
        <Button type="submit" loading={make.isPending} disabled={!name.trim() || tasks.length === 0}>
          {t('tokens.make')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
