import { Modal } from '@mantine/core';
import { useId, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type Act, useAllActs } from '../acts/acts.tsx';
import { KeyNames } from './key-names.tsx';
import './palette.css';

/** Everything one can do here, by typing a part of its name. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t, intl } = useWords();
  const acts = useAllActs();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = findActs(acts, typed, intl.locale);
  const current = found[Math.min(at, found.length - 1)];

  const run = (act: Act | undefined) => {
    if (!act) return;
    onClose();
    // After the focus has gone back to the page, so that an act can move it.
    window.setTimeout(act.run);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') run(current);
    else if (event.key === 'ArrowDown') setAt((index) => Math.min(index + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt((index) => Math.max(index - 1, 0));
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      lockScroll={false}
      padding={0}
      yOffset="12vh"
      size={560}
      transitionProps={{ duration: 100 }}
      attributes={{ content: { 'aria-label': t('act.palette') } }}
      overlayProps={{ backgroundOpacity: 0.4 }}
    >
      <input
        className="palette-input"
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        aria-label={t('act.palette')}
        placeholder={t('palette.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="palette-list" role="listbox" id={listId} aria-label={t('act.palette')}>
        {found.map((act) => (
          // The keyboard moves in the input above, as in every combobox.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={act.id}
            id={`${listId}-${act.id}`}
            role="option"
            aria-selected={act === current}
            tabIndex={-1}
            onClick={() => run(act)}
            onPointerMove={() => setAt(found.indexOf(act))}
            ref={(element) => {
              if (act === current) element?.scrollIntoView({ block: 'nearest' });
            }}
          >
            <span>{act.label}</span>
            {act.keys && <KeyNames keys={act.keys} />}
          </li>
        ))}
        {found.length === 0 && <li className="quiet">{t('palette.nothing')}</li>}
      </ul>
    </Modal>
  );
}

function findActs(acts: readonly Act[], typed: string, locale: string): readonly Act[] {
  const words = typed.toLocaleLowerCase(locale).split(/\s+/u).filter(Boolean);
  const order = { contact: 0, inbox: 1, calls: 1, go: 2, own: 3 };
  return acts
    .filter((act) => !act.keyOnly)
    .filter((act) => words.every((word) => act.label.toLocaleLowerCase(locale).includes(word)))
    .toSorted((a, b) => order[a.group] - order[b.group]);
}
