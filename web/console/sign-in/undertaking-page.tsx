import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { undertakingQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useOwn } from '../settings/use-own.ts';
import { Door } from './door.tsx';

/** The confidentiality undertaking of the version in force; nothing else opens before it is accepted. */
export function UndertakingPage() {
  const { t, own } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const { signOut } = useOwn();
  const undertaking = useQuery(undertakingQuery);
  const [read, setRead] = useState(false);
  const accept = useMutation({
    mutationFn: (version: number) => call('acceptUndertaking', { body: { version } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
    // A newer version was published while one read: show that one.
    onError: () => void queries.invalidateQueries({ queryKey: ['undertaking'] }),
  });
  const shown = undertaking.data;
  return (
    <Door
      wide
      title={t('undertaking.title')}
      about={t('undertaking.about', { name: me.displayName, version: me.undertaking.version })}
    >
      {undertaking.error && (
        <ProblemNote error={undertaking.error} onRetry={() => void undertaking.refetch()} />
      )}
      {shown && (
        <>
          <div className="undertaking">
            {own(shown.text, '')
              .split(/\n\s*\n/u)
              .filter((paragraph) => paragraph.trim())
              .map((paragraph) => (
                <p key={paragraph}>{paragraph.trim()}</p>
              ))}
          </div>
          <div className="form">
            <Checkbox
              label={t('undertaking.read')}
              checked={read}
              onChange={(event) => setRead(event.currentTarget.checked)}
            />
            {accept.error && <ProblemNote error={accept.error} />}
            <div className="row-acts">
              <Button
                size="md"
                disabled={!read}
                loading={accept.isPending}
                onClick={() => accept.mutate(shown.version)}
              >
                {t('undertaking.accept')}
              </Button>
              <Button size="md" variant="subtle" color="gray" onClick={signOut}>
                {t('frame.sign-out')}
              </Button>
            </div>
          </div>
        </>
      )}
    </Door>
  );
}
