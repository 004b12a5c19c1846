import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Simulation as Counts } from '../../../contract/console/register-drafts.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

type Named = Counts['groundless'][number]['category'];

/** What publishing would do to what is held now: counts on the real data, and nothing of it. */
export function Simulation({ source }: { readonly source: string }) {
  const { t } = useWords();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['simulation-of-publishing', source],
    queryFn: () => call('simulatePublishing', { body: { source } }),
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <section aria-busy={isFetching}>
      <h2 className="minor drafting-minor">{t('simulation.held')}</h2>
      {error && <ProblemNote error={error} />}
      {isFetching && (
        <p className="quiet" role="status">
          {t('simulation.counting')}
        </p>
      )}
      {data && !isFetching && (
        <>
          <Found counts={data} />
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void refetch()}>
            {t('simulation.count-again')}
          </Button>
        </>
      )}
    </section>
  );
}

function Found({ counts }: { readonly counts: Counts }) {
  const { t, own, known, intl } = useWords();
  const nameOf = ({ key, name }: Named) => own(name, key);
  const list = (names: readonly string[]) => intl.formatList(names, { type: 'unit' });
  const kindOf = (kind: string) => {
    const key = known(`simulation.kind-${kind}`);
    return key ? t(key) : kind;
  };
  const actOf = (act: string) => {
    const key = known(`act-name.${act}`);
    return key ? t(key) : act;
  };
  const lines = [
    ...counts.terms.flatMap(({ kind, earlier, later, dueAtOnce }) => [
      ...(earlier > 0
        ? [
            `${t('simulation.earlier', { kind: kindOf(kind), count: earlier })}${dueAtOnce > 0 ? ` ${t('simulation.at-once', { count: dueAtOnce })}` : ''}`,
          ]
        : []),
      ...(later > 0 ? [t('simulation.later', { kind: kindOf(kind), count: later })] : []),
    ]),
    ...counts.groundless.map(({ category, values }) =>
      t('simulation.groundless', { category: nameOf(category), count: values }),
    ),
    ...counts.furthered.map(({ category, values, purposes }) =>
      t('simulation.furthered', {
        category: nameOf(category),
        count: values,
        purposes: list(purposes.map(nameOf)),
      }),
    ),
    ...(counts.toInform.people > 0
      ? [t('simulation.to-inform', { count: counts.toInform.people, mail: counts.toInform.byMail })]
      : []),
    ...counts.refused.map(({ way, host }) => t('simulation.refused', { way: t(`way.${way}`), host })),
    ...(counts.recipients.length > 0
      ? [t('simulation.tell', { list: list(counts.recipients.map((name) => own(name, ''))) })]
      : []),
  ];
  if (lines.length === 0 && counts.tasks.length === 0)
    return <p className="quiet">{t('simulation.nothing-held')}</p>;
  return (
    <ul className="drafting-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {counts.tasks.map(({ task, holders, sees, does }) => (
        <li key={task.key}>
          {t('simulation.task', { task: nameOf(task), count: holders })}
          {(
            [
              ['simulation.sees-more', sees.more.map(nameOf)],
              ['simulation.sees-less', sees.less.map(nameOf)],
              ['simulation.does-more', does.more.map(actOf)],
              ['simulation.does-less', does.less.map(actOf)],
            ] as const
          )
            .filter(([, names]) => names.length > 0)
            .map(([words, names]) => (
              <p key={words} className="quiet small">
                {t(words, { list: list(names) })}
              </p>
            ))}
        </li>
      ))}
    </ul>
  );
}
