import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type InspectionScope, inspectionScopes } from '../../../contract/inspection/routes.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

const longestDays = 30;
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export function OpenInspection({
  onOpened,
  onCancel,
}: {
  readonly onOpened: (link: string) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useWords();
  const [today] = useState(() =>
    new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10),
  );
  const [name, setName] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(dayAfter(today, 4));
  const [scopes, setScopes] = useState<readonly InspectionScope[]>(inspectionScopes);
  const open = useMutation({
    mutationFn: () =>
      call('openInspection', {
        body: { name: name.trim(), organisation: organisation.trim(), from, to, scopes: [...scopes] },
      }),
    onSuccess: ({ link }) => onOpened(link),
    gcTime: 0,
  });
  return (
    <form
      className="form inspection-form"
      aria-label={t('inspections.open')}
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <TextInput
        label={t('inspections.name')}
        required
        withAsterisk={false}
        autoFocus
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('inspections.organisation')}
        required
        withAsterisk={false}
        maxLength={120}
        autoComplete="off"
        value={organisation}
        onChange={(event) => setOrganisation(event.currentTarget.value)}
      />
      <div className="inspection-days">
        <DateField label={t('inspections.from')} required value={from} min={today} onChange={setFrom} />
        <DateField
          label={t('inspections.to')}
          required
          value={to}
          min={from || today}
          max={dayAfter(from || today, longestDays - 1)}
          onChange={setTo}
        />
      </div>
      <p className="small quiet">{t('inspections.days')}</p>
      <fieldset>
        <legend>{t('inspections.scope')}</legend>
        {inspectionScopes.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`scope.${scope}`)}
            checked={scopes.includes(scope)}
            onChange={(event) =>
              setScopes(
                inspectionScopes.filter((each) =>
                  each === scope ? event.currentTarget.checked : scopes.includes(each),
                ),
              )
            }
          />
        ))}
      </fieldset>
      {open.error && <ProblemNote error={open.error} />}
      <div className="row-acts">
        <Button type="submit" loading={open.isPending} disabled={scopes.length === 0 || !from || !to}>
          {t('inspections.make-link')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
