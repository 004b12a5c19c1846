import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../../contract/common.ts';
import { languages, useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

interface InviteProps {
  readonly onInvited: (invited: Answer<'inviteStaff'> & { name: string }) => void;
  readonly onCancel: () => void;
}

export function Invite({ onInvited, onCancel }: InviteProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const own = useLanguage();
  const [displayName, setDisplayName] = useState('');
  const [userName, setUserName] = useState('');
  const [language, setLanguage] = useState<Language>(own.language);
  const invite = useMutation({
    mutationFn: () =>
      call('inviteStaff', { body: { userName: userName.trim(), displayName: displayName.trim(), language } }),
    onSuccess: (invited) => {
      void queries.invalidateQueries({ queryKey: ['staff'] });
      void queries.invalidateQueries({ queryKey: ['colleagues'] });
      onInvited({ ...invited, name: displayName.trim() });
    },
    gcTime: 0,
  });
  return (
    <form
      className="form staff-form"
      aria-label={t('staff.invite')}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <TextInput
        label={t('link.display-name')}
        required
        withAsterisk={false}
        autoFocus
        maxLength={100}
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <TextInput
        label={t('sign-in.user-name')}
        description={t('link.user-name-about')}
        required
        withAsterisk={false}
        autoCapitalize="none"
        spellCheck={false}
        minLength={3}
        maxLength={60}
        value={userName}
        onChange={(event) => setUserName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('settings.language')}
        value={language}
        onChange={(event) =>
          setLanguage(languages.find((each) => each === event.currentTarget.value) ?? own.language)
        }
      >
        {languages.map((each) => (
          <option key={each} value={each}>
            {t(`language.${each}`)}
          </option>
        ))}
      </NativeSelect>
      {invite.error && <ProblemNote error={invite.error} />}
      <div className="row-acts">
        <Button type="submit" loading={invite.isPending}>
          {t('staff.make-invitation')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
