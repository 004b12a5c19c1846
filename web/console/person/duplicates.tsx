import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import type { Person } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { MergePeople } from './merge-people.tsx';
import { duplicatesQuery } from './person-queries.ts';

type Duplicate = Answer<'personDuplicates'>['duplicates'][number];

/** Records that may be the same person's, with the ground for each; absent when there are none. */
export function Duplicates({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const { data, error } = useQuery(duplicatesQuery(person.personId));
  if (error) return <ProblemNote error={error} />;
  if (!data || data.duplicates.length === 0) return null;
  return (
    <Section title={t('person.duplicates')} about={t('person.duplicates-about')}>
      <ul className="duplicates rows">
        {data.duplicates.map((duplicate) => (
          <DuplicateRow key={duplicate.personId} person={person} duplicate={duplicate} />
        ))}
      </ul>
      {data.more && <p className="small quiet">{t('person.duplicates-more')}</p>}
    </Section>
  );
}

function DuplicateRow({ person, duplicate }: { readonly person: Person; readonly duplicate: Duplicate }) {
  const { t, intl, known } = useWords();
  const may = useMay();
  const toast = useToast();
  const queries = useQueryClient();
  const [comparing, setComparing] = useState(false);
  const apart = useMutation({
    mutationFn: () =>
      call('keepPeopleApart', {
        params: { personId: person.personId },
        body: { otherId: duplicate.personId },
      }),
    onSuccess: () => {
      toast({ text: t('person.apart-done') });
      void queries.invalidateQueries({ queryKey: ['person', person.personId, 'duplicates'] });
    },
  });
  const words = duplicate.grounds.flatMap(({ ground, kind, at }) => {
    const key = known(`person.ground-${ground}-${kind}`);
    return key ? [t(key, { at: at ? formatDay(intl, at) : '' })] : [];
  });
  return (
    <li className="duplicate">
      <p>
        <Link to="/people/$personId" params={{ personId: duplicate.personId }}>
          {duplicate.name ?? t('person.duplicate-unnamed', { since: formatDay(intl, duplicate.since) })}
        </Link>
      </p>
      <p className="small quiet">
        {words.join(' ')} {duplicate.sameName && t('person.same-name')}
      </p>
      {apart.error && <ProblemNote error={apart.error} />}
      {may('merge-people') &&
        (comparing ? (
          <MergePeople person={person} otherId={duplicate.personId} onClose={() => setComparing(false)} />
        ) : (
          <div className="row-acts">
            <Button size="compact-sm" variant="default" onClick={() => setComparing(true)}>
              {t('person.compare')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              loading={apart.isPending}
              onClick={() => apart.mutate()}
            >
              {t('person.apart')}
            </Button>
          </div>
        ))}
    </li>
  );
}
