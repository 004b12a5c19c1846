import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { Sealed } from '../../ui/sealed.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import type { Person } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';

interface MergePeopleProps {
  readonly person: Person;
  readonly otherId: string;
  readonly onClose: () => void;
}

/** Both records beside each other, opened for a stated reason; then merged, said clearly to be for good. */
export function MergePeople({ person, otherId, onClose }: MergePeopleProps) {
  const { t } = useWords();
  const compare = useMutation({
    mutationFn: async (reason: string) => ({
      reason,
      compared: await call('comparePeople', {
        params: { personId: person.personId },
        body: { otherId, reason },
      }),
    }),
    gcTime: 0,
  });
  if (compare.data)
    return (
      <Comparison
        compared={compare.data.compared}
        reason={compare.data.reason}
        otherId={otherId}
        onClose={onClose}
      />
    );
  return (
    <>
      {compare.error && <ProblemNote error={compare.error} />}
      <ReasonPicker
        title={t('person.compare-why')}
        onPick={(reason) => compare.mutate(reason)}
        onCancel={onClose}
      />
    </>
  );
}

interface ComparisonProps {
  readonly compared: Answer<'comparePeople'>;
  readonly reason: string;
  readonly otherId: string;
  readonly onClose: () => void;
}

function Comparison({ compared, reason, otherId, onClose }: ComparisonProps) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const toast = useToast();
  const queries = useQueryClient();
  const [keep, setKeep] = useState<Readonly<Record<string, string>>>({});
  const [ours, theirs] = compared.people;
  const categoryName = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  const merge = useMutation({
    mutationFn: () =>
      call('mergePeople', {
        params: { personId: ours!.personId },
        body: {
          version: ours!.version,
          otherId,
          otherVersion: theirs!.version,
          reason,
          keep: Object.values(keep),
        },
      }),
    onSuccess: () => {
      toast({ text: t('person.merge-done') });
      void queries.invalidateQueries({ queryKey: ['person', ours!.personId] });
      onClose();
    },
    gcTime: 0,
  });
  if (!ours || !theirs) return null;
  const categories = [...new Set([...ours.fields, ...theirs.fields].map((field) => field.category))];
  const undecided = compared.conflicts.some((category) => keep[category] === undefined);
  const fieldsOf = (side: typeof ours, category: string) =>
    side.fields.filter((field) => field.category === category);
  const value = (field: (typeof ours.fields)[number]) => (
    <>
      {field.value ?? (
        <Sealed
          lengthClass={field.lengthClass}
          label={t('sealed.label', { name: categoryName(field.category) })}
        />
      )}
      <span className="small quiet">
        {t('person.from', {
          source: t(`source.${field.source}`),
          date: formatDay(intl, field.collectedAt),
        })}
      </span>
    </>
  );
  return (
    <div className="compare">
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('person.compare-title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('person.category')}</th>
              <th scope="col">{t('person.compare-this')}</th>
              <th scope="col">{t('person.compare-other')}</th>
            </tr>
          </thead>
          <tbody>
            {categories.map((category) => (
              <tr key={category}>
                <th scope="row">
                  {categoryName(category)}
                  {compared.conflicts.includes(category) && (
                    <span className="small compare-ask">{t('person.compare-keep')}</span>
                  )}
                </th>
                {[ours, theirs].map((side) => (
                  <td key={side.personId}>
                    {fieldsOf(side, category).map((field) =>
                      compared.conflicts.includes(category) ? (
                        <label key={field.fieldId} className="compare-choice">
                          <input
                            type="radio"
                            name={`keep-${category}`}
                            checked={keep[category] === field.fieldId}
                            onChange={() => setKeep({ ...keep, [category]: field.fieldId })}
                          />
                          <span className="compare-value">{value(field)}</span>
                        </label>
                      ) : (
                        <span key={field.fieldId} className="compare-value">
                          {value(field)}
                        </span>
                      ),
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('person.history')}</th>
              {[ours, theirs].map((side) => (
                <td key={side.personId}>{t('person.compare-contacts', { count: side.contacts })}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="merge-warning">
        <IconAlertTriangle size={16} aria-hidden="true" />
        {t('person.merge-warning')}
      </p>
      {merge.error && <ProblemNote error={merge.error} />}
      <div className="row-acts">
        <Button color="red" loading={merge.isPending} disabled={undecided} onClick={() => merge.mutate()}>
          {t('person.merge')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
