import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Canned } from '../../../contract/console/team.ts';
import { Empty } from '../../ui/empty.tsx';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { cannedQuery, teamQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { RowButton } from './form-parts.tsx';
import { useUndoable } from './use-settings.ts';

const Editor = lazy(() => import('./canned-editor.tsx').then((file) => ({ default: file.CannedEditor })));

/** Answers given often, in the languages they are given in. */
export function CannedReplies() {
  const { t, own } = useWords();
  const { data, error, refetch } = useQuery(cannedQuery);
  const { data: team } = useQuery(teamQuery);
  const [editing, setEditing] = useState<string | null>(null);
  const remove = useUndoable<Canned>({
    act: ({ id }) => call('removeCanned', { params: { id } }),
    undo: ({ id, ...canned }) => call('saveCanned', { params: { id }, body: { ...canned, version: null } }),
    stale: [['canned']],
    told: ({ title }) => t('set.removed', { name: title }),
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data || !team) return null;
  const nameOf = (queue: string) => own(team.queues.find((each) => each.queue === queue)?.name, queue);
  const replies = data.replies.toSorted((one, other) => one.title.localeCompare(other.title));
  return (
    <Suspense>
      {editing === 'new' ? (
        <Editor team={team} onDone={() => setEditing(null)} />
      ) : (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {t('canned.new')}
        </Button>
      )}
      {replies.length === 0 && editing !== 'new' && (
        <Empty title={t('canned.empty')}>{t('canned.empty-about')}</Empty>
      )}
      <ul className="rows settings-rows">
        {replies.map((reply) =>
          editing === reply.id ? (
            <li key={reply.id}>
              <Editor team={team} reply={reply} onDone={() => setEditing(null)} />
            </li>
          ) : (
            <li key={reply.id} className="settings-row">
              <div>
                <strong>{reply.title}</strong> <kbd>/{reply.shortcut}</kbd>
                <p className="quiet small">
                  {[
                    languages
                      .filter((each) => reply.text[each])
                      .map((each) => t(`language.${each}`))
                      .join(', '),
                    reply.queues.length === 0 ? t('canned.all-queues') : reply.queues.map(nameOf).join(', '),
                  ].join(' · ')}
                </p>
              </div>
              <div className="row-acts">
                <RowButton label={t('set.edit')} name={reply.title} onClick={() => setEditing(reply.id)} />
                <RowButton label={t('set.remove')} name={reply.title} onClick={() => remove.mutate(reply)} />
              </div>
            </li>
          ),
        )}
      </ul>
    </Suspense>
  );
}
