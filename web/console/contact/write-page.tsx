import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { doubtSchema, type Doubt } from '../../../contract/console/answering.ts';
import { findUnfilled } from '../../../contract/render-canned.ts';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { hasCode } from '../api/problem.ts';
import { ownQuery } from '../api/queries.ts';
import { KeyNames } from '../frame/key-names.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { type BegunLetter, emptyLetter, letterQuery } from './begun-letter.ts';
import { DoubtsNote } from './doubts-note.tsx';
import { UnfilledNote } from './unfilled-note.tsx';
import { uploadFile } from './upload-file.ts';
import './composer.css';

const languages = ['sv', 'fi', 'en'] as const;

/**
 * A first letter to somebody: one contact, from a mailbox of one's own queues. Kept in memory while one is elsewhere;
 * as a draft, or with files, it goes on in the contact that is begun for it.
 */
export function WritePage() {
  const { t, own } = useWords();
  const toast = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [ids, setIds] = useState(() => ({ contactId: newUuid(), messageId: newUuid() }));
  const mailboxes = useQuery({ queryKey: ['writing-mailboxes'], queryFn: () => call('writingMailboxes') });
  const settings = useQuery(ownQuery);
  const { data: letter } = useQuery(letterQuery);
  const [doubts, setDoubts] = useState<readonly Doubt[]>([]);
  const [stopped, setStopped] = useState(false);
  const mailbox = letter.mailbox || mailboxes.data?.mailboxes[0]?.mailbox || '';
  const language =
    letter.language || mailboxes.data?.mailboxes.find((each) => each.mailbox === mailbox)?.language || 'en';
  const delaySeconds = settings.data?.settings.undoSeconds ?? 10;
  const { contactId, messageId } = ids;
  const isBegun = letter.to !== '' || letter.subject !== '' || letter.text !== '';
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isBegun) window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isBegun]);

  const forget = () => {
    queries.setQueryData(letterQuery.queryKey, emptyLetter);
    setIds({ contactId: newUuid(), messageId: newUuid() });
    setStopped(false);
    setDoubts([]);
  };
  const body = { ...ids, ...letter, mailbox, language };
  const openContact = () => void navigate({ to: '/inbox/$contactId', params: { contactId }, search: {} });
  const send = useMutation({
    mutationFn: (confirmed: readonly Doubt[]) =>
      call('writeFirst', { body: { ...body, delaySeconds, confirmed: [...confirmed] } }),
    onSuccess: () => {
      forget();
      const takeBack = () =>
        void call('cancelMessage', { params: { contactId, messageId } })
          .then(openContact)
          .catch((error: unknown) => {
            toast({ text: t(hasCode(error, 'sent-already') ? 'error.sent-already' : 'error.internal') });
          });
      toast({
        text: t('write.done'),
        ...(delaySeconds > 0 && {
          act: { label: t('common.undo'), run: takeBack },
          until: Date.now() + delaySeconds * 1000,
        }),
      });
      openContact();
    },
    onError: (error) => {
      if (!hasCode(error, 'recipient-doubtful')) return;
      const found = String(error.details['doubts'] ?? '').split(',');
      setDoubts(found.flatMap((code) => doubtSchema.safeParse(code).data ?? []));
    },
  });
  const keep = useMutation({
    mutationFn: async (files: readonly File[]) => {
      await call('writeFirst', { body: { ...body, send: false } });
      // One after another: the limits count what is there already.
      // oxlint-disable-next-line no-await-in-loop
      for (const file of files) await uploadFile({ contactId, draftId: messageId, fileId: newUuid() }, file);
    },
    onSuccess: () => {
      forget();
      toast({ text: t('write.kept') });
      openContact();
    },
  });
  const put = (part: Partial<BegunLetter>) => {
    queries.setQueryData(letterQuery.queryKey, { ...letter, ...part });
    setDoubts([]);
  };
  const addressed = Boolean(mailbox && letter.to.trim() && letter.subject.trim());
  const ready = addressed && letter.text.trim() !== '';
  const unfilled = findUnfilled(letter.text);
  const busy = send.isPending || keep.isPending;
  const submit = () => {
    setStopped(unfilled.length > 0);
    if (ready && !busy && unfilled.length === 0) send.mutate([]);
  };
  const problem = keep.error ?? (doubts.length > 0 ? null : send.error);
  return (
    <Page title={t('write.title')} about={t('write.about')}>
      {mailboxes.error && <ProblemNote error={mailboxes.error} onRetry={() => void mailboxes.refetch()} />}
      {/* oxlint-disable-next-line jsx_a11y/no-noninteractive-element-interactions -- the keys that send, wherever one is in it */}
      <form
        className="write"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit();
        }}
      >
        <div className="write-pair write-from">
          <NativeSelect
            label={t('write.from')}
            value={mailbox}
            onChange={(event) => put({ mailbox: event.currentTarget.value })}
            data={(mailboxes.data?.mailboxes ?? []).map((each) => ({
              value: each.mailbox,
              label: `${own(each.name, each.mailbox)} <${each.address}>`,
            }))}
          />
          <NativeSelect
            label={t('write.language')}
            value={language}
            onChange={(event) =>
              put({ language: languages.find((each) => each === event.currentTarget.value) ?? '' })
            }
            data={languages.map((each) => ({ value: each, label: t(`language.${each}`) }))}
          />
        </div>
        <div className="write-pair">
          <TextInput
            label={t('composer.to')}
            type="email"
            required
            autoFocus={letter.to === ''}
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
        </div>
        <TextInput
          label={t('composer.subject')}
          required
          autoFocus={letter.to !== ''}
          maxLength={300}
          value={letter.subject}
          onChange={(event) => put({ subject: event.currentTarget.value })}
        />
        <Textarea
          ref={field}
          label={t('write.text')}
          required
          autosize
          minRows={8}
          maxLength={50_000}
          lang={language}
          value={letter.text}
          onChange={(event) => put({ text: event.currentTarget.value })}
        />
        {stopped && (
          <UnfilledNote
            places={unfilled}
            onShow={({ start, end }) => {
              field.current?.focus();
              field.current?.setSelectionRange(start, end);
            }}
          />
        )}
        {doubts.length > 0 ? (
          <DoubtsNote doubts={doubts} onSend={() => send.mutate(doubts)} onChange={() => setDoubts([])} />
        ) : (
          <>
            {problem && <ProblemNote error={problem} />}
            <div className="row-acts">
              <Button
                type="submit"
                loading={send.isPending}
                disabled={!ready || keep.isPending}
                rightSection={<KeyNames keys="mod+Enter" />}
              >
                {t('composer.send')}
              </Button>
              <Button variant="default" disabled={!addressed || busy} onClick={() => keep.mutate([])}>
                {t('write.draft')}
              </Button>
              <Button
                variant="default"
                disabled={!addressed || busy}
                loading={keep.isPending}
                onClick={() => chooser.current?.click()}
              >
                {t('write.attach')}
              </Button>
              <input
                ref={chooser}
                type="file"
                multiple
                hidden
                onChange={(event) => {
                  keep.mutate([...(event.currentTarget.files ?? [])]);
                  event.currentTarget.value = '';
                }}
              />
              {isBegun && (
                <Button variant="subtle" color="gray" disabled={busy} onClick={forget}>
                  {t('write.clear')}
                </Button>
              )}
            </div>
          </>
        )}
      </form>
    </Page>
  );
}
