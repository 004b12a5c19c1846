import { Button, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { incidentKinds } from '../../../contract/console/incidents.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { MomentField } from './moment-field.tsx';
import { type ReportSource, reportSources } from './report-sources.ts';

interface ReportIncidentProps {
  readonly source: ReportSource;
  readonly onDone: (incidentId: string | null) => void;
}

/** Something that went wrong, told in a minute; what is not known yet follows. */
export function ReportIncident({ source: begun, onDone }: ReportIncidentProps) {
  const { t, own } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const { queues } = useMe();
  const [incidentId] = useState(newUuid);
  const [kind, setKind] = useState<(typeof incidentKinds)[number]>('seen-without-right');
  const [source, setSource] = useState<ReportSource>(begun);
  const [queue, setQueue] = useState(queues[0]?.queue ?? '');
  const [note, setNote] = useState('');
  const [happenedAt, setHappenedAt] = useState(() => new Date().toISOString());
  const [awareAt, setAwareAt] = useState(happenedAt);
  const [persons, setPersons] = useState(0);
  const report = useMutation({
    mutationFn: () =>
      call('reportIncident', {
        body: { incidentId, queue, kind, source, note, happenedAt, awareAt, persons },
      }),
    onSuccess({ told }) {
      toast({ text: t('incidents.report-done') });
      if (told === 0) toast({ text: t('recall.told-nobody'), tone: 'danger' });
      void queries.invalidateQueries({ queryKey: ['incidents'] });
      onDone(incidentId);
    },
  });
  return (
    <form
      className="incident-form incident-report"
      onSubmit={(event) => {
        event.preventDefault();
        report.mutate();
      }}
    >
      <h2>{t('act.report-incident')}</h2>
      <p className="quiet">{t('incidents.report-about')}</p>
      <Textarea
        label={t('incidents.note')}
        required
        autosize
        minRows={3}
        maxLength={5_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="incident-pair">
        <NativeSelect
          label={t('incidents.kind')}
          value={kind}
          onChange={(event) => {
            const chosen = incidentKinds.find((each) => each === event.currentTarget.value);
            if (chosen) setKind(chosen);
          }}
          data={incidentKinds.map((value) => ({ value, label: t(`incidents.kind-${value}`) }))}
        />
        <NativeSelect
          label={t('incidents.source')}
          value={source}
          onChange={(event) => {
            const chosen = reportSources.find((each) => each === event.currentTarget.value);
            if (chosen) setSource(chosen);
          }}
          data={reportSources.map((value) => ({ value, label: t(`incidents.source-${value}`) }))}
        />
        <MomentField label={t('incidents.happened')} required value={happenedAt} onChange={setHappenedAt} />
        <MomentField label={t('incidents.aware')} required value={awareAt} onChange={setAwareAt} />
        <NativeSelect
          label={t('incidents.queue')}
          value={queue}
          onChange={(event) => setQueue(event.currentTarget.value)}
          data={queues.map((each) => ({ value: each.queue, label: own(each.name, each.queue) }))}
        />
        <NumberInput
          label={t('incidents.persons-about')}
          min={0}
          allowDecimal={false}
          value={persons}
          onChange={(value) => setPersons(Number(value) || 0)}
        />
      </div>
      {report.error && <ProblemNote error={report.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          loading={report.isPending}
          disabled={!note.trim() || !happenedAt || !awareAt || !queue}
        >
          {t('incidents.report-send')}
        </Button>
        <Button variant="default" onClick={() => onDone(null)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
