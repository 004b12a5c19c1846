import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import type { Person } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';

type Channel = 'email' | 'phone' | 'chat';
type Asked = Person['mayCollect'][number];
const channels: readonly Channel[] = ['phone', 'email', 'chat'];

interface CollectProps {
  readonly person: Person;
  /** The channel of the contact in hand; without one it is asked for. */
  readonly channel?: Channel;
}

/** What may still be asked of the person, as the declaration says: each by itself, some with a stated reason. */
export function Collect({ person, channel }: CollectProps) {
  const { t, own } = useWords();
  const me = useMe();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const nameOf = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  if (!may('collect-field') || person.mayCollect.length === 0) return null;
  if (asked) {
    return (
      <CollectOne
        key={asked.category}
        person={person}
        asked={asked}
        name={nameOf(asked.category)}
        channel={channel}
        onClose={() => setAsked(null)}
      />
    );
  }
  return (
    <ul className="collect" aria-label={t('collect.title')}>
      {person.mayCollect.map((each) => (
        <li key={each.category}>
          <button type="button" className="text-button" onClick={() => setAsked(each)}>
            {t('collect.add', { category: nameOf(each.category) })}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface CollectOneProps {
  readonly person: Person;
  readonly asked: Asked;
  readonly name: string;
  readonly channel: Channel | undefined;
  readonly onClose: () => void;
}

function CollectOne({ person, asked, name, channel, onClose }: CollectOneProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const [fieldId] = useState(newUuid);
  const [value, setValue] = useState('');
  const [by, setBy] = useState<Channel>(channel ?? 'phone');
  const [asksWhy, setAsksWhy] = useState(false);
  const collect = useMutation({
    mutationFn: (reason: string | undefined) =>
      call('collectField', {
        params: { personId: person.personId },
        body: {
          fieldId,
          version: person.version,
          category: asked.category,
          value: value.trim(),
          channel: by,
          ...(reason ? { reason } : {}),
        },
      }),
    onSuccess: () => {
      toast({ text: t('collect.done', { category: name }) });
      onClose();
    },
    onSettled: () => {
      setAsksWhy(false);
      void queries.invalidateQueries({ queryKey: ['person', person.personId] });
    },
    gcTime: 0,
  });
  return (
    <form
      className="identify"
      onSubmit={(event) => {
        event.preventDefault();
        if (!value.trim()) return;
        if (asked.needsReason) setAsksWhy(true);
        else collect.mutate(undefined);
      }}
    >
      <TextInput
        size="sm"
        label={name}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={500}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      {!channel && (
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
      )}
      {collect.error && <ProblemNote error={collect.error} />}
      {asksWhy ? (
        <ReasonPicker
          title={t('collect.why', { category: name })}
          onPick={(reason) => collect.mutate(reason)}
          onCancel={() => setAsksWhy(false)}
        />
      ) : (
        <div className="row-acts">
          <Button type="submit" size="compact-md" loading={collect.isPending} disabled={!value.trim()}>
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
