import { Button, Loader, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { PasswordProblem } from '../parts/password-problem.tsx';
import { Door } from './door.tsx';

/** What a one-time link opens. The token stands in the fragment, which no server or log ever sees. */
export function LinkPage() {
  const { t } = useWords();
  const { language } = useLanguage();
  const router = useRouter();
  const queries = useQueryClient();
  const [token] = useState(takeToken);
  const [userName, setUserName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const link = useQuery({
    queryKey: ['link'],
    queryFn: () => call('openLink', { body: { token } }),
    enabled: token.length >= 20,
    retry: false,
  });
  const first = link.data?.purpose === 'first-administrator';
  const use = useMutation({
    mutationFn: () =>
      call('useLink', {
        body: {
          token,
          language,
          password,
          ...(first ? { userName: userName.trim(), displayName: displayName.trim() } : {}),
        },
      }),
    onSuccess: () => {
      queries.clear();
      router.history.replace('/console/');
    },
  });

  if (token.length < 20 || link.error) {
    return (
      <Door title={t('link.not-valid')} about={t('error.link-not-valid')}>
        <p className="door-about">
          <Link to="/sign-in">{t('sign-in.title')}</Link>
        </p>
      </Door>
    );
  }
  if (!link.data) {
    return (
      <Door title={t('link.opening')}>
        <Loader size="sm" mt="lg" aria-label={t('common.loading')} />
      </Door>
    );
  }
  return (
    <Door
      title={first ? t('link.first') : t('link.invitation', { name: link.data.displayName ?? '' })}
      about={t(first ? 'link.first-about' : 'link.invitation-about', { userName: link.data.userName ?? '' })}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          use.mutate();
        }}
      >
        {first && (
          <>
            <TextInput
              label={t('link.display-name')}
              autoComplete="name"
              required
              withAsterisk={false}
              size="md"
              value={displayName}
              onChange={(event) => setDisplayName(event.currentTarget.value)}
            />
            <TextInput
              label={t('sign-in.user-name')}
              description={t('link.user-name-about')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              withAsterisk={false}
              size="md"
              value={userName}
              onChange={(event) => setUserName(event.currentTarget.value)}
            />
          </>
        )}
        <PasswordInput
          label={t('link.password')}
          description={t('link.password-about')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show-password') }}
        />
        {use.error && <PasswordProblem error={use.error} />}
        <Button type="submit" size="md" loading={use.isPending}>
          {t('link.submit')}
        </Button>
      </form>
    </Door>
  );
}

/** Reads the token and takes it out of the address, so that it stays in no history. */
function takeToken(): string {
  const token = decodeURIComponent(window.location.hash.slice(1));
  if (token) window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}
