import { Checkbox } from '@mantine/core';
import { useWords } from '../../words/use-words.ts';
import type { Answer } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { type EventType, eventTypes } from './event-types.ts';

export interface Wishes {
  readonly types: readonly EventType[];
  readonly queues: readonly string[];
  readonly categories: readonly string[];
}

interface EndpointFieldsProps {
  readonly wishes: Wishes;
  readonly onChange: (wishes: Wishes) => void;
  readonly queues: Answer<'listRecipients'>['queues'];
  /** What the recipient is declared for; those chosen before and no longer declared can only be taken out. */
  readonly offered: readonly string[];
}

/** Of which events and queues a recipient is told, and what beside ids. */
export function EndpointFields({ wishes, onChange, queues, offered }: EndpointFieldsProps) {
  const { t, own } = useWords();
  const me = useMe();
  const name = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  const categories = [...new Set([...offered, ...wishes.categories])];
  return (
    <>
      <fieldset>
        <legend>{t('hooks.types')}</legend>
        {eventTypes.map((type) => (
          <Checkbox
            key={type}
            label={t(`event.${type}`)}
            checked={wishes.types.includes(type)}
            onChange={(event) =>
              onChange({ ...wishes, types: toggled(wishes.types, type, event.currentTarget.checked) })
            }
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('hooks.queues')}</legend>
        {queues.map(({ queue, name: words }) => (
          <Checkbox
            key={queue}
            label={own(words, queue)}
            checked={wishes.queues.includes(queue)}
            onChange={(event) =>
              onChange({ ...wishes, queues: toggled(wishes.queues, queue, event.currentTarget.checked) })
            }
          />
        ))}
      </fieldset>
      {categories.length > 0 && (
        <fieldset>
          <legend>{t('hooks.categories')}</legend>
          <p className="small quiet">{t('hooks.categories-about')}</p>
          {categories.map((category) => (
            <Checkbox
              key={category}
              label={name(category)}
              {...(offered.includes(category) ? {} : { description: t('hooks.category-not-declared') })}
              checked={wishes.categories.includes(category)}
              onChange={(event) =>
                onChange({
                  ...wishes,
                  categories: toggled(wishes.categories, category, event.currentTarget.checked),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

function toggled<T>(list: readonly T[], item: T, on: boolean): T[] {
  return on ? [...list, item] : list.filter((each) => each !== item);
}
