import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { recipientsQuery } from './connection-queries.ts';
import { EndpointFields, type Wishes } from './endpoint-fields.tsx';

interface MakeEndpointProps {
  readonly onMade: (made: Answer<'makeEndpoint'>) => void;
  readonly onCancel: () => void;
}

/** A web hook to a declared recipient: whom, for what, where, and of which events. */
export function MakeEndpoint({ onMade, onCancel }: MakeEndpointProps) {
  const { t, own, intl } = useWords();
  const me = useMe();
  const { data, error } = useQuery(recipientsQuery);
  const [chosen, setChosen] = useState('');
  const [purposeChosen, setPurpose] = useState('');
  const [url, setUrl] = useState('');
  const [wishes, setWishes] = useState<Wishes>({ types: ['contact.created'], queues: [], categories: [] });
  const recipient = data?.recipients.find((each) => each.recipient === chosen) ?? data?.recipients[0];
  const purpose = recipient?.purposes.includes(purposeChosen)
    ? purposeChosen
    : (recipient?.purposes[0] ?? '');
  const offered = recipient?.gate.find((each) => each.purpose === purpose)?.categories ?? [];
  const make = useMutation({
    mutationFn: () =>
      call('makeEndpoint', {
        body: {
          url: url.trim(),
          recipient: recipient?.recipient ?? '',
          purpose,
          types: [...wishes.types],
          queues: [...wishes.queues],
          categories: wishes.categories.filter((category) => offered.includes(category)),
        },
      }),
    onSuccess: onMade,
    gcTime: 0,
  });
  if (error) return <ProblemNote error={error} />;
  if (!data) return null;
  if (!recipient) {
    return (
      <div className="connection-form">
        <p>{t('hooks.no-recipients')}</p>
        <Button mt="sm" variant="subtle" color="gray" onClick={onCancel}>
          {t('common.done')}
        </Button>
      </div>
    );
  }
  const why = own(recipient.why, '').replace(/\.$/, '');
  const { agreement, validUntil } = recipient;
  const countries = recipient.countries.join(', ');
  const until = validUntil === null ? '' : formatDate(intl, validUntil);
  const purposeName = (key: string) => own(me.purposes.find((each) => each.purpose === key)?.name, key);
  return (
    <form
      className="form connection-form"
      aria-label={t('hooks.new')}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <NativeSelect
        label={t('hooks.recipient')}
        autoFocus
        description={`${why.charAt(0).toLocaleUpperCase(intl.locale)}${why.slice(1)}. ${
          agreement
            ? t('hooks.agreement', { id: agreement.id, date: until, countries })
            : `${until === '' ? '' : `${t('hooks.until', { date: until })} `}${t('hooks.own-controller', { countries })}`
        }`}
        value={recipient.recipient}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {data.recipients.map((each) => (
          <option key={each.recipient} value={each.recipient}>
            {own(each.name, each.recipient)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('hooks.purpose')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      >
        {recipient.purposes.map((each) => (
          <option key={each} value={each}>
            {purposeName(each)}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        type="url"
        label={t('hooks.url')}
        description={t('hooks.url-about')}
        placeholder="https://"
        required
        withAsterisk={false}
        autoComplete="off"
        maxLength={2000}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <EndpointFields wishes={wishes} onChange={setWishes} queues={data.queues} offered={offered} />
      {make.error && <ProblemNote error={make.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          loading={make.isPending}
          disabled={!url.trim() || wishes.types.length === 0 || wishes.queues.length === 0}
        >
          {t('hooks.make')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
