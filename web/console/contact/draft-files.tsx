import { IconFile, IconPaperclip, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatSize } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import type { useDraft } from './drafts.tsx';
import type { DraftFile } from './keep-draft.ts';
import { uploadFile } from './upload-file.ts';

export interface Attaching {
  readonly busy: boolean;
  /** Ids of those still on their way. */
  readonly coming: ReadonlySet<string>;
  readonly button: ReactNode;
  attach(files: readonly File[]): void;
  detach(file: DraftFile): void;
}

/** Files of a draft: on their way the moment they are chosen, so that sending need not wait. */
export function useAttaching(contactId: string, own: ReturnType<typeof useDraft>): Attaching {
  const { t } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const chooser = useRef<HTMLInputElement>(null);
  const [coming, setComing] = useState<ReadonlySet<string>>(new Set());
  const now = useRef(own.draft.files);
  useEffect(() => {
    now.current = own.draft.files;
  }, [own.draft.files]);
  const put = (files: readonly DraftFile[]) => {
    now.current = files;
    own.change({ files });
  };

  async function attachOne(file: File): Promise<void> {
    const fileId = newUuid();
    const { name, size } = file;
    put([...now.current, { fileId, name, size, contentType: file.type || 'application/octet-stream' }]);
    setComing((before) => new Set([...before, fileId]));
    try {
      // The draft has to be there for the file to hang on.
      const { id: draftId } = await own.settle();
      await uploadFile({ contactId, draftId, fileId }, file);
    } catch (error) {
      put(now.current.filter((each) => each.fileId !== fileId));
      toast({ text: words(error), tone: 'danger' });
    } finally {
      setComing((before) => new Set([...before].filter((each) => each !== fileId)));
    }
  }

  async function attachAll(files: readonly File[]): Promise<void> {
    // One after another: the limits count what is there already.
    // oxlint-disable-next-line no-await-in-loop
    for (const file of files) await attachOne(file);
  }

  return {
    busy: coming.size > 0,
    coming,
    attach: (files) => void attachAll(files),
    detach(file) {
      put(now.current.filter((each) => each.fileId !== file.fileId));
      const params = { contactId, draftId: own.draft.id, fileId: file.fileId };
      call('detachFile', { params }).catch((error: unknown) => {
        put([...now.current, file]);
        toast({ text: words(error), tone: 'danger' });
      });
    },
    button: (
      <>
        <button
          type="button"
          className="icon-button"
          aria-label={t('composer.attach')}
          title={t('composer.attach')}
          onClick={() => chooser.current?.click()}
        >
          <IconPaperclip size={16} aria-hidden="true" />
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void attachAll([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </>
    ),
  };
}

export function DraftFiles({
  files,
  attaching,
}: {
  readonly files: readonly DraftFile[];
  readonly attaching: Attaching;
}) {
  const { t, intl } = useWords();
  if (files.length === 0) return null;
  return (
    <ul className="draft-files" aria-label={t('contact.files')}>
      {files.map((file) => (
        <li key={file.fileId} className="chip" aria-busy={attaching.coming.has(file.fileId)}>
          <IconFile size={14} aria-hidden="true" />
          {attaching.coming.has(file.fileId) ? t('composer.attaching', { name: file.name }) : file.name}
          <span className="quiet">{formatSize(intl, file.size)}</span>
          <button
            type="button"
            aria-label={t('composer.remove-file', { name: file.name })}
            disabled={attaching.coming.has(file.fileId)}
            onClick={() => attaching.detach(file)}
          >
            <IconX size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
