import { Button, Radio } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { teamQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { RowButton } from './form-parts.tsx';
import { useOwnSettings, useUndoable } from './use-settings.ts';
import { useViewWords } from './use-view-words.ts';
import { type AnyView, inOrder } from './view-order.ts';
import { ViewForm } from './view-form.tsx';
import { viewIcons } from './view-icons.ts';

/** Filters worth keeping: one's own, which nobody else sees, and the team's. */
export function Views() {
  const { t } = useWords();
  const may = useMay();
  const { own, error, refetch, change } = useOwnSettings();
  const team = useQuery(teamQuery);
  const [editing, setEditing] = useState<string | null>(null);
  const remove = useUndoable<AnyView>({
    act: ({ id, version }) =>
      version === undefined
        ? call('removeOwnView', { params: { id } })
        : call('removeTeamView', { params: { id } }),
    undo: ({ id, version, name, icon, filter }) =>
      version === undefined
        ? call('saveOwnView', { params: { id }, body: { name, icon, filter } })
        : call('saveTeamView', { params: { id }, body: { name, icon, filter, version: null } }),
    stale: [['own'], ['team']],
    told: ({ name }) => t('set.removed', { name }),
  });
  const failed = error ?? team.error;
  if (failed) return <ProblemNote error={failed} onRetry={() => void refetch()} />;
  if (!own || !team.data) return null;
  const { viewOrder, defaultView } = own.settings;
  const views = inOrder([...own.views, ...team.data.views], viewOrder);
  const move = (index: number, by: -1 | 1) => {
    const ids = views.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index + by, 0, moved);
    change({ viewOrder: ids });
  };
  return (
    <>
      {editing === 'new' ? (
        <ViewForm team={team.data} onDone={() => setEditing(null)} />
      ) : (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {t('views.new')}
        </Button>
      )}
      {views.length === 0 && editing !== 'new' && (
        <Empty title={t('views.empty')}>{t('views.empty-about')}</Empty>
      )}
      {views.length > 0 && (
        <Radio.Group
          label={t('views.first')}
          description={t('views.first-about')}
          value={defaultView ?? ''}
          onChange={(chosen) => change({ defaultView: chosen === '' ? null : chosen })}
          className="settings-rows"
        >
          <ul className="rows settings-rows">
            <li className="settings-row">
              <Radio value="" label={t('views.inbox')} />
            </li>
            {views.map((view, index) =>
              editing === view.id ? (
                <li key={view.id}>
                  <ViewForm team={team.data} view={view} onDone={() => setEditing(null)} />
                </li>
              ) : (
                <li key={view.id} className="settings-row">
                  <ViewLine view={view} />
                  <div className="row-acts">
                    {(view.version === undefined || may('manage-settings')) && (
                      <>
                        <RowButton
                          label={t('set.edit')}
                          name={view.name}
                          onClick={() => setEditing(view.id)}
                        />
                        <RowButton
                          label={t('set.remove')}
                          name={view.name}
                          onClick={() => remove.mutate(view)}
                        />
                      </>
                    )}
                    <MoveButton up name={view.name} disabled={index === 0} onClick={() => move(index, -1)} />
                    <MoveButton
                      name={view.name}
                      disabled={index === views.length - 1}
                      onClick={() => move(index, 1)}
                    />
                  </div>
                </li>
              ),
            )}
          </ul>
        </Radio.Group>
      )}
    </>
  );
}

function ViewLine({ view }: { readonly view: AnyView }) {
  const { t } = useWords();
  const describe = useViewWords();
  const Icon = viewIcons[view.icon];
  return (
    <div>
      <Radio
        value={view.id}
        label={
          <span className="view-name">
            <Icon size={16} aria-hidden="true" /> {view.name}{' '}
            {view.version !== undefined && <span className="tag">{t('views.team')}</span>}
          </span>
        }
        description={describe(view.filter)}
      />
    </div>
  );
}

function MoveButton(props: {
  readonly up?: boolean;
  readonly name: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}) {
  const { t } = useWords();
  const Icon = props.up ? IconArrowUp : IconArrowDown;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      color="gray"
      disabled={props.disabled}
      aria-label={t(props.up ? 'views.up' : 'views.down', { name: props.name })}
      onClick={props.onClick}
    >
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
}
