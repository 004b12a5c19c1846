import { Button, FileInput, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../api/call.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { Problem, readProblem } from '../api/problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { inMonths } from '../staff/task-end.ts';

interface AttestFormProps {
  readonly measure: string;
  readonly colleagues: Answer<'colleagues'>['colleagues'];
  readonly onDone: () => void;
}

const mostMonths = 24;

/** Vouching for a measure: who answers for it, who else has looked at it when, and the document that shows it. */
export function AttestForm({ measure, colleagues, onDone }: AttestFormProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const [today] = useState(() => inMonths(new Date(), 0));
  const [ownerId, setOwner] = useState('');
  const [reviewerId, setReviewer] = useState('');
  const [reviewedOn, setReviewed] = useState(today);
  const [nextReviewOn, setNext] = useState(() => inMonths(new Date(), 12));
  const [file, setFile] = useState<File | null>(null);
  const same = ownerId !== '' && ownerId === reviewerId;
  const send = useMutation({
    mutationFn: () => sendAttestation({ measure, ownerId, reviewerId, reviewedOn, nextReviewOn }, file!),
    onSuccess: () => {
      toast({ text: t('attest.done') });
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['promises'] }),
  });
  const options = (
    <>
      <option value="">{t('attest.choose')}</option>
      {colleagues
        .filter(({ active }) => active)
        .map(({ staffId, displayName }) => (
          <option key={staffId} value={staffId}>
            {displayName}
          </option>
        ))}
    </>
  );
  return (
    <form
      className="form attest-form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <NativeSelect
        label={t('attest.owner')}
        required
        value={ownerId}
        onChange={(event) => setOwner(event.currentTarget.value)}
      >
        {options}
      </NativeSelect>
      <NativeSelect
        label={t('attest.reviewer')}
        required
        value={reviewerId}
        error={same ? t('attest.same') : undefined}
        onChange={(event) => setReviewer(event.currentTarget.value)}
      >
        {options}
      </NativeSelect>
      <DateField
        label={t('attest.reviewed')}
        required
        value={reviewedOn}
        max={today}
        onChange={setReviewed}
      />
      <DateField
        label={t('attest.next')}
        required
        value={nextReviewOn}
        min={inMonths(new Date(`${today}T12:00:00`), 1)}
        max={inMonths(new Date(`${reviewedOn || today}T12:00:00`), mostMonths)}
        onChange={setNext}
      />
      <FileInput
        label={t('attest.document')}
        description={t('attest.document-about')}
        required
        clearable
        placeholder={t('attest.choose-file')}
        accept="application/pdf,image/png,image/jpeg,text/plain"
        value={file}
        onChange={setFile}
      />
      {send.error && <ProblemNote error={send.error} />}
      <Button
        type="submit"
        loading={send.isPending}
        disabled={same || !ownerId || !reviewerId || !reviewedOn || !nextReviewOn || !file}
      >
        {t('attest.submit')}
      </Button>
    </form>
  );
}

/** The document goes as it is; who and when stand in the address as ids and days. */
async function sendAttestation(who: Readonly<Record<string, string>>, file: File): Promise<void> {
  const response = await fetch(`/api/console/promises/attestations?${new URLSearchParams(who)}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'x-haltija': 'console', 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw new Problem('unreachable', 0);
  });
  if (!response.ok) throw await readProblem(response);
}
