import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import { RowButton } from '../settings/form-parts.tsx';
import type { Complaint, ComplaintContact } from './quality-queries.ts';

/** The contacts it is about; the person's others may be added, and any other from its own menu. */
export function ComplaintContacts({ complaint }: { readonly complaint: Complaint }) {
  const { t } = useWords();
  const may = useMay();
  const words = useContactWords();
  const { complaintId, contactId: own } = complaint;
  const [chosen, setChosen] = useState('');
  const contactId = chosen || (complaint.others[0]?.contactId ?? '');
  const link = useRecordingChange(
    () => call('linkContact', { params: { complaintId, contactId } }),
    () => setChosen(''),
  );
  const unlink = useRecordingChange((linked: string) =>
    call('unlinkContact', { params: { complaintId, contactId: linked } }),
  );
  const error = link.error ?? unlink.error;
  return (
    <div className="quality-draws">
      <ul className="rows">
        {complaint.contacts.map((each) => (
          <li key={each.contactId} className="quality-linked">
            {may('open-contact') ? (
              <Link to="/inbox/$contactId" params={{ contactId: each.contactId }} search>
                {words(each)}
              </Link>
            ) : (
              <span>{words(each)}</span>
            )}
            <span className="small quiet">{t(`status.${each.status}`)}</span>
            {each.contactId === own ? (
              <span className="tag">{t('complaint.made-here')}</span>
            ) : (
              !complaint.closedAt && (
                <RowButton
                  label={t('complaint.unlink')}
                  name={words(each)}
                  onClick={() => unlink.mutate(each.contactId)}
                />
              )
            )}
          </li>
        ))}
      </ul>
      {!complaint.closedAt && complaint.others.length > 0 && (
        <form
          className="quality-link"
          onSubmit={(event) => {
            event.preventDefault();
            link.mutate();
          }}
        >
          <NativeSelect
            label={t('complaint.others')}
            value={contactId}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {complaint.others.map((each) => (
              <option key={each.contactId} value={each.contactId}>
                {words(each)}
              </option>
            ))}
          </NativeSelect>
          <Button type="submit" variant="default" loading={link.isPending}>
            {t('complaint.link')}
          </Button>
        </form>
      )}
      {error && <ProblemNote error={error} />}
    </div>
  );
}

function useContactWords(): (contact: ComplaintContact) => string {
  const { t, intl } = useWords();
  return ({ number, channel, openedAt }) =>
    `${number} · ${t(`channel.${channel}`)}, ${formatDay(intl, openedAt)}`;
}
