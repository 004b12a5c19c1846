import { Button, Checkbox, NativeSelect, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../ui/format-time.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { singleKeys } from '../acts/acts.tsx';
import { call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { PasswordProblem } from '../parts/password-problem.tsx';
import { themes, useOwn } from './use-own.ts';

/** One's own language, look, keys, password and tasks. */
export function SettingsPage() {
  const { t, own, intl } = useWords();
  const me = useMe();
  const { change } = useOwn();
  const [keysOn, setKeysOn] = useState(singleKeys.areOn);
  return (
    <Page
      title={t('place.settings')}
      about={t('settings.about', { name: me.displayName, userName: me.userName })}
    >
      <Section title={t('settings.look')}>
        <div className="form">
          <NativeSelect
            label={t('settings.language')}
            value={me.language}
            onChange={(event) =>
              change({
                language: languages.find((each) => each === event.currentTarget.value) ?? me.language,
              })
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
          <Checkbox
            label={t('settings.single-keys')}
            description={t('settings.single-keys-about')}
            checked={keysOn}
            onChange={(event) => {
              singleKeys.turn(event.currentTarget.checked);
              setKeysOn(event.currentTarget.checked);
            }}
          />
        </div>
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
                {own(task.name, task.task)}{' '}
                <span className="small quiet">
                  {t('staff.until', { date: formatDate(intl, task.until) })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
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
