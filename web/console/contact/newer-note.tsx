import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery, type Contact } from '../api/queries.ts';

interface NewerNoteProps {
  readonly contact: Contact;
  /** The last message the writer had seen. */
  readonly seen: string | undefined;
  readonly onSend: () => void;
  readonly onEdit: () => void;
}

/** Something happened while one wrote: what, and whether to send all the same. */
export function NewerNote({ contact, seen, onSend, onEdit }: NewerNoteProps) {
  const { t } = useWords();
  const { data } = useQuery(colleaguesQuery);
  const last = contact.messages.at(-1);
  const colleague = data?.colleagues.find((each) => each.staffId === last?.authorId);
  const arrived = last !== undefined && last.messageId !== seen;
  return (
    <div className="newer" role="alert">
      <p>
        <strong>{t('newer.title')}</strong>{' '}
        {arrived && (
          <>
            {t(last.direction === 'in' ? 'newer.message' : 'newer.answer', {
              name: colleague?.displayName ?? (last.from.name || last.from.address),
            })}{' '}
            <Moment at={last.at} />
          </>
        )}
      </p>
      {arrived && <p className="newer-text">{last.text.slice(0, 280)}</p>}
      <div className="row-acts">
        <Button size="compact-md" variant="default" onClick={onEdit}>
          {t('newer.edit')}
        </Button>
        <Button size="compact-md" variant="subtle" onClick={onSend}>
          {t('newer.send')}
        </Button>
      </div>
    </div>
  );
}
