import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import type { Person } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { holdsNow, identificationQuery } from './identification-query.ts';

interface ConfirmNumberProps {
  readonly person: Person;
  readonly field: Person['fields'][number];
  readonly contactId: string;
}

/** While the person is identified: a number on file that they say is theirs may be used to call them back another time. */
export function ConfirmNumber({ person, field, contactId }: ConfirmNumberProps) {
  const { t } = useWords();
  const now = useNow();
  const may = useMay();
  const toast = useToast();
  const problem = useProblemWords();
  const queries = useQueryClient();
  const mayConfirm =
    may('collect-field') &&
    may('match-identity-code') &&
    person.mayCollect.some(({ category, needsReason }) => category === field.category && !needsReason);
  const { data: state } = useQuery({ ...identificationQuery(contactId), enabled: mayConfirm });
  const confirm = useMutation({
    mutationFn: (value: string) =>
      call('collectField', {
        params: { personId: person.personId },
        body: {
          fieldId: newUuid(),
          version: person.version,
          category: field.category,
          value,
          channel: 'phone',
        },
      }),
    onSuccess: () => toast({ text: t('person.number-confirmed') }),
    onError: (error) => toast({ text: problem(error), tone: 'danger' }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['person', person.personId] }),
    gcTime: 0,
  });
  const { value } = field;
  if (!mayConfirm || !state || !holdsNow(state, now) || value === null) return null;
  return (
    <button
      type="button"
      className="text-button small"
      disabled={confirm.isPending}
      onClick={() => confirm.mutate(value)}
    >
      {t('person.confirm-number')}
    </button>
  );
}
