interface WithKeys {
  readonly keys?: string;
}

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'target' | 'timeStamp' | 'defaultPrevented'
>;

const sequenceMs = 1200;

/**
 * Turns key presses into names of keys: "e", "mod+Enter", and "g i" when the two came together.
 * Nothing while one writes or a dialog, menu or list has the focus, except combinations with mod.
 */
export function createKeyReader(): (event: KeyPress, singleKeysOn: boolean) => readonly string[] | undefined {
  let before = { key: '', at: Number.NEGATIVE_INFINITY };
  return (event, singleKeysOn) => {
    if (event.defaultPrevented || event.altKey) return undefined;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.metaKey || event.ctrlKey) return [`mod+${key}`];
    if (!singleKeysOn || isBusy(event.target)) return undefined;
    const sequence = event.timeStamp - before.at < sequenceMs ? `${before.key} ${key}` : undefined;
    before = { key, at: event.timeStamp };
    return sequence ? [sequence, key] : [key];
  };
}

/** The act of the first key name that has one; among several, the one offered last. */
export function actForKey<Act extends WithKeys>(
  acts: readonly Act[],
  names: readonly string[],
): Act | undefined {
  for (const name of names) {
    const act = acts.findLast((each) => each.keys === name);
    if (act) return act;
  }
  return undefined;
}

/** Whether one writes there, or a dialog, menu or list has the keys. */
export function isBusy(target: EventTarget | null): boolean {
  if (!(typeof Element === 'function' && target instanceof Element)) return false;
  return (
    target.closest(
      'input:not([type=checkbox]), textarea, select, [data-keys=own], [role=dialog], [role=menu], [role=listbox]',
    ) !== null
  );
}
