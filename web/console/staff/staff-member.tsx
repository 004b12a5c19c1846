import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { StaffMember as Member } from '../../../contract/console/staff.ts';
import { formatDate } from '../../ui/format-time.ts';
import { Initials } from '../../ui/initials.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { GrantTask } from './grant-task.tsx';
import { StaffExtension } from './staff-extension.tsx';
import { hasEnded } from './task-end.ts';

interface StaffMemberProps {
  readonly member: Member;
  readonly staff: Answer<'listStaff'>;
  readonly onLink: (link: Answer<'newStaffLink'> & { name: string }) => void;
}

/** One colleague: state, tasks with their ends, and what an administrator can do about them. */
export function StaffMember({ member, staff, onLink }: StaffMemberProps) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const [granting, setGranting] = useState(false);
  const [closing, setClosing] = useState(false);
  const [naming, setNaming] = useState(false);
  const params = { staffId: member.staffId };
  const after = {
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['staff'] });
      void queries.invalidateQueries({ queryKey: ['colleagues'] });
    },
    onError: (error: unknown) => toast({ text: words(error), tone: 'danger' }),
  };
  const close = useMutation({
    mutationFn: () => call('closeStaff', { params }),
    ...after,
    onSuccess: () => setClosing(false),
  });
  const newLink = useMutation({
    mutationFn: () => call('newStaffLink', { params }),
    ...after,
    onSuccess: (link) => onLink({ ...link, name: member.displayName }),
    gcTime: 0,
  });
  const self = member.staffId === me.staffId;
  const closed = member.state === 'closed';
  return (
    <li className="member" data-state={member.state}>
      <Initials name={member.displayName} />
      <div className="member-who">
        <strong>{member.displayName}</strong> <span className="quiet">{member.userName}</span>
        <p className="small quiet">
          {member.state !== 'active'
            ? t(`staff.state-${member.state}`)
            : !member.undertakingAccepted && t('staff.no-undertaking')}
        </p>
        {member.extension && (
          <p className="small quiet">{t('staff.extension-is', { number: member.extension })}</p>
        )}
      </div>
      <div className="member-acts">
        {may('grant-tasks') && !closed && !self && !granting && (
          <Button size="compact-sm" variant="default" onClick={() => setGranting(true)}>
            {t('staff.grant')}
          </Button>
        )}
        {may('manage-staff') && !closed && (
          <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('staff.more', { name: member.displayName })}
              >
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setNaming(true)}>{t('staff.extension-set')}</Menu.Item>
              {!self && (
                <>
                  <Menu.Item onClick={() => newLink.mutate()}>{t('staff.new-link')}</Menu.Item>
                  <Menu.Item color="red" onClick={() => setClosing(true)}>
                    {t('staff.close')}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className="member-tasks">
        {member.tasks.map((task) => (
          <GrantedTask
            key={task.grantId}
            member={member}
            task={task}
            staff={staff}
            mayRevoke={may('grant-tasks') && !closed && !self}
          />
        ))}
        {member.tasks.length === 0 && !closed && <p className="small quiet">{t('staff.no-tasks')}</p>}
        {granting && <GrantTask member={member} staff={staff} onDone={() => setGranting(false)} />}
        {naming && <StaffExtension member={member} onDone={() => setNaming(false)} />}
        {closing && (
          <div className="member-closing" role="alert">
            <p>{t('staff.close-about', { name: member.displayName })}</p>
            <div className="row-acts">
              <Button
                size="compact-md"
                className="danger-button"
                loading={close.isPending}
                onClick={() => close.mutate()}
              >
                {t('staff.close')}
              </Button>
              <Button size="compact-md" variant="subtle" color="gray" onClick={() => setClosing(false)}>
                {t('common.cancel')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </li>
  );
}

interface GrantedTaskProps {
  readonly member: Member;
  readonly task: Member['tasks'][number];
  readonly staff: Answer<'listStaff'>;
  readonly mayRevoke: boolean;
}

function GrantedTask({ member, task, staff, mayRevoke }: GrantedTaskProps) {
  const { t, intl, own } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const name = own(staff.tasks.find((each) => each.task === task.task)?.name, task.task);
  const granter = staff.staff.find((each) => each.staffId === task.grantedBy);
  const again = () => void queries.invalidateQueries({ queryKey: ['staff'] });
  const onError = (error: unknown) => toast({ text: words(error), tone: 'danger' });
  const grantAgain = useMutation({
    mutationFn: () =>
      call('grantTask', {
        params: { staffId: member.staffId },
        body: { task: task.task, until: task.until },
      }),
    onSettled: again,
    onError,
  });
  const revoke = useMutation({
    mutationFn: () => call('revokeTask', { params: { staffId: member.staffId, grantId: task.grantId } }),
    onSuccess: () =>
      toast({
        text: t('staff.revoked', { task: name }),
        act: { label: t('common.undo'), run: () => grantAgain.mutate() },
      }),
    onSettled: again,
    onError,
  });
  const ended = hasEnded(task.until);
  return (
    <p className="granted">
      <span>{name}</span>
      <span className="small quiet" data-ended={ended}>
        {t(ended ? 'staff.ended' : 'staff.until', { date: formatDate(intl, task.until) })}
        {granter && <> · {t('staff.granted-by', { name: granter.displayName })}</>}
      </span>
      {mayRevoke && (
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
          aria-label={t('staff.revoke', { task: name, name: member.displayName })}
        >
          <IconX size={12} />
        </ActionIcon>
      )}
    </p>
  );
}
