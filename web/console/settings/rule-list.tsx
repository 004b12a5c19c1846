import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Rule } from '../../../contract/console/rules.ts';
import { Empty } from '../../ui/empty.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { RowButton } from './form-parts.tsx';
import { type RuleWorld, useRuleWords } from './rule-words.ts';
import { useUndoable } from './use-settings.ts';
import './rules.css';

const Editor = lazy(() => import('./rule-editor.tsx').then((file) => ({ default: file.RuleEditor })));

export const rulesQuery = queryOptions({ queryKey: ['rules'], queryFn: () => call('listRules') });

const put = (rule: Omit<Rule, 'version'> & { readonly version: number | null }) => {
  const { id, name, active, queues, on, when, does, stop, version } = rule;
  return call('saveRule', {
    params: { id },
    body: { name, active, queues, on, when, does, stop, version },
  });
};

/** The rules in the order in which they are asked, each in a sentence. */
export function RuleList({ world }: { readonly world: RuleWorld }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(rulesQuery);
  const [editing, setEditing] = useState<string | null>(null);
  const { order, turn, remove } = useRuleActs(data?.rules ?? []);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { rules } = data;
  const move = (index: number, by: -1 | 1) => {
    const ids = rules.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index + by, 0, moved);
    order.mutate(ids);
  };
  return (
    <Suspense>
      {editing === 'new' ? (
        <Editor world={world} onDone={() => setEditing(null)} />
      ) : (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {t('rules.new')}
        </Button>
      )}
      {rules.length === 0 && editing !== 'new' && (
        <Empty title={t('rules.empty')}>{t('rules.empty-about')}</Empty>
      )}
      {rules.length > 1 && <p className="quiet small rules-order">{t('rules.order-about')}</p>}
      <ol className="rows settings-rows">
        {rules.map((rule, index) =>
          editing === rule.id ? (
            <li key={rule.id}>
              <Editor world={world} rule={rule} onDone={() => setEditing(null)} />
            </li>
          ) : (
            <li key={rule.id} className="settings-row rule-row" data-off={!rule.active}>
              <RuleLine rule={rule} world={world} />
              <div className="row-acts">
                <Checkbox
                  label={t('rules.is-on')}
                  aria-label={t('rules.active', { name: rule.name })}
                  checked={rule.active}
                  onChange={() => turn.mutate(rule)}
                />
                <RowButton label={t('set.edit')} name={rule.name} onClick={() => setEditing(rule.id)} />
                <RowButton
                  label={t('set.remove')}
                  name={rule.name}
                  onClick={() => remove.mutate({ rule, order: rules.map(({ id }) => id) })}
                />
                <MoveButton up name={rule.name} disabled={index === 0} onClick={() => move(index, -1)} />
                <MoveButton
                  name={rule.name}
                  disabled={index === rules.length - 1}
                  onClick={() => move(index, 1)}
                />
              </div>
            </li>
          ),
        )}
      </ol>
    </Suspense>
  );
}

function RuleLine({ rule, world }: { readonly rule: Rule; readonly world: RuleWorld }) {
  const { t, intl } = useWords();
  const say = useRuleWords(world);
  return (
    <div>
      <strong>{rule.name}</strong>
      <p className="quiet">{say(rule)}</p>
      {rule.breaks.length > 0 && (
        <p className="rule-broken small">
          <IconAlertTriangle size={14} aria-hidden="true" />{' '}
          {t('rules.broken', {
            what: intl.formatList(
              rule.breaks.map((each) => t(`rules.break-${each}`)),
              { type: 'conjunction' },
            ),
          })}
        </p>
      )}
    </div>
  );
}

/** Ordering and switching are seen at once and put back when they are refused; removing can be undone. */
function useRuleActs(rules: readonly Rule[]) {
  const { t } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const words = useProblemWords();
  async function show(shown: Rule[]): Promise<void> {
    // What is being fetched was asked for before.
    await queries.cancelQueries({ queryKey: rulesQuery.queryKey });
    queries.setQueryData<Answer<'listRules'>>(rulesQuery.queryKey, { rules: shown });
  }
  const onError = (error: unknown) => toast({ text: words(error), tone: 'danger' });
  const onSettled = () => queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
  const order = useMutation({
    mutationFn: (ids: readonly string[]) => call('orderRules', { body: { ids: [...ids] } }),
    onMutate: (ids) => show(ids.flatMap((id) => rules.find((each) => each.id === id) ?? [])),
    onError,
    onSettled,
  });
  const turn = useMutation({
    mutationFn: (rule: Rule) => put({ ...rule, active: !rule.active }),
    onMutate: ({ id, active }) =>
      show(rules.map((each) => (each.id === id ? { ...each, active: !active } : each))),
    onError,
    onSettled,
  });
  const remove = useUndoable<{ readonly rule: Rule; readonly order: readonly string[] }>({
    act: ({ rule }) => call('removeRule', { params: { id: rule.id } }),
    undo: async (was) => {
      await put({ ...was.rule, version: null });
      // It stands last now; where somebody has changed the rules meanwhile, it stays there.
      await call('orderRules', { body: { ids: [...was.order] } });
    },
    stale: [rulesQuery.queryKey],
    told: ({ rule }) => t('set.removed', { name: rule.name }),
  });
  return { order, turn, remove };
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
    <ActionIcon
      variant="subtle"
      color="gray"
      disabled={props.disabled}
      aria-label={t(props.up ? 'rules.up' : 'rules.down', { name: props.name })}
      onClick={props.onClick}
    >
      <Icon size={16} aria-hidden="true" />
    </ActionIcon>
  );
}
