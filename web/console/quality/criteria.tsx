import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { FormActs, RowButton } from '../settings/form-parts.tsx';
import { SaveProblem } from '../settings/save-problem.tsx';
import { useSave, useUndoable } from '../settings/use-settings.ts';
import { criteriaQuery, type Criterion } from './quality-queries.ts';

const put = ({ key, ...body }: Criterion) => call('saveCriterion', { params: { key }, body });

/** What a sheet asks of a call: sides of the service, in all languages. */
export function Criteria() {
  const { t, own } = useWords();
  const { data, error, refetch } = useQuery(criteriaQuery);
  const [editing, setEditing] = useState<string | null>(null);
  const retire = useUndoable<Criterion>({
    act: (each) => put({ ...each, archived: !each.archived }),
    undo: (each) => put({ ...each, version: (each.version ?? 0) + 1 }),
    stale: [criteriaQuery.queryKey],
    told: (each) =>
      t(each.archived ? 'criteria.restored' : 'criteria.retired', { name: own(each.name, each.key) }),
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const last = Math.max(...data.criteria.map(({ place }) => place));
  return (
    <>
      {editing === 'new' ? (
        <CriterionForm place={last + 1} onDone={() => setEditing(null)} />
      ) : (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {t('criteria.new')}
        </Button>
      )}
      <ul className="rows settings-rows">
        {data.criteria.map((each) =>
          editing === each.key ? (
            <li key={each.key}>
              <CriterionForm criterion={each} place={each.place} onDone={() => setEditing(null)} />
            </li>
          ) : (
            <li key={each.key} className="settings-row" data-archived={each.archived}>
              <div>
                {own(each.name, each.key)}{' '}
                <span className="quiet small">
                  {languages
                    .map((language) => each.name[language])
                    .filter((name) => name !== own(each.name, each.key))
                    .join(' · ')}
                </span>
                {each.archived && <span className="tag">{t('criteria.is-retired')}</span>}
              </div>
              <div className="row-acts">
                <RowButton
                  label={t('set.edit')}
                  name={own(each.name, each.key)}
                  onClick={() => setEditing(each.key)}
                />
                <RowButton
                  label={t(each.archived ? 'criteria.restore' : 'criteria.retire')}
                  name={own(each.name, each.key)}
                  onClick={() => retire.mutate(each)}
                />
              </div>
            </li>
          ),
        )}
      </ul>
    </>
  );
}

function CriterionForm({
  criterion,
  place,
  onDone,
}: {
  readonly criterion?: Criterion;
  readonly place: number;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const [key] = useState(() => criterion?.key ?? newUuid());
  const [name, setName] = useState(criterion?.name ?? { sv: '', fi: '', en: '' });
  const save = useSave(put, criteriaQuery.queryKey, onDone);
  return (
    <form
      className="form settings-form"
      aria-label={t(criterion ? 'set.edit' : 'criteria.new')}
      onSubmit={(event) => {
        event.preventDefault();
        const { archived = false, version = null } = criterion ?? {};
        save.mutate({ key, name, place, archived, version });
      }}
    >
      {languages.map((each, index) => (
        <TextInput
          key={each}
          label={t('set.name-in', { language: t(`person.lang-${each}`) })}
          lang={each}
          required
          withAsterisk={false}
          maxLength={80}
          autoFocus={index === 0}
          value={name[each]}
          onChange={(event) => setName({ ...name, [each]: event.currentTarget.value })}
        />
      ))}
      <SaveProblem error={save.error} />
      <FormActs
        pending={save.isPending}
        disabled={!languages.every((each) => name[each].trim())}
        onCancel={onDone}
      />
    </form>
  );
}
