import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery } from '../api/queries.ts';
import type { LogSearch } from './read-log-filter.ts';

const actions = [
  'view',
  'list',
  'search',
  'export',
  'play',
  'match',
  'reveal',
  'change',
  'make',
  'erase',
  'refuse',
  'sign-in',
  'sign-out',
  'sign-in-failed',
  'grant-task',
  'revoke-task',
  'publish',
  'administer',
] as const;

export function LogFilters({ search }: { readonly search: LogSearch }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data } = useQuery(colleaguesQuery);
  const change = (part: { [Key in keyof LogSearch]?: LogSearch[Key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value));
    void navigate({ to: '/access-log', search: next, replace: true });
  };
  return (
    <form className="log-filters" aria-label={t('log.filter')} onSubmit={(event) => event.preventDefault()}>
      <DateField
        label={t('log.from')}
        value={search.from ?? ''}
        max={search.to}
        onChange={(from) => change({ from })}
      />
      <DateField
        label={t('log.to')}
        value={search.to ?? ''}
        min={search.from}
        onChange={(to) => change({ to })}
      />
      <NativeSelect
        label={t('log.who')}
        value={search.actor ?? ''}
        onChange={(event) => change({ actor: event.currentTarget.value })}
      >
        <option value="">{t('log.anybody')}</option>
        {data?.colleagues.map((each) => (
          <option key={each.staffId} value={each.staffId}>
            {each.displayName}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('log.action')}
        value={search.action ?? ''}
        onChange={(event) => change({ action: event.currentTarget.value })}
      >
        <option value="">{t('log.anything')}</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {t(`action.${action}`)}
          </option>
        ))}
      </NativeSelect>
      <TextInput
        label={t('log.unit')}
        placeholder={t('log.unit-placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={search.unit ?? ''}
        onChange={(event) => change({ unit: event.currentTarget.value.trim() })}
      />
      <div className="log-checks">
        <Checkbox
          label={t('log.with-reason')}
          checked={search.reason ?? false}
          onChange={(event) => change({ reason: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('log.refusals')}
          checked={search.refused ?? false}
          onChange={(event) => change({ refused: event.currentTarget.checked })}
        />
        {Object.keys(search).length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => void navigate({ to: '/access-log', search: {} })}
          >
            {t('log.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}
