import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import type { Person } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';

const channels = ['phone', 'email', 'chat'] as const;

interface CorrectFieldProps {
  readonly person: Person;
  readonly field: Person['fields'][number];
  readonly name: string;
  readonly onClose: () => void;
}

/** Puts a value right, with a stated reason; the old one is erased with all it was found by. */
export function CorrectField({ person, field, name, onClose }: CorrectFieldProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const [fieldId] = useState(newUuid);
  const [value, setValue] = useState(field.value ?? '');
  const [by, setBy] = useState<(typeof channels)[number]>('phone');
  const [asksWhy, setAsksWhy] = useState(false);
  const correct = useMutation({
    mutationFn: (reason: string) =>
      call('collectField', {
        params: { personId: person.personId },
        body: {
          fieldId,
          version: person.version,
          category: field.category,
          value: value.trim(),
          channel: by,
          reason,
          instead: field.fieldId,
        },
      }),
    onSuccess: () => {
      toast({ text: t('person.corrected', { category: name }) });
      onClose();
    },
    onSettled: () => {
      setAsksWhy(false);
      void queries.invalidateQueries({ queryKey: ['person', person.personId], exact: false });
    },
    gcTime: 0,
  });
  const unchanged = value.trim() === '' || value.trim() === field.value;
  return (
    <form
      className="identify"
      aria-label={t('person.correct-what', { category: name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unchanged) setAsksWhy(true);
      }}
    >
      <TextInput
        size="sm"
        label={t('person.correct-new')}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={500}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <NativeSelect
        size="sm"
        label={t('collect.channel')}
        value={by}
        onChange={(event) => setBy(channels.find((each) => each === event.currentTarget.value) ?? 'phone')}
      >
        {channels.map((each) => (
          <option key={each} value={each}>
            {t(`channel.${each}`)}
          </option>
        ))}
      </NativeSelect>
      {correct.error && <ProblemNote error={correct.error} />}
      {asksWhy ? (
        <ReasonPicker
          title={t('person.correct-why')}
          onPick={(reason) => correct.mutate(reason)}
          onCancel={() => setAsksWhy(false)}
        />
      ) : (
        <div className="row-acts">
          <Button type="submit" size="compact-md" loading={correct.isPending} disabled={unchanged}>
            {t('common.save')}
          </Button>
          <Button size="compact-md" variant="subtle" color="gray" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
    </form>
  );
}
