import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer } from '../api/call.ts';
import { staffQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Invite } from './invite.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import { StaffMember } from './staff-member.tsx';
import './staff.css';

/** Who works here and with which tasks: rights follow from these alone. */
export function StaffPage() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery(staffQuery);
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<(Answer<'inviteStaff'> & { name: string }) | null>(null);
  return (
    <Page
      title={t('place.staff')}
      about={t('staff.about')}
      acts={
        may('manage-staff') &&
        !inviting && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setInviting(true);
              setLink(null);
            }}
          >
            {t('staff.invite')}
          </Button>
        )
      }
    >
      {inviting && (
        <Invite
          onCancel={() => setInviting(false)}
          onInvited={(invited) => {
            setInviting(false);
            setLink(invited);
          }}
        />
      )}
      {link && <OneTimeLink invited={link} onDone={() => setLink(null)} />}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && (
        <ul className="rows">
          {data.staff
            .toSorted(
              (a, b) =>
                Number(a.state === 'closed') - Number(b.state === 'closed') ||
                a.displayName.localeCompare(b.displayName),
            )
            .map((member) => (
              <StaffMember key={member.staffId} member={member} staff={data} onLink={setLink} />
            ))}
        </ul>
      )}
    </Page>
  );
}
