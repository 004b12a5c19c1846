import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { type Person, registerQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

const ways = ['phone', 'letter', 'reply'] as const;

/** Which versions the person was told of, and the way to note that they were told now. */
export function Told({ person }: { readonly person: Person }) {
  const { t, intl } = useWords();
  const may = useMay();
  return (
    <>
      {person.told.map(({ version, at, way }) => (
        <p key={version} className="small quiet">
          {t(`told.by-${way}`, { version, at: formatDay(intl, at) })}
        </p>
      ))}
      {may('collect-field') && may('read-register') && person.state === 'active' && <Tell person={person} />}
    </>
  );
}

function Tell({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { data: register } = useQuery(registerQuery);
  const tell = useMutation({
    mutationFn: (way: (typeof ways)[number]) =>
      call('tellPerson', {
        params: { personId: person.personId },
        body: { version: register?.version ?? person.kept.declarationVersion, way },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['person', person.personId] }),
    onSettled: () => setAsked(false),
  });
  if (!register || register.version === 1 || person.told.some((each) => each.version === register.version))
    return null;
  return (
    <>
      {tell.error && <ProblemNote error={tell.error} />}
      {asked ? (
        <div className="row-acts" role="group" aria-label={t('told.how', { version: register.version })}>
          {ways.map((way) => (
            <Button
              key={way}
              size="compact-sm"
              variant="default"
              loading={tell.isPending}
              onClick={() => tell.mutate(way)}
            >
              {t(`told.way-${way}`)}
            </Button>
          ))}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsked(false)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsked(true)}>
          {t('told.note', { version: register.version })}
        </Button>
      )}
    </>
  );
}
