import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Types what the caller says and learns whether it is the code on file, never what that code is. */
export function Identify({ personId, onClose }: { readonly personId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const match = useMutation({
    mutationFn: () => call('matchIdentityCode', { params: { personId }, body: { code: code.trim() } }),
    gcTime: 0,
  });
  const answer = match.data;
  const verdict = answer && (!answer.onFile ? 'not-on-file' : answer.match ? 'yes' : 'no');
  return (
    <form
      className="identify"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim().length >= 6) match.mutate();
      }}
    >
      <TextInput
        size="sm"
        label={t('identify.label')}
        placeholder={t('identify.placeholder')}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={20}
        value={code}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          if (!match.isIdle) match.reset();
        }}
      />
      {match.error && <ProblemNote error={match.error} />}
      <p className="verdict" role="status" data-verdict={verdict}>
        {verdict === 'yes' && <IconCheck size={16} aria-hidden="true" />}
        {verdict && verdict !== 'yes' && <IconX size={16} aria-hidden="true" />}
        {verdict && t(`match.${verdict}`)}
      </p>
      <div className="row-acts">
        <Button type="submit" size="compact-md" loading={match.isPending} disabled={code.trim().length < 6}>
          {t('identify.compare')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onClose}>
          {t('common.done')}
        </Button>
      </div>
    </form>
  );
}
