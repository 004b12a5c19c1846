import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident } from '../../../contract/console/incidents.ts';
import { useWords } from '../../words/use-words.ts';
import { uuidShape } from '../api/new-uuid.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useIncidentChange } from './incident-queries.ts';
import { MomentField } from './moment-field.tsx';

/** Finds whom a breach concerns: counted first, then put on the list. */
export function FindConcerned({ incident }: { readonly incident: Incident }) {
  const { t, own } = useWords();
  const me = useMe();
  const colleagues = useQuery(colleaguesQuery);
  const { incidentId } = incident;
  const [by, setBy] = useState<'log' | 'store'>(incident.source === 'log' ? 'log' : 'store');
  const [from, setFrom] = useState(incident.happenedAt);
  const [to, setTo] = useState(incident.awareAt);
  const [staffId, setStaffId] = useState('');
  const [queue, setQueue] = useState(incident.queue);
  const [contactId, setContactId] = useState(incident.contactId ?? '');
  const [personId, setPersonId] = useState('');
  const find = useIncidentChange(incidentId, (keep: boolean) =>
    call('findConcerned', {
      params: { incidentId },
      body: {
        keep,
        search:
          by === 'log'
            ? { by, from, to, ...(staffId ? { staffId } : {}) }
            : {
                by,
                ...(from ? { from } : {}),
                ...(to ? { to } : {}),
                ...(queue ? { queue } : {}),
                ...(contactId ? { contactId } : {}),
                ...(personId ? { personId } : {}),
              },
      },
    }),
  );
  const found = find.data as { people: number; added: number; erased: number; outside: number } | undefined;
  const idsFit = [contactId, personId].every((each) => each === '' || uuidShape.test(each));
  const able = by === 'log' ? Boolean(from && to) : idsFit && Boolean(from || queue || contactId || personId);
  return (
    <form
      className="incident-form incident-find"
      onSubmit={(event) => {
        event.preventDefault();
        find.mutate(false);
      }}
    >
      <SegmentedControl
        aria-label={t('incidents.find-by')}
        value={by}
        onChange={(value) => setBy(value === 'log' ? 'log' : 'store')}
        data={[
          { value: 'log', label: t('incidents.find-log') },
          { value: 'store', label: t('incidents.find-store') },
        ]}
      />
      <div className="incident-pair">
        <MomentField label={t('incidents.find-from')} value={from} onChange={setFrom} />
        <MomentField label={t('incidents.find-to')} value={to} onChange={setTo} />
      </div>
      {by === 'log' ? (
        <NativeSelect
          label={t('incidents.find-who')}
          value={staffId}
          onChange={(event) => setStaffId(event.currentTarget.value)}
          data={[
            { value: '', label: t('incidents.find-anybody') },
            ...(colleagues.data?.colleagues ?? []).map((each) => ({
              value: each.staffId,
              label: each.displayName,
            })),
          ]}
        />
      ) : (
        <>
          <NativeSelect
            label={t('incidents.find-queue')}
            value={queue}
            onChange={(event) => setQueue(event.currentTarget.value)}
            data={[
              { value: '', label: t('incidents.find-any') },
              ...me.queues.map((each) => ({ value: each.queue, label: own(each.name, each.queue) })),
            ]}
          />
          <div className="incident-pair">
            <TextInput
              label={t('incidents.find-contact')}
              value={contactId}
              onChange={(event) => setContactId(event.currentTarget.value.trim())}
            />
            <TextInput
              label={t('incidents.find-person')}
              value={personId}
              onChange={(event) => setPersonId(event.currentTarget.value.trim())}
            />
          </div>
        </>
      )}
      {find.error && <ProblemNote error={find.error} />}
      {found && (
        <div role="status" className="incident-found">
          <p>{t('incidents.found', { count: found.people, added: found.added })}</p>
          {found.erased > 0 && <p>{t('incidents.found-erased', { count: found.erased })}</p>}
          {found.outside > 0 && <p>{t('incidents.found-outside', { count: found.outside })}</p>}
        </div>
      )}
      <div className="row-acts">
        <Button type="submit" size="compact-md" variant="default" disabled={!able} loading={find.isPending}>
          {t('incidents.find-count')}
        </Button>
        <Button size="compact-md" disabled={!able} loading={find.isPending} onClick={() => find.mutate(true)}>
          {t('incidents.find-keep')}
        </Button>
      </div>
    </form>
  );
}
