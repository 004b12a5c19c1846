import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { priorities, type Team, type ViewFilter } from '../../../contract/console/team.ts';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { useTagName } from '../parts/tag.tsx';
import { SaveProblem } from './save-problem.tsx';
import { FormActs } from './form-parts.tsx';
import { useSave } from './use-settings.ts';
import { viewIcons } from './view-icons.ts';
import type { AnyView } from './view-order.ts';

const whose = ['all', 'mine', 'unassigned', 'mentioned', 'watching'] as const;
const statuses = ['open', 'waiting', 'snoozed', 'closed', 'any'] as const;
const channels = ['email', 'phone', 'chat'] as const;
const orders = ['newest', 'waiting', 'due'] as const;
type Icon = keyof typeof viewIcons;

interface ViewFormProps {
  readonly team: Team;
  readonly view?: AnyView;
  readonly onDone: () => void;
}

/** A view: its name and icon, and everything that narrows it. */
export function ViewForm({ team, view, onDone }: ViewFormProps) {
  const { t, own } = useWords();
  const may = useMay();
  const tagName = useTagName();
  const { data: staff } = useQuery(colleaguesQuery);
  const [id] = useState(() => view?.id ?? newUuid());
  const [name, setName] = useState(view?.name ?? '');
  const [icon, setIcon] = useState<Icon>(view?.icon ?? 'star');
  const [filter, setFilter] = useState<ViewFilter>(view?.filter ?? {});
  const [forTeam, setForTeam] = useState(view?.version !== undefined);
  const body = { name: name.trim(), icon, filter };
  const save = useSave<void>(
    () =>
      forTeam
        ? call('saveTeamView', { params: { id }, body: { ...body, version: view?.version ?? null } })
        : call('saveOwnView', { params: { id }, body }),
    forTeam ? ['team'] : ['own'],
    onDone,
  );
  const narrow = (field: keyof ViewFilter, value: string) =>
    setFilter((before) => ({ ...before, [field]: value === '' ? undefined : value }));
  const select = (
    field: 'queue' | 'tag' | 'priority' | 'channel' | 'language' | 'assignee',
    options: ReactNode,
  ) => (
    <NativeSelect
      label={t(field === 'queue' ? 'inbox.queue' : `filter.${field}`)}
      value={filter[field] ?? ''}
      onChange={(event) => narrow(field, event.currentTarget.value)}
    >
      <option value="">{t('filter.any')}</option>
      {options}
    </NativeSelect>
  );
  return (
    <form
      className="settings-form"
      aria-label={t(view ? 'set.edit' : 'views.new')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="canned-names">
        <TextInput
          label={t('views.name')}
          required
          withAsterisk={false}
          autoFocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('views.icon')}
          value={icon}
          onChange={(event) => setIcon(event.currentTarget.value as Icon)}
        >
          {Object.keys(viewIcons).map((each) => (
            <option key={each} value={each}>
              {t(`icon.${each as Icon}`)}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          label={t('views.whose')}
          value={filter.view ?? 'all'}
          onChange={(event) => narrow('view', event.currentTarget.value)}
        >
          {whose.map((each) => (
            <option key={each} value={each}>
              {t(`view.${each}`)}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          label={t('inbox.status')}
          value={filter.status ?? 'open'}
          onChange={(event) => narrow('status', event.currentTarget.value)}
        >
          {statuses.map((each) => (
            <option key={each} value={each}>
              {t(`status.${each}`)}
            </option>
          ))}
        </NativeSelect>
        {select(
          'queue',
          team.queues.map((each) => (
            <option key={each.queue} value={each.queue}>
              {own(each.name, each.queue)}
            </option>
          )),
        )}
        {select(
          'tag',
          team.tags
            .filter((each) => !each.archived || each.id === filter.tag)
            .map((each) => (
              <option key={each.id} value={each.id}>
                {tagName(each)}
              </option>
            )),
        )}
        {select(
          'priority',
          priorities.toReversed().map((each) => (
            <option key={each} value={each}>
              {t(`priority.${each}`)}
            </option>
          )),
        )}
        {select(
          'channel',
          channels.map((each) => (
            <option key={each} value={each}>
              {t(`channel.${each}`)}
            </option>
          )),
        )}
        {select(
          'language',
          languages.map((each) => (
            <option key={each} value={each}>
              {t(`language.${each}`)}
            </option>
          )),
        )}
        {select(
          'assignee',
          staff?.colleagues
            .filter((each) => each.active)
            .map((each) => (
              <option key={each.staffId} value={each.staffId}>
                {each.displayName}
              </option>
            )),
        )}
        <NativeSelect
          label={t('filter.order')}
          value={filter.order ?? 'newest'}
          onChange={(event) => narrow('order', event.currentTarget.value)}
        >
          {orders.map((each) => (
            <option key={each} value={each}>
              {t(`order.${each}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Checkbox
        label={t('view.overdue')}
        checked={filter.overdue ?? false}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          setFilter((before) => ({ ...before, overdue: checked || undefined }));
        }}
      />
      {!view && may('manage-settings') && (
        <Checkbox
          label={t('views.for-team')}
          description={t('views.for-team-about')}
          checked={forTeam}
          onChange={(event) => setForTeam(event.currentTarget.checked)}
        />
      )}
      <SaveProblem error={save.error} />
      <FormActs pending={save.isPending} disabled={name.trim() === ''} onCancel={onDone} />
    </form>
  );
}
