import { Button, Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { PasswordProblem } from '../parts/password-problem.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { themes, useOwn } from './use-own.ts';
import { useOwnSettings } from './use-settings.ts';

const undoChoices = [0, 5, 10, 15, 20, 30];

/** One's own language, look, name below answers, password and tasks. */
export function Profile() {
  const { t, own: say, intl } = useWords();
  const me = useMe();
  return (
    <>
      <p>{t('settings.about', { name: me.displayName, userName: me.userName })}</p>
      <Section title={t('settings.look')}>
        <Look />
      </Section>
      <Section title={t('set.work')}>
        <Work />
      </Section>
      <Section title={t('settings.password')}>
        <ChangePassword />
      </Section>
      <Section title={t('settings.tasks')} about={t('settings.tasks-about')}>
        {me.tasks.length === 0 ? (
          <p className="quiet">{t('settings.no-tasks')}</p>
        ) : (
          <ul>
            {me.tasks.map((task) => (
              <li key={task.task}>
                {say(task.name, task.task)}{' '}
                <span className="small quiet">
                  {t('staff.until', { date: formatDate(intl, task.until) })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function Look() {
  const { t } = useWords();
  const me = useMe();
  const { change } = useOwn();
  return (
    <div className="form">
      <NativeSelect
        label={t('settings.language')}
        value={me.language}
        onChange={(event) =>
          change({ language: languages.find((each) => each === event.currentTarget.value) ?? me.language })
        }
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {t(`language.${each}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('settings.theme')}
        description={t('set.motion')}
        value={me.theme}
        onChange={(event) =>
          change({ theme: themes.find((each) => each === event.currentTarget.value) ?? me.theme })
        }
      >
        {themes.map((each) => (
          <option key={each} value={each}>
            {t(`theme.${each}`)}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

function Work() {
  const { t } = useWords();
  const { own, error, refetch, change, setDuty } = useOwnSettings();
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!own) return null;
  return (
    <div className="form">
      <Checkbox
        label={t('set.on-duty')}
        description={t('set.on-duty-about')}
        checked={own.onDuty}
        onChange={(event) => setDuty(event.currentTarget.checked)}
      />
      <Checkbox.Group
        label={t('set.answers-in')}
        description={t('set.answers-in-about')}
        value={own.languages}
        onChange={(chosen) => change({ languages: languages.filter((each) => chosen.includes(each)) })}
      >
        <div className="settings-choices">
          {languages.map((each) => (
            <Checkbox key={each} value={each} label={t(`language.${each}`)} lang={each} />
          ))}
        </div>
      </Checkbox.Group>
      <NameLine saved={own.settings.nameLine} onSave={(nameLine) => change({ nameLine })} />
      <NativeSelect
        label={t('set.undo')}
        description={t('set.undo-about')}
        value={String(own.settings.undoSeconds)}
        onChange={(event) => change({ undoSeconds: Number(event.currentTarget.value) })}
      >
        {[...new Set([...undoChoices, own.settings.undoSeconds])]
          .toSorted((one, other) => one - other)
          .map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? t('set.no-seconds') : t('set.seconds', { seconds })}
            </option>
          ))}
      </NativeSelect>
    </div>
  );
}

function NameLine({ saved, onSave }: { readonly saved: string; readonly onSave: (line: string) => void }) {
  const { t } = useWords();
  const me = useMe();
  const [line, setLine] = useState(saved);
  return (
    <TextInput
      label={t('set.name-line')}
      description={t('set.name-line-about')}
      placeholder={me.displayName}
      maxLength={100}
      value={line}
      onChange={(event) => setLine(event.currentTarget.value)}
      onBlur={() => {
        if (line.trim() !== saved) onSave(line.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function ChangePassword() {
  const { t } = useWords();
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => call('changePassword', { body: { current, next } }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast({ text: t('settings.password-changed') });
    },
    gcTime: 0,
  });
  const toggle = { 'aria-label': t('sign-in.show-password') };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <PasswordInput
        label={t('settings.current-password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t('settings.next-password')}
        description={t('link.password-about')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
      />
      {change.error && <PasswordProblem error={change.error} />}
      <div>
        <Button type="submit" variant="default" loading={change.isPending} disabled={!current || !next}>
          {t('settings.change-password')}
        </Button>
      </div>
    </form>
  );
}
