import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { doubtSchema, type Doubt } from '../../../contract/console/answering.ts';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { hasCode } from '../api/problem.ts';
import { ownQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { DoubtsNote } from './doubts-note.tsx';
import './composer.css';

/** A first letter to somebody: one contact, from a mailbox of one's own queues. */
export function WritePage() {
  const { t, own } = useWords();
  const toast = useToast();
  const navigate = useNavigate();
  const [ids] = useState(() => ({ contactId: newUuid(), messageId: newUuid() }));
  const mailboxes = useQuery({ queryKey: ['writing-mailboxes'], queryFn: () => call('writingMailboxes') });
  const settings = useQuery(ownQuery);
  const [chosen, setChosen] = useState('');
  const [letter, setLetter] = useState({ to: '', name: '', subject: '', text: '' });
  const [doubts, setDoubts] = useState<readonly Doubt[]>([]);
  const mailbox = chosen || mailboxes.data?.mailboxes[0]?.mailbox || '';
  const delaySeconds = settings.data?.settings.undoSeconds ?? 10;
  const send = useMutation({
    mutationFn: (confirmed: readonly Doubt[]) =>
      call('writeFirst', { body: { ...ids, ...letter, mailbox, delaySeconds, confirmed: [...confirmed] } }),
    onSuccess: ({ contactId }) => {
      toast({ text: t('write.done') });
      void navigate({ to: '/inbox/$contactId', params: { contactId }, search: {} });
    },
    onError: (error) => {
      if (!hasCode(error, 'recipient-doubtful')) return;
      const found = String(error.details['doubts'] ?? '').split(',');
      setDoubts(found.flatMap((code) => doubtSchema.safeParse(code).data ?? []));
    },
  });
  const put = (part: Partial<typeof letter>) => {
    setLetter({ ...letter, ...part });
    setDoubts([]);
  };
  const ready = mailbox && letter.to.trim() && letter.subject.trim() && letter.text.trim();
  return (
    <Page title={t('write.title')} about={t('write.about')}>
      {mailboxes.error && <ProblemNote error={mailboxes.error} onRetry={() => void mailboxes.refetch()} />}
      {/* oxlint-disable-next-line jsx_a11y/no-noninteractive-element-interactions -- the keys that send, wherever one is in it */}
      <form
        className="write"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate([]);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && ready) send.mutate([]);
        }}
      >
        <NativeSelect
          label={t('write.from')}
          value={mailbox}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={(mailboxes.data?.mailboxes ?? []).map((each) => ({
            value: each.mailbox,
            label: `${own(each.name, each.mailbox)} <${each.address}>`,
          }))}
        />
        <TextInput
          label={t('composer.to')}
          type="email"
          required
          maxLength={254}
          value={letter.to}
          onChange={(event) => put({ to: event.currentTarget.value })}
        />
        <TextInput
          label={t('write.name')}
          maxLength={200}
          value={letter.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('composer.subject')}
          required
          maxLength={300}
          value={letter.subject}
          onChange={(event) => put({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t('write.text')}
          required
          autosize
          minRows={8}
          maxLength={50_000}
          value={letter.text}
          onChange={(event) => put({ text: event.currentTarget.value })}
        />
        {doubts.length > 0 ? (
          <DoubtsNote doubts={doubts} onSend={() => send.mutate(doubts)} onChange={() => setDoubts([])} />
        ) : (
          <>
            {send.error && <ProblemNote error={send.error} />}
            <div className="row-acts">
              <Button type="submit" loading={send.isPending} disabled={!ready}>
                {t('composer.send')}
              </Button>
            </div>
          </>
        )}
      </form>
    </Page>
  );
}
