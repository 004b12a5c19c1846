import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ListedTodo } from '../../../contract/console/work.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatDate } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { isBusy } from '../acts/read-keys.ts';
import { call } from '../api/call.ts';
import { refreshAfterChange } from '../api/live.ts';
import { colleaguesQuery, teamQuery, todosQuery } from '../api/queries.ts';
import { dayIn } from '../parts/day-in.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import './todo-list.css';

interface TodoListProps {
  readonly of: 'mine' | 'team';
  readonly openId: string | undefined;
}

/** What is still to be done, the earliest day first, whatever has become of the contact it is about. */
export function TodoList({ of, openId }: TodoListProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const found = useInfiniteQuery(todosQuery(of));
  const todos = found.data?.pages.flatMap((page) => page.todos) ?? [];
  const [atId, setAtId] = useState<string | null>(null);
  const at = todos.findIndex(({ todoId }) => todoId === atId);
  const settle = useMutation({
    mutationFn: ({ todo, done }: { todo: ListedTodo; done: boolean }) =>
      call('settleTodo', {
        params: { contactId: todo.contactId, todoId: todo.todoId },
        body: { done },
      }),
    onSuccess: (_answer, { todo, done }) => {
      if (!done) return;
      toast({
        text: t('todo.ticked'),
        act: { label: t('common.undo'), run: () => settle.mutate({ todo, done: false }) },
      });
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
    onSettled: (_answer, _error, { todo }) =>
      refreshAfterChange(queries, [['todos'], ['counts'], ['contact', todo.contactId]]),
  });
  // Ticked, and not yet gone from the list.
  const ticked = settle.isPending && settle.variables.done ? settle.variables.todo.todoId : undefined;
  const moveTo = (index: number) =>
    setAtId(todos[Math.max(0, Math.min(index, todos.length - 1))]?.todoId ?? null);
  const tick = (todo: ListedTodo | undefined) => {
    if (!todo || settle.isPending) return;
    const index = todos.indexOf(todo);
    setAtId((todos[index + 1] ?? todos[index - 1])?.todoId ?? null);
    settle.mutate({ todo, done: true });
  };
  const open = (todo: ListedTodo | undefined) => {
    if (todo) void navigate({ to: '/inbox/$contactId', params: { contactId: todo.contactId }, search: true });
  };
  const key = (id: string, keys: string, label: string, run: () => void) =>
    ({ id, group: 'inbox', label, keys, keyOnly: true, run }) as const;
  useActs([
    key('next', 'j', t('inbox.key-j'), () => moveTo(at + 1)),
    key('previous', 'k', t('inbox.key-k'), () => moveTo(at - 1)),
    key('choose', 'x', t('todo.tick'), () => tick(todos[at])),
    key('open', 'o', t('inbox.key-enter'), () => open(todos[at])),
  ]);
  if (found.error && todos.length === 0)
    return (
      <div className="inbox-problem">
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </div>
    );
  if (found.data && todos.length === 0)
    return <Empty title={t(`empty.todos-${of}`)}>{t(`empty.todos-${of}-about`)}</Empty>;
  return (
    <div className="todo-list">
      <ul aria-label={t('todo.list')}>
        {todos.map((todo) => (
          <Todo
            key={todo.todoId}
            todo={todo}
            withOwner={of === 'team'}
            at={todo.todoId === atId}
            open={todo.contactId === openId}
            ticked={todo.todoId === ticked}
            onTick={() => tick(todo)}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <div className="hits-more">
          <Button
            variant="default"
            size="compact-md"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('common.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface TodoProps {
  readonly todo: ListedTodo;
  readonly withOwner: boolean;
  readonly at: boolean;
  readonly open: boolean;
  readonly ticked: boolean;
  readonly onTick: () => void;
}

function Todo({ todo, withOwner, at, open, ticked, onTick }: TodoProps) {
  const { t, intl } = useWords();
  const link = useRef<HTMLAnchorElement>(null);
  const { data: staff } = useQuery(colleaguesQuery);
  const today = dayIn(useQuery(teamQuery).data?.timeZone, useNow());
  useEffect(() => {
    if (at && !isBusy(document.activeElement)) link.current?.focus();
  }, [at]);
  const owner = staff?.colleagues.find(({ staffId }) => staffId === todo.ownerId)?.displayName;
  // A list left open overnight knows what the day has made of it.
  const isLate = todo.late || todo.dueOn < today;
  return (
    <li className="todo-row" data-open={open} data-done={ticked}>
      <Checkbox
        size="xs"
        checked={ticked}
        tabIndex={-1}
        aria-label={`${t('todo.tick')}: ${todo.text}`}
        onChange={onTick}
      />
      <Link
        ref={link}
        to="/inbox/$contactId"
        params={{ contactId: todo.contactId }}
        search
        className="todo-link"
        aria-current={open ? 'true' : undefined}
      >
        <span className="todo-text">{todo.text}</span>
        <span className="todo-about small">
          {[todo.name, todo.subject || t('contact.no-subject')].filter(Boolean).join(' · ')}
        </span>
        <span className="todo-facts small">
          <span data-late={isLate} data-today={todo.dueOn === today}>
            {todo.dueOn === today ? t('todo.today') : formatDate(intl, todo.dueOn)}
            {isLate && `, ${t('todo.late')}`}
          </span>
          {withOwner && <span>{owner ?? t('contact.colleague')}</span>}
          {todo.status !== 'open' && <span>{t(`status.${todo.status}`)}</span>}
        </span>
      </Link>
    </li>
  );
}
