import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type InspectionScope, populations, type Sample } from '../../../contract/inspection/routes.ts';
import { DateField } from '../../ui/date-field.tsx';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { fileOf, inspect } from './inspect.ts';

type Population = (typeof populations)[number];
const needs: Readonly<Record<Population, InspectionScope>> = {
  log: 'log',
  erasures: 'erasures',
  disclosures: 'log',
  incidents: 'log',
};
const largest = 500;

/** Samples by the auditor's own seed: first what is drawn from is signed, then the seed is typed. */
export function Samples({ scopes }: { readonly scopes: readonly InspectionScope[] }) {
  const allowed = populations.filter((population) => scopes.includes(needs[population]));
  const { data, error, refetch } = useQuery({
    queryKey: ['inspection', 'samples'],
    queryFn: () => inspect('listSamples'),
    retry: false,
  });
  return (
    <>
      {allowed.length > 0 && <Commit allowed={allowed} />}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && data.samples.length > 0 && (
        <ul className="rows">
          {data.samples.map((sample) => (
            <Row key={sample.sampleId} sample={sample} />
          ))}
        </ul>
      )}
    </>
  );
}

function Commit({ allowed }: { readonly allowed: readonly Population[] }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [population, setPopulation] = useState(allowed[0]!);
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [to, setTo] = useState(today);
  const commit = useMutation({
    mutationFn: () => inspect('commitSample', { body: { population, from, to } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inspection', 'samples'] }),
  });
  return (
    <form
      className="inspection-commit"
      onSubmit={(event) => {
        event.preventDefault();
        commit.mutate();
      }}
    >
      <NativeSelect
        label={t('inspect.population')}
        value={population}
        onChange={(event) =>
          setPopulation(allowed.find((each) => each === event.currentTarget.value) ?? population)
        }
      >
        {allowed.map((each) => (
          <option key={each} value={each}>
            {t(`inspect.population.${each}`)}
          </option>
        ))}
      </NativeSelect>
      <DateField label={t('inspections.from')} required value={from} onChange={setFrom} />
      <DateField label={t('inspections.to')} required value={to} min={from || undefined} onChange={setTo} />
      <Button type="submit" loading={commit.isPending} disabled={!from || !to}>
        {t('inspect.commit')}
      </Button>
      {commit.error && <ProblemNote error={commit.error} />}
    </form>
  );
}

function Row({ sample }: { readonly sample: Sample }) {
  const { t, intl } = useWords();
  const { sampleId, size, seed, drawn } = sample;
  return (
    <li className="inspection-sample">
      <h3>{t(`inspect.population.${sample.population}`)}</h3>
      <p className="quiet">{t('inspect.committed', { size, at: formatFull(intl, sample.committedAt) })}</p>
      <details>
        <summary>{t('inspect.commitment')}</summary>
        <pre tabIndex={0}>{sample.commitment}</pre>
      </details>
      {size === 0 && <p>{t('inspect.empty')}</p>}
      {size > 0 && seed === null && <Draw sampleId={sampleId} size={size} />}
      {seed !== null && drawn !== null && (
        <p className="row-acts">
          <span>{t('inspect.drawn', { drawn, seed })}</span>
          <Button
            component="a"
            size="compact-sm"
            download={`sample-${sampleId}.haltija-receipt`}
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            href={fileOf('sampleFile', { params: { sampleId } })}
          >
            {t('inspect.save-sample')}
          </Button>
        </p>
      )}
    </li>
  );
}

function Draw({ sampleId, size }: { readonly sampleId: string; readonly size: number }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const most = Math.min(size, largest);
  const [seed, setSeed] = useState('');
  const [count, setCount] = useState<number | string>(Math.min(25, most));
  const draw = useMutation({
    mutationFn: () =>
      inspect('drawSample', { params: { sampleId }, body: { seed: seed.trim(), count: Number(count) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inspection', 'samples'] }),
    gcTime: 0,
  });
  return (
    <form
      className="inspection-draw"
      onSubmit={(event) => {
        event.preventDefault();
        draw.mutate();
      }}
    >
      <TextInput
        label={t('inspect.seed')}
        description={t('inspect.seed-about')}
        required
        withAsterisk={false}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        pattern="[0-9A-Za-z\-]{8,64}"
        minLength={8}
        maxLength={64}
        value={seed}
        onChange={(event) => setSeed(event.currentTarget.value)}
      />
      <NumberInput
        label={t('inspect.count')}
        required
        withAsterisk={false}
        min={1}
        max={most}
        allowDecimal={false}
        value={count}
        onChange={setCount}
      />
      {draw.error && <ProblemNote error={draw.error} />}
      <Button type="submit" loading={draw.isPending}>
        {t('inspect.draw')}
      </Button>
    </form>
  );
}
