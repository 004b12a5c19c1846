import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { recipientsQuery } from './connection-queries.ts';
import { EndpointFields, type Wishes } from './endpoint-fields.tsx';
import { eventTypes } from './event-types.ts';

interface ChangeEndpointProps {
  readonly endpoint: Answer<'listEndpoints'>['endpoints'][number];
  readonly onDone: (changed: boolean) => void;
}

/** Another address, other events, queues or data for a web hook; the receiver keeps its secret. */
export function ChangeEndpoint({ endpoint, onDone }: ChangeEndpointProps) {
  const { t } = useWords();
  const { data, error } = useQuery(recipientsQuery);
  const [url, setUrl] = useState('');
  const [wishes, setWishes] = useState<Wishes>({
    types: eventTypes.filter((type) => endpoint.types.includes(type)),
    queues: endpoint.queues,
    categories: endpoint.categories,
  });
  const address = url.trim();
  const change = useMutation({
    mutationFn: () =>
      call('changeEndpoint', {
        params: { endpointId: endpoint.endpointId },
        body: {
          types: [...wishes.types],
          queues: [...wishes.queues],
          // What is no longer declared may stay as it is, and may not be asked for anew.
          ...(same(wishes.categories, endpoint.categories) ? {} : { categories: [...wishes.categories] }),
          ...(address === '' ? {} : { url: address }),
        },
      }),
    onSuccess: () => onDone(true),
    gcTime: 0,
  });
  if (error) return <ProblemNote error={error} />;
  if (!data) return null;
  const offered =
    data.recipients
      .find((each) => each.recipient === endpoint.recipient)
      ?.gate.find((each) => each.purpose === endpoint.purpose)?.categories ?? [];
  return (
    <form
      className="form connection-form"
      aria-label={t('hooks.change-named', { host: endpoint.host })}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <TextInput
        type="url"
        label={t('hooks.url-new')}
        description={t('hooks.url-new-about', { host: endpoint.host })}
        placeholder="https://"
        autoComplete="off"
        autoFocus
        maxLength={2000}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <EndpointFields wishes={wishes} onChange={setWishes} queues={data.queues} offered={offered} />
      {change.error && <ProblemNote error={change.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          loading={change.isPending}
          disabled={wishes.types.length === 0 || wishes.queues.length === 0}
        >
          {t('common.save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((each) => other.includes(each));
