import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { downloadRaw } from '../api/download-file.ts';
import { hasCode } from '../api/problem.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';

interface RawMailProps {
  readonly contactId: string;
  readonly message: ContactMessage;
  readonly reason: string | undefined;
}

/** The mail as it came, to be saved; asked for a reason where one is needed, as when an identity code is in it. */
export function RawMail({ contactId, message, reason }: RawMailProps) {
  const { t } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const [asks, setAsks] = useState(false);
  const download = useMutation({
    mutationFn: (stated: string | undefined) =>
      downloadRaw(
        addressOf('/api/console/contacts/:contactId/messages/:messageId/raw', {
          params: { contactId, messageId: message.messageId },
          query: { reason: stated },
        }),
      ),
    onSuccess: () => setAsks(false),
    onError: (error) => {
      if (hasCode(error, 'reason-needed')) setAsks(true);
      else toast({ text: words(error), tone: 'danger' });
    },
  });
  if (asks)
    return (
      <ReasonPicker
        title={t('raw.reason')}
        onPick={(stated) => download.mutate(stated)}
        onCancel={() => setAsks(false)}
      />
    );
  return (
    <button
      type="button"
      className="text-button"
      disabled={download.isPending}
      onClick={() => download.mutate(reason)}
    >
      {t('raw.download')}
    </button>
  );
}

/** What of the mail is more than is shown here. */
export function CutNote({ message }: { readonly message: ContactMessage }) {
  const { t } = useWords();
  if (message.cut.length === 0) return null;
  return (
    <p className="small message-cut">
      {t('raw.cut')} {message.cut.map((each) => t(`raw.cut-${each}`)).join(' ')}
    </p>
  );
}
