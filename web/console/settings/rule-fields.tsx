import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';

/** A choice of several: none chosen is not asked. */
export function Several<Key extends string>(props: {
  readonly label: string;
  readonly about?: ReactNode;
  readonly all: readonly { readonly key: Key; readonly name: ReactNode }[];
  readonly chosen: readonly Key[] | undefined;
  readonly error?: ReactNode;
  readonly onChange: (chosen: Key[] | undefined) => void;
}) {
  return (
    <Checkbox.Group
      label={props.label}
      description={props.about}
      error={props.error}
      value={[...(props.chosen ?? [])]}
      onChange={(chosen) =>
        props.onChange(chosen.length === 0 ? undefined : (chosen as readonly string[] as Key[]))
      }
    >
      <div className="settings-choices">
        {props.all.map(({ key, name }) => (
          <Checkbox key={key} value={key} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** What stands between commas, each once. */
export function readWords(text: string): string[] | undefined {
  const words = [...new Set(text.split(',').map((each) => each.trim()))].filter(Boolean);
  return words.length === 0 ? undefined : words;
}
