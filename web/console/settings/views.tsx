import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { teamQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { OrderedRows } from './ordered-rows.tsx';
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
  return (
    <OrderedRows
      items={views}
      words={{ new: t('views.new'), empty: t('views.empty'), emptyAbout: t('views.empty-about') }}
      form={(view, onDone) => <ViewForm team={team.data} {...(view && { view })} onDone={onDone} />}
      line={(view) => <ViewLine view={view} />}
      mayChange={({ version }) => version === undefined || may('manage-settings')}
      onRemove={(view) => remove.mutate(view)}
      onOrder={(ids) => change({ viewOrder: ids })}
      first={<Radio value="" label={t('views.inbox')} />}
      frame={(rows) => (
        <Radio.Group
          label={t('views.first')}
          description={t('views.first-about')}
          value={defaultView ?? ''}
          onChange={(chosen) => change({ defaultView: chosen === '' ? null : chosen })}
          className="settings-rows"
        >
          {rows}
        </Radio.Group>
      )}
    />
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
