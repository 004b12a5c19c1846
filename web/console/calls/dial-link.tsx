import { IconPhone } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import './dial-link.css';

/** A number to be called by whatever program calls on this machine. Out of a contact the call joins it: the server is told before. */
export function DialLink({ number, contactId }: { readonly number: string; readonly contactId?: string }) {
  const { t } = useWords();
  const may = useMay();
  const toast = useToast();
  const problem = useProblemWords();
  const intend = useMutation({
    mutationFn: (from: string) => call('intendCall', { params: { contactId: from }, body: { number } }),
    onError: (error) => toast({ text: problem(error), tone: 'danger' }),
  });
  const joins = contactId !== undefined && may('answer-contact');
  return (
    <a
      className="dial-link"
      href={`tel:${number}`}
      aria-label={t('calls.dial', { number })}
      {...(joins ? { title: t('calls.dial-about') } : {})}
      // The call begins at once, whatever becomes of this: it is then a call like any other.
      onClick={() => joins && intend.mutate(contactId)}
    >
      <IconPhone size={14} aria-hidden="true" />
      {number}
    </a>
  );
}
