import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { formatSize } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { downloadFile } from '../api/download-file.ts';
import { useProblemWords } from '../parts/problem-note.tsx';

interface FilesProps {
  readonly contactId: string;
  readonly files: ContactMessage['files'];
  readonly reason: string | undefined;
}

export function Files({ contactId, files, reason }: FilesProps) {
  const { t, intl } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const [busy, setBusy] = useState<string | null>(null);
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label={t('contact.files')}>
      {files.map((file) => (
        <li key={file.fileId}>
          <button
            type="button"
            disabled={busy !== null}
            aria-busy={busy === file.fileId}
            onClick={() => {
              setBusy(file.fileId);
              downloadFile({ contactId, fileId: file.fileId, name: file.name, reason })
                .catch((error: unknown) => toast({ text: words(error), tone: 'danger' }))
                .finally(() => setBusy(null));
            }}
          >
            <IconFile size={16} aria-hidden="true" />
            <span>{file.name}</span>
            <span className="quiet">{formatSize(intl, file.size)}</span>
            {file.realType !== undefined && (
              <span className="file-real-type">{t('mail.real-type', { type: file.realType })}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
