import { Menu } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { LinkedText } from './linked-text.tsx';
import { splitMasked } from './split-masked.ts';

type Code = ContactMessage['maskedCodes'][number];

/** Text in which identity codes are struck out; each can be used without being shown. */
export function MaskedText({
  contactId,
  text,
  codes,
}: {
  readonly contactId: string;
  readonly text: string;
  readonly codes: readonly Code[];
}) {
  return splitMasked(text, codes).map((part, index) =>
    'code' in part ? (
      <MaskedCode key={`${part.code.maskId}-${index}`} contactId={contactId} code={part.code} />
    ) : (
      // Plain text never changes its place.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index}>
        <LinkedText text={part.text} />
      </span>
    ),
  );
}

function MaskedCode({ contactId, code }: { readonly contactId: string; readonly code: Code }) {
  const { t } = useWords();
  const may = useMay();
  const toast = useToast();
  const words = useProblemWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const params = { contactId, maskId: code.maskId };
  const lookUp = useMutation({
    mutationFn: () => call('lookUpMaskedCode', { params }),
    onSuccess: ({ personId }) => {
      if (personId) void navigate({ to: '/people/$personId', params: { personId } });
      else toast({ text: t('mask.nobody') });
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
    // It was counted as a try.
    onSettled: () => void queries.invalidateQueries({ queryKey: ['contact', contactId, 'identification'] }),
  });
  if (!may('match-identity-code'))
    return <span className="redaction" role="img" aria-label={t('mask.code')} />;
  return (
    <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-start">
      <Menu.Target>
        <button type="button" className="redaction" aria-label={t('mask.code')} title={t('mask.code')} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('mask.code')}</Menu.Label>
        <Menu.Item leftSection={<IconUserSearch size={16} />} onClick={() => lookUp.mutate()}>
          {t('mask.look-up')}
        </Menu.Item>
        <Menu.Label>{t('mask.no-proof')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
