import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { useWords } from '../../words/use-words.ts';
import { RowButton } from './form-parts.tsx';

interface Listed {
  readonly id: string;
  readonly name: string;
}

interface OrderedRowsProps<Item extends Listed> {
  readonly items: readonly Item[];
  readonly words: { readonly new: string; readonly empty: string; readonly emptyAbout: string };
  readonly line: (item: Item) => ReactNode;
  /** Of a new one when none is given. */
  readonly form: (item: Item | undefined, onDone: () => void) => ReactNode;
  /** What else can be done with one, before the rest. */
  readonly acts?: (item: Item) => ReactNode;
  readonly mayChange?: (item: Item) => boolean;
  readonly isOff?: (item: Item) => boolean;
  readonly onRemove: (item: Item) => void;
  readonly onOrder: (ids: string[]) => void;
  /** Round the rows, where there are any. */
  readonly frame?: (rows: ReactNode) => ReactNode;
  readonly first?: ReactNode;
}

/** Things in an order that matters: made, changed, removed and moved, each in its row. */
export function OrderedRows<Item extends Listed>(props: OrderedRowsProps<Item>) {
  const { items, words, form, mayChange = () => true, frame = (rows) => rows } = props;
  const { t } = useWords();
  const [editing, setEditing] = useState<string | null>(null);
  const done = () => setEditing(null);
  const move = (index: number, by: -1 | 1) => {
    const ids = items.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index + by, 0, moved);
    props.onOrder(ids);
  };
  return (
    <>
      {editing === 'new' ? (
        form(undefined, done)
      ) : (
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setEditing('new')}>
          {words.new}
        </Button>
      )}
      {items.length === 0 && editing !== 'new' && <Empty title={words.empty}>{words.emptyAbout}</Empty>}
      {items.length > 0 &&
        frame(
          <ol className="rows settings-rows">
            {props.first !== undefined && <li className="settings-row">{props.first}</li>}
            {items.map((item, index) =>
              editing === item.id ? (
                <li key={item.id}>{form(item, done)}</li>
              ) : (
                <li key={item.id} className="settings-row" data-off={props.isOff?.(item) ?? false}>
                  {props.line(item)}
                  <div className="row-acts">
                    {props.acts?.(item)}
                    {mayChange(item) && (
                      <>
                        <RowButton
                          label={t('set.edit')}
                          name={item.name}
                          onClick={() => setEditing(item.id)}
                        />
                        <RowButton
                          label={t('set.remove')}
                          name={item.name}
                          onClick={() => props.onRemove(item)}
                        />
                      </>
                    )}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      disabled={index === 0}
                      aria-label={t('set.up', { name: item.name })}
                      onClick={() => move(index, -1)}
                    >
                      <IconArrowUp size={16} aria-hidden="true" />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      disabled={index === items.length - 1}
                      aria-label={t('set.down', { name: item.name })}
                      onClick={() => move(index, 1)}
                    >
                      <IconArrowDown size={16} aria-hidden="true" />
                    </ActionIcon>
                  </div>
                </li>
              ),
            )}
          </ol>,
        )}
    </>
  );
}
