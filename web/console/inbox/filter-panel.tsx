import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ViewFilter } from '../../../contract/console/team.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { colleaguesQuery, type ContactFilter, teamQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useTagName } from '../parts/tag.tsx';
import { orders, priorities } from './read-filter.ts';

interface FilterPanelProps {
  readonly filter: ContactFilter;
  readonly onShow: (change: Partial<ContactFilter>) => void;
  readonly onDone: () => void;
}

/** What narrows the list besides view, status and queue; and keeping it all as a view of one's own. */
export function FilterPanel({ filter, onShow, onDone }: FilterPanelProps) {
  const { t } = useWords();
  const tagName = useTagName();
  const { data: team } = useQuery(teamQuery);
  const { data: staff } = useQuery(colleaguesQuery);
  const pick = <Key extends keyof ContactFilter>(key: Key) => ({
    value: (filter[key] as string | undefined) ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onShow({ [key]: event.currentTarget.value || undefined }),
  });
  const any = { value: '', label: t('filter.any') };
  return (
    <div className="filter-panel">
      <NativeSelect
        // It comes after the panel has looked for something to focus.
        autoFocus
        label={t('filter.order')}
        {...pick('order')}
        value={filter.order ?? 'newest'}
        data={orders.map((order) => ({ value: order, label: t(`order.${order}`) }))}
      />
      <NativeSelect
        label={t('filter.tag')}
        {...pick('tag')}
        data={[any, ...(team?.tags ?? []).map((tag) => ({ value: tag.id, label: tagName(tag) }))]}
      />
      <NativeSelect
        label={t('filter.priority')}
        {...pick('priority')}
        data={[any, ...priorities.map((value) => ({ value, label: t(`priority.${value}`) }))]}
      />
      {filter.view !== 'mine' && filter.view !== 'unassigned' && (
        <NativeSelect
          label={t('filter.assignee')}
          {...pick('assignee')}
          data={[
            any,
            ...(staff?.colleagues ?? [])
              .filter((each) => each.active)
              .map((each) => ({ value: each.staffId, label: each.displayName })),
          ]}
        />
      )}
      <NativeSelect
        label={t('filter.language')}
        {...pick('language')}
        data={[
          any,
          ...(['sv', 'fi', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('filter.channel')}
        {...pick('channel')}
        data={[
          any,
          ...(['email', 'phone', 'chat'] as const).map((value) => ({ value, label: t(`channel.${value}`) })),
        ]}
      />
      <Checkbox
        label={t('view.overdue')}
        checked={filter.overdue === 'yes'}
        onChange={(event) => onShow({ overdue: event.currentTarget.checked ? 'yes' : undefined })}
      />
      <SaveView filter={filter} onDone={onDone} />
    </div>
  );
}

function SaveView({ filter, onDone }: { readonly filter: ContactFilter; readonly onDone: () => void }) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => {
      const { overdue, ...rest } = filter;
      const kept = Object.fromEntries(
        Object.entries({ ...rest, ...(overdue ? { overdue: true } : {}) }).filter(
          ([, value]) => value !== undefined,
        ),
      ) as ViewFilter;
      return call('saveOwnView', {
        params: { id: newUuid() },
        body: { name: name.trim(), icon: 'star', filter: kept },
      });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['own'] });
      toast({ text: t('filter.saved', { name: name.trim() }) });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate();
  };
  return (
    <form className="filter-save" onSubmit={submit}>
      {save.error && <ProblemNote error={save.error} />}
      <TextInput
        label={t('filter.save-as')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="compact-md"
        variant="default"
        disabled={!name.trim()}
        loading={save.isPending}
      >
        {t('common.save')}
      </Button>
    </form>
  );
}
