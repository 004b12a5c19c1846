import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatMoment } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { holdsNow, identificationQuery, type IdentificationState } from './identification-query.ts';

type Way = IdentificationState['ways'][number];

/** Whether the person is who they say, until when, and the ways to find out. */
export function Identification({
  contactId,
  closed,
}: {
  readonly contactId: string;
  readonly closed: boolean;
}) {
  const { t, intl } = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const begin = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    requestAnimationFrame(() => begin.current?.focus());
  }, []);
  const { data: state, error, refetch } = useQuery(identificationQuery(contactId));
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!state || state.ways.length === 0) return null;
  const { newest, refusedUntil } = state;
  const holds = holdsNow(state, now);
  return (
    <section className="pane-part" aria-labelledby="identity-title">
      <h3 id="identity-title">{t('identity.title')}</h3>
      <p className="verdict" role="status" data-verdict={holds ? 'yes' : 'unknown'}>
        {holds && <IconCheck size={16} aria-hidden="true" />}
        {holds
          ? t('identity.holds', { time: formatMoment(intl, newest!.until!, now) })
          : newest?.outcome === 'matched'
            ? t('identity.ended')
            : t('identity.none')}
      </p>
      {holds && newest!.inCall && <p className="small quiet">{t('identity.in-call')}</p>}
      {refusedUntil !== null && new Date(refusedUntil) > now ? (
        <p className="small identity-refused">
          {t('identity.refused', { time: formatMoment(intl, refusedUntil, now) })}
        </p>
      ) : open ? (
        <IdentifyForm contactId={contactId} state={state} onClose={close} />
      ) : (
        !closed && (
          <p className="small">
            <button ref={begin} type="button" className="text-button" onClick={() => setOpen(true)}>
              {t(holds ? 'identity.again' : 'identity.begin')}
            </button>
          </p>
        )
      )}
    </section>
  );
}

interface FormProps {
  readonly contactId: string;
  readonly state: IdentificationState;
  readonly onClose: () => void;
}

function IdentifyForm({ contactId, state, onClose }: FormProps) {
  const { t, own } = useWords();
  const { categories } = useMe();
  const queries = useQueryClient();
  const [way, setWay] = useState<Way>(state.ways[0]!);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const nameOf = (category: string) =>
    own(categories.find((each) => each.category === category)?.name, category);
  const form = useRef<HTMLFormElement>(null);
  const tries = useMutation({
    mutationFn: () =>
      call('identifyPerson', {
        params: { contactId },
        body: {
          identificationId: newUuid(),
          way: way.way,
          answers: way.asks.map(({ category }) => ({ category, value: said[category]!.trim() })),
        },
      }),
    // First what it says above, then the form goes: whoever is identified is asked no more.
    onSettled: () => queries.invalidateQueries({ queryKey: identificationQuery(contactId).queryKey }),
    onSuccess: ({ outcome }) => {
      setSaid({});
      if (outcome !== 'matched') form.current?.querySelector('input')?.focus();
    },
    gcTime: 0,
  });
  const closeOnEscape = (event: { readonly key: string }) => {
    if (event.key === 'Escape') onClose();
  };
  const outcome = tries.data?.outcome;
  const isMatched = outcome === 'matched' && !tries.isPending;
  useEffect(() => {
    if (isMatched) onClose();
  }, [isMatched, onClose]);
  const isWhole = way.asks.every(({ category }) => (said[category] ?? '').trim() !== '');
  const isCalled = way.kind !== 'call-back' || state.call?.direction === 'outgoing';
  return (
    <form
      ref={form}
      className="identify"
      aria-label={t('identity.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && isCalled && !tries.isPending) tries.mutate();
      }}
    >
      {state.ways.length > 1 && (
        <NativeSelect
          size="sm"
          label={t('identity.way')}
          value={way.way}
          onKeyDown={closeOnEscape}
          data={state.ways.map((each) => ({ value: each.way, label: own(each.name, each.way) }))}
          onChange={(event) => {
            setWay(state.ways.find((each) => each.way === event.currentTarget.value) ?? way);
            setSaid({});
            tries.reset();
          }}
        />
      )}
      <p className="small quiet">{t(`identity.about-${way.kind}`)}</p>
      {way.asks.map(({ category, kind }, at) => (
        <TextInput
          key={`${way.way} ${category}`}
          size="sm"
          label={nameOf(category)}
          {...(kind === 'postal-address' ? { description: t('identity.address') } : {})}
          {...(kind === 'identity-code' ? { placeholder: t('identify.placeholder') } : {})}
          autoComplete="off"
          spellCheck={false}
          autoFocus={at === 0}
          maxLength={300}
          value={said[category] ?? ''}
          onKeyDown={closeOnEscape}
          onChange={(event) => {
            setSaid({ ...said, [category]: event.currentTarget.value });
            if (!tries.isIdle) tries.reset();
          }}
        />
      ))}
      {!isCalled && <p className="small">{t('identity.call-first')}</p>}
      {tries.error && <ProblemNote error={tries.error} />}
      <p className="verdict" role="status" data-verdict={outcome && 'no'}>
        {outcome && outcome !== 'matched' && (
          <>
            <IconX size={16} aria-hidden="true" />
            {t(`identity.${outcome}`)}
          </>
        )}
      </p>
      <p className="small quiet">{t('identity.left', { count: state.triesLeft })}</p>
      <div className="row-acts">
        <Button
          type="submit"
          size="compact-md"
          loading={tries.isPending}
          disabled={!isWhole || !isCalled}
          autoFocus={way.asks.length === 0}
        >
          {t(way.kind === 'call-back' ? 'identity.confirm' : 'identify.compare')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onClose}>
          {t('common.done')}
        </Button>
      </div>
    </form>
  );
}
