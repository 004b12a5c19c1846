import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { StaffMember } from '../../../contract/console/staff.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { hasEnded, inMonths } from './task-end.ts';

interface GrantTaskProps {
  readonly member: StaffMember;
  readonly staff: Answer<'listStaff'>;
  readonly onDone: () => void;
}

/** A task for a colleague, always with a last day. */
export function GrantTask({ member, staff, onDone }: GrantTaskProps) {
  const { t, own } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const free = staff.tasks.filter(
    (task) => !member.tasks.some((held) => held.task === task.task && !hasEnded(held.until)),
  );
  const [task, setTask] = useState(free[0]?.task ?? '');
  const [until, setUntil] = useState(() => inMonths(new Date(), 12));
  const [today] = useState(() => inMonths(new Date(), 0));
  const chosen = staff.tasks.find((each) => each.task === task);
  const grant = useMutation({
    mutationFn: () => call('grantTask', { params: { staffId: member.staffId }, body: { task, until } }),
    onSuccess: onDone,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['staff'] }),
  });
  const categoryName = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  return (
    <form
      className="form grant"
      onSubmit={(event) => {
        event.preventDefault();
        grant.mutate();
      }}
    >
      <NativeSelect
        label={t('staff.task')}
        autoFocus
        value={task}
        onChange={(event) => setTask(event.currentTarget.value)}
      >
        {free.map((each) => (
          <option key={each.task} value={each.task}>
            {own(each.name, each.task)}
          </option>
        ))}
      </NativeSelect>
      {chosen && (
        <p className="small quiet">
          {chosen.categories.length > 0
            ? t('staff.task-sees', { categories: chosen.categories.map(categoryName).join(', ') })
            : t('staff.task-sees-nothing')}
        </p>
      )}
      <DateField label={t('staff.last-day')} required min={today} value={until} onChange={setUntil} />
      {grant.error && <ProblemNote error={grant.error} />}
      <div className="row-acts">
        <Button type="submit" size="compact-md" loading={grant.isPending} disabled={!task || !until}>
          {t('staff.grant')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
