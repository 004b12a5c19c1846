import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { DateField } from '../../ui/date-field.tsx';
import { formatDate } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { call } from '../api/call.ts';
import { refreshAfterChange } from '../api/live.ts';
import { newUuid } from '../api/new-uuid.ts';
import { colleaguesQuery, type Contact, teamQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { dayIn } from '../parts/day-in.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Follow-up tasks of a contact: what somebody has promised, and by which day. */
export function Todos({ contact }: { readonly contact: Contact }) {
  const { t, intl } = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const { data: staff } = useQuery(colleaguesQuery);
  const [adding, setAdding] = useState(false);
  const refresh = () => {
    refreshAfterChange(queries, [['contact', contact.contactId], ['counts'], ['todos']]);
  };
  const settle = useMutation({
    mutationFn: ({ todoId, done }: { todoId: string; done: boolean }) =>
      call('settleTodo', { params: { contactId: contact.contactId, todoId }, body: { done } }),
    onSettled: refresh,
  });
  const mayNote = may('note-contact');
  const today = dayIn(useQuery(teamQuery).data?.timeZone, useNow());
  useActs(
    mayNote
      ? [{ id: 'todo', group: 'contact', label: t('todo.add'), keys: 'd', run: () => setAdding(true) }]
      : [],
  );
  if (contact.todos.length === 0 && !mayNote) return null;
  return (
    <section className="pane-part">
      <h3>{t('todo.title')}</h3>
      {settle.error && <ProblemNote error={settle.error} />}
      {contact.todos.length > 0 && (
        <ul className="todos">
          {contact.todos.map((todo) => {
            const owner = staff?.colleagues.find((each) => each.staffId === todo.ownerId)?.displayName;
            return (
              <li key={todo.todoId} data-done={todo.doneAt !== null}>
                <Checkbox
                  size="xs"
                  checked={todo.doneAt !== null}
                  disabled={!mayNote || settle.isPending}
                  onChange={(event) =>
                    settle.mutate({ todoId: todo.todoId, done: event.currentTarget.checked })
                  }
                  label={todo.text}
                />
                <span className="small quiet" data-late={todo.doneAt === null && todo.dueOn < today}>
                  {formatDate(intl, todo.dueOn)} · {owner ?? t('contact.colleague')}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {mayNote &&
        (adding ? (
          <AddTodo
            contact={contact}
            onDone={() => {
              setAdding(false);
              refresh();
            }}
          />
        ) : (
          <button type="button" className="text-button small" onClick={() => setAdding(true)}>
            {t('todo.add')}
          </button>
        ))}
    </section>
  );
}

function AddTodo({ contact, onDone }: { readonly contact: Contact; readonly onDone: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const { data: staff } = useQuery(colleaguesQuery);
  const [todoId] = useState(newUuid);
  const [text, setText] = useState('');
  const { data: team } = useQuery(teamQuery);
  const [dueOn, setDueOn] = useState(() => dayIn(team?.timeZone, new Date(), 1));
  const [ownerId, setOwnerId] = useState(me.staffId);
  const add = useMutation({
    mutationFn: () =>
      call('addTodo', {
        params: { contactId: contact.contactId },
        body: { todoId, text: text.trim(), ownerId, dueOn },
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && dueOn) add.mutate();
  };
  return (
    <form className="todo-form" onSubmit={submit}>
      {add.error && <ProblemNote error={add.error} />}
      <TextInput
        autoFocus
        label={t('todo.what')}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <DateField label={t('todo.when')} value={dueOn} onChange={setDueOn} />
      <NativeSelect
        label={t('todo.who')}
        value={ownerId}
        onChange={(event) => setOwnerId(event.currentTarget.value)}
        data={(staff?.colleagues ?? [])
          .filter((each) => each.active)
          .map((each) => ({ value: each.staffId, label: each.displayName }))}
      />
      <div className="todo-acts">
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="compact-md" type="submit" disabled={!text.trim() || !dueOn} loading={add.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
