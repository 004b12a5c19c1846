import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call, type CallInput } from '../api/call.ts';
import { downloadRaw } from '../api/download-file.ts';
import { trayItemQuery } from '../api/queries.ts';
import { Kept } from '../parts/kept.tsx';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';

type Settlement = CallInput<'settleTrayItem'>['body'];

interface TrayItemProps {
  readonly item: Answer<'listTray'>['items'][number];
  readonly aside: boolean;
  readonly onSettled: () => void;
}

/** The beginning of one unreadable mail, and the ways on: try again, make a contact of it, set it aside or back. */
export function TrayItem({ item, aside, onSettled }: TrayItemProps) {
  const { mailId } = item;
  const words = useProblemWords();
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data, error } = useQuery({ ...trayItemQuery(mailId), gcTime: 0 });
  const [making, setMaking] = useState(false);
  const settle = useMutation({
    mutationFn: (body: Settlement) => call('settleTrayItem', { params: { mailId }, body }),
    onSuccess: ({ contactId }, { act }) => {
      void queries.invalidateQueries({ queryKey: ['tray'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
      onSettled();
      if (act === 'set-aside' || act === 'put-back') {
        const back = act === 'set-aside' ? 'put-back' : 'set-aside';
        toast({
          text: t(`tray.done-${act}`),
          act: { label: t('common.undo'), run: () => undo.mutate(back) },
        });
        return;
      }
      toast({
        text: t(`tray.done-${act}`),
        ...(contactId
          ? {
              act: {
                label: t('tray.open-contact'),
                run: () => void navigate({ to: '/inbox/$contactId', params: { contactId }, search: {} }),
              },
            }
          : {}),
      });
    },
  });
  const undo = useMutation({
    mutationFn: (act: 'set-aside' | 'put-back') =>
      call('settleTrayItem', { params: { mailId }, body: { act } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['tray'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
    onError: (problem) => toast({ text: words(problem), tone: 'danger' }),
  });
  const download = useMutation({
    mutationFn: () => downloadRaw(`/api/console/tray/${mailId}/raw`),
    onError: (problem) => toast({ text: words(problem), tone: 'danger' }),
  });
  return (
    <div className="tray-item">
      {error && <ProblemNote error={error} />}
      {data && (
        <>
          {data.beginning.trim() !== '' && (
            <pre tabIndex={0} role="region" aria-label={t('tray.beginning')}>
              {data.beginning}
            </pre>
          )}
          {data.truncated && <p className="small quiet">{t('tray.truncated')}</p>}
        </>
      )}
      <p className="small quiet">
        <Kept kept={item.kept} />
      </p>
      {settle.error && <ProblemNote error={settle.error} />}
      {making ? (
        <MakeContact
          busy={settle.isPending}
          onMake={(facts) => settle.mutate({ act: 'make-contact', ...facts })}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <div className="row-acts">
          <Button
            size="compact-md"
            loading={settle.isPending}
            onClick={() => settle.mutate({ act: 'try-again' })}
          >
            {t('tray.try-again')}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setMaking(true)}>
            {t('tray.make-contact')}
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('raw.download')}
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            onClick={() => settle.mutate({ act: aside ? 'put-back' : 'set-aside' })}
          >
            {t(aside ? 'tray.put-back' : 'tray.set-aside')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface MakeContactProps {
  readonly busy: boolean;
  readonly onMake: (facts: Omit<Settlement, 'act'>) => void;
  readonly onCancel: () => void;
}

function MakeContact({ busy, onMake, onCancel }: MakeContactProps) {
  const { t } = useWords();
  const [emailAddress, setEmailAddress] = useState('');
  const [name, setName] = useState('');
  const [subject, setSubject] = useState('');
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onMake({
          ...(emailAddress.trim() ? { emailAddress: emailAddress.trim() } : {}),
          ...(name.trim() ? { name: name.trim() } : {}),
          ...(subject.trim() ? { subject: subject.trim() } : {}),
        });
      }}
    >
      <TextInput
        type="email"
        size="sm"
        label={t('tray.from')}
        autoComplete="off"
        maxLength={254}
        value={emailAddress}
        onChange={(event) => setEmailAddress(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        label={t('tray.name')}
        autoComplete="off"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        label={t('tray.subject')}
        autoComplete="off"
        maxLength={500}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <div className="row-acts">
        <Button type="submit" size="compact-md" loading={busy}>
          {t('tray.make-contact')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
