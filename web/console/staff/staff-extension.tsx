import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { StaffMember } from '../../../contract/console/staff.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Which telephone is a colleague's, as their exchange writes it. */
export function StaffExtension({
  member,
  onDone,
}: {
  readonly member: StaffMember;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [number, setNumber] = useState(member.extension ?? '');
  const save = useMutation({
    mutationFn: () =>
      call('setExtension', {
        params: { staffId: member.staffId },
        body: { extension: number.trim() || null },
      }),
    onSuccess: onDone,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['staff'] }),
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      {save.error && <ProblemNote error={save.error} />}
      <TextInput
        autoFocus
        label={t('staff.extension')}
        description={t('staff.extension-about')}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <div className="row-acts">
        <Button size="compact-md" type="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
