import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Rule } from '../../../contract/console/rules.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { OrderedRows } from './ordered-rows.tsx';
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
  const { order, turn, remove } = useRuleActs(data?.rules ?? []);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { rules } = data;
  return (
    <Suspense>
      <OrderedRows
        items={rules}
        words={{ new: t('rules.new'), empty: t('rules.empty'), emptyAbout: t('rules.empty-about') }}
        form={(rule, onDone) => <Editor world={world} {...(rule && { rule })} onDone={onDone} />}
        line={(rule) => <RuleLine rule={rule} world={world} />}
        isOff={({ active }) => !active}
        acts={(rule) => (
          <Checkbox
            label={t('rules.is-on')}
            aria-label={t('rules.active', { name: rule.name })}
            checked={rule.active}
            onChange={() => turn.mutate(rule)}
          />
        )}
        onRemove={(rule) => remove.mutate({ rule, order: rules.map(({ id }) => id) })}
        onOrder={(ids) => order.mutate(ids)}
        frame={(rows) => (
          <>
            {rules.length > 1 && <p className="quiet small rules-order">{t('rules.order-about')}</p>}
            {rows}
          </>
        )}
      />
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
