import { Button, Checkbox, MultiSelect, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Incident, incidentKinds, natures } from '../../../contract/console/incidents.ts';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useCategories, useIncidentChange, useNameOf } from './incident-queries.ts';
import { MomentField } from './moment-field.tsx';

/** What is known of an incident, as the authority will ask for it; and changing it. */
export function Facts({ incident }: { readonly incident: Incident }) {
  const { t, intl } = useWords();
  const nameOf = useNameOf();
  const categories = useCategories();
  const [editing, setEditing] = useState(false);
  if (editing) return <FactsForm incident={incident} onDone={() => setEditing(false)} />;
  const facts = [
    [t('incidents.kind'), t(`incidents.kind-${incident.kind}`)],
    [
      t('incidents.nature'),
      incident.nature.map((each) => t(`incidents.nature-${each}`).split(':')[0]).join(', '),
    ],
    [t('incidents.source'), t(`incidents.source-${incident.source}`)],
    [t('incidents.happened'), formatFull(intl, incident.happenedAt)],
    [t('incidents.aware'), formatFull(intl, incident.awareAt)],
    [t('incidents.persons-about'), incident.persons || '–'],
    [t('incidents.records-about'), incident.records || '–'],
    [t('incidents.categories'), incident.categories.map(categories.nameOf).join(', ') || '–'],
    ...(incident.recipients.length > 0
      ? [[t('incidents.recipients'), incident.recipients.join(', ')] as const]
      : []),
    [t('incidents.consequences'), incident.consequences || '–'],
  ] as const;
  return (
    <>
      <p className="incident-text">{incident.note}</p>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term} className="facts-row">
            <dt>{term}</dt>
            <dd className="incident-text">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="small quiet">
        {t('incidents.reported', { name: nameOf(incident.reportedBy) })}
        {', '}
        {formatFull(intl, incident.reportedAt)}
        {incident.contactId && (
          <>
            {' · '}
            <Link to="/inbox/$contactId" params={{ contactId: incident.contactId }} search={{}}>
              {t('incidents.contact')}
            </Link>
          </>
        )}
      </p>
      {!incident.settledAt && (
        <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
          {t('incidents.edit')}
        </Button>
      )}
    </>
  );
}

function FactsForm({ incident, onDone }: { readonly incident: Incident; readonly onDone: () => void }) {
  const { t } = useWords();
  const categories = useCategories();
  // What was seen when it began: what others changed meanwhile is not written over.
  const [facts, setFacts] = useState(() => ({
    version: incident.version,
    kind: incident.kind,
    nature: incident.nature,
    happenedAt: incident.happenedAt,
    awareAt: incident.awareAt,
    persons: incident.persons,
    records: incident.records,
    categories: incident.categories,
    note: incident.note,
    consequences: incident.consequences,
  }));
  const [awareReason, setAwareReason] = useState('');
  const moved = facts.awareAt !== incident.awareAt;
  const set = (change: Partial<typeof facts>) => setFacts({ ...facts, ...change });
  const save = useIncidentChange(
    incident.incidentId,
    () =>
      call('describeIncident', {
        params: { incidentId: incident.incidentId },
        body: { ...facts, ...(moved ? { awareReason } : {}) },
      }),
    onDone,
  );
  return (
    <form
      className="incident-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Textarea
        label={t('incidents.note')}
        required
        autosize
        minRows={3}
        maxLength={5_000}
        value={facts.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('incidents.kind')}
        value={facts.kind}
        data={incidentKinds.map((value) => ({ value, label: t(`incidents.kind-${value}`) }))}
        onChange={(event) => {
          const kind = incidentKinds.find((each) => each === event.currentTarget.value);
          if (kind) set({ kind });
        }}
      />
      <Checkbox.Group
        label={t('incidents.nature')}
        value={facts.nature}
        onChange={(chosen) => set({ nature: natures.filter((each) => chosen.includes(each)) })}
      >
        {natures.map((each) => (
          <Checkbox key={each} value={each} label={t(`incidents.nature-${each}`)} mt={6} />
        ))}
      </Checkbox.Group>
      <div className="incident-pair">
        <MomentField
          label={t('incidents.happened')}
          required
          value={facts.happenedAt}
          onChange={(happenedAt) => set({ happenedAt })}
        />
        <MomentField
          label={t('incidents.aware')}
          required
          value={facts.awareAt}
          onChange={(awareAt) => set({ awareAt })}
        />
      </div>
      {moved && (
        <Textarea
          label={t('incidents.aware-reason')}
          required
          autosize
          maxLength={5_000}
          value={awareReason}
          onChange={(event) => setAwareReason(event.currentTarget.value)}
        />
      )}
      <div className="incident-pair">
        <NumberInput
          label={t('incidents.persons-about')}
          min={0}
          allowDecimal={false}
          value={facts.persons}
          onChange={(value) => set({ persons: Number(value) || 0 })}
        />
        <NumberInput
          label={t('incidents.records-about')}
          min={0}
          allowDecimal={false}
          value={facts.records}
          onChange={(value) => set({ records: Number(value) || 0 })}
        />
      </div>
      <MultiSelect
        label={t('incidents.categories')}
        data={[...new Set([...categories.all, ...facts.categories])].map((value) => ({
          value,
          label: categories.nameOf(value),
        }))}
        value={facts.categories}
        onChange={(chosen) => set({ categories: chosen })}
      />
      <Textarea
        label={t('incidents.consequences')}
        autosize
        minRows={2}
        maxLength={5_000}
        value={facts.consequences}
        onChange={(event) => set({ consequences: event.currentTarget.value })}
      />
      {save.error && <ProblemNote error={save.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          size="compact-md"
          loading={save.isPending}
          disabled={!facts.note.trim() || facts.nature.length === 0 || (moved && !awareReason.trim())}
        >
          {t('incidents.save')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
