import { Modal, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import type { Contact } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { OwnerField } from '../recordings/owner-field.tsx';
import { useRecordingChange } from '../recordings/recording-queries.ts';
import '../recordings/recordings.css';
import { inMonths } from '../staff/task-end.ts';
import { FormEnd } from './matter-acts.tsx';
import { openComplaintsQuery } from './quality-queries.ts';

const aNew = 'new';

/** A complaint made in this contact, or one that it is about too. */
export function ComplaintDialog({
  contact,
  onClose,
}: {
  readonly contact: Contact;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('complaint.of-contact')}
      size={560}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ComplaintForm contact={contact} onClose={onClose} />
    </Modal>
  );
}

function ComplaintForm({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }) {
  const { t } = useWords();
  const { staffId } = useMe();
  const toast = useToast();
  const navigate = useNavigate();
  const { contactId } = contact;
  const { data, error } = useQuery(openComplaintsQuery);
  const [chosen, setChosen] = useState(aNew);
  const [complaintId] = useState(newUuid);
  const [ownerId, setOwnerId] = useState(staffId);
  const [today] = useState(() => inMonths(new Date(), 0));
  const [endsOn, setEndsOn] = useState(() => inMonths(new Date(), 6));
  const [reason, setReason] = useState('');
  const isNew = chosen === aNew;
  const open = (data?.complaints ?? []).filter(
    ({ queue, contactId: own }) => queue === contact.queue && own !== contactId,
  );
  const done = useRecordingChange(
    async () => {
      if (isNew)
        await call('openComplaint', {
          params: { contactId },
          body: { complaintId, ownerId, endsOn, reason },
        });
      else await call('linkContact', { params: { complaintId: chosen, contactId } });
    },
    () => {
      const id = isNew ? complaintId : chosen;
      toast({
        text: t(isNew ? 'complaint.made' : 'complaint.linked'),
        act: {
          label: t('complaint.show'),
          run: () => void navigate({ to: '/complaints/$complaintId', params: { complaintId: id } }),
        },
      });
      onClose();
    },
  );
  if (error) return <ProblemNote error={error} />;
  if (!data) return <p role="status">{t('common.loading')}</p>;
  return (
    <form
      className="recording-form"
      aria-label={t('complaint.of-contact')}
      onSubmit={(event) => {
        event.preventDefault();
        done.mutate();
      }}
    >
      <p className="small quiet">{t('complaint.dialog-about')}</p>
      {open.length > 0 && (
        <NativeSelect
          label={t('complaint.which')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value={aNew}>{t('complaint.new')}</option>
          {open.map((each) => (
            <option key={each.complaintId} value={each.complaintId}>
              {each.number} · {shorten(each.reason)}
            </option>
          ))}
        </NativeSelect>
      )}
      {isNew && (
        <>
          <Textarea
            label={t('complaint.reason')}
            description={t('matter.no-code')}
            required
            withAsterisk={false}
            data-autofocus
            autosize
            minRows={2}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <OwnerField label={t('matter.owner')} value={ownerId} onChange={setOwnerId} />
          <DateField label={t('matter.last-day')} required min={today} value={endsOn} onChange={setEndsOn} />
        </>
      )}
      {done.error && <ProblemNote error={done.error} />}
      <FormEnd
        pending={done.isPending}
        disabled={isNew && (!reason.trim() || !endsOn)}
        label={t(isNew ? 'complaint.new-do' : 'complaint.link')}
        onCancel={onClose}
      />
    </form>
  );
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
