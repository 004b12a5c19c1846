import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import { Skeleton } from '@mantine/core';
import { useWords } from '../../words/use-words.ts';
import { showSeen } from '../api/list-pages.ts';
import { hasCode } from '../api/problem.ts';
import { contactQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';
import { Composer } from './composer.tsx';
import { ContactHead } from './contact-head.tsx';
import { DeadAddresses } from './dead-addresses.tsx';
import { PersonPane } from './person-pane.tsx';
import { Thread } from './thread.tsx';
import './contact.css';
import './thread.css';
import './writing.css';
import './pane.css';
import './work.css';
import '../person/person.css';

export function ContactPage() {
  const { contactId } = useParams({ from: '/frame/inbox/$contactId' });
  return <OpenContact key={contactId} contactId={contactId} />;
}

function OpenContact({ contactId }: { readonly contactId: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { staffId } = useMe();
  const [reason, setReason] = useState<string>();
  const [paneOpen, setPaneOpen] = useState(false);
  const {
    data: contact,
    error,
    refetch,
  } = useQuery({
    ...contactQuery(contactId, reason),
    // What the route asked for and was refused is not asked for again by being shown.
    retryOnMount: false,
  });

  // First what one came to read; whose it is and what else there is comes with the next frame.
  const besides = useDeferredValue(contact, undefined);
  const opened = contact?.contactId;
  useEffect(() => {
    if (opened) showSeen(queries, opened);
  }, [queries, opened]);
  const mentioned = contact?.followers.some((each) => each.staffId === staffId && each.mentionedAt !== null);
  useEffect(() => {
    // Opening it was the answer to the mention.
    if (mentioned) void queries.invalidateQueries({ queryKey: ['counts'] });
  }, [queries, mentioned]);

  // What was read goes from memory when the page does; opening it again is a reading of its own.
  useEffect(
    () => () => {
      queries.removeQueries({ queryKey: ['contact', contactId] });
      queries.removeQueries({ queryKey: ['person'] });
      queries.removeQueries({ queryKey: ['calls', contactId] });
    },
    [queries, contactId],
  );

  // Merged into another contact: an old link, or a colleague just now.
  if (hasCode(error, 'merged') && typeof error.details['contactId'] === 'string')
    return (
      <Navigate to="/inbox/$contactId" params={{ contactId: error.details['contactId'] }} search replace />
    );
  if (!contact) {
    return (
      <section className="contact" aria-label={t('contact.name')}>
        <div className="contact-closed-door">
          <Link to="/inbox" search className="contact-back" aria-label={t('contact.back')}>
            <IconArrowLeft size={20} aria-hidden="true" />
          </Link>
          <h1 className="visually-hidden">{t('contact.name')}</h1>
          {hasCode(error, 'reason-needed') ? (
            <ReasonPicker title={t('reason.contact')} onPick={setReason} />
          ) : error ? (
            <ProblemNote error={error} onRetry={() => void refetch()} />
          ) : (
            <ThreadSkeleton />
          )}
        </div>
      </section>
    );
  }
  return (
    <>
      <section className="contact" aria-label={t('contact.name')}>
        <ContactHead contact={contact} paneOpen={paneOpen} onPane={() => setPaneOpen(!paneOpen)} />
        {error && (
          <div className="contact-gone">
            {hasCode(error, 'reason-needed') ? (
              <ReasonPicker title={t('reason.contact')} onPick={setReason} />
            ) : (
              <ProblemNote error={error} onRetry={() => void refetch()} />
            )}
          </div>
        )}
        <Thread contact={contact} reason={reason} />
        <DeadAddresses contact={contact} />
        <Composer contact={contact} />
      </section>
      {besides ? (
        <PersonPane contact={besides} open={paneOpen} onClose={() => setPaneOpen(false)} />
      ) : (
        <aside className="pane" aria-hidden="true" />
      )}
    </>
  );
}

function ThreadSkeleton() {
  const { t } = useWords();
  return (
    <div className="thread-skeleton" role="status" aria-label={t('common.loading')}>
      <Skeleton height={14} width="48%" />
      <Skeleton height={10} width="30%" />
      <Skeleton height={10} width="82%" mt={32} />
      <Skeleton height={10} width="76%" />
      <Skeleton height={10} width="64%" />
    </div>
  );
}
