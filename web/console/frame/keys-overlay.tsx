import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type ActGroup, useAllActs } from '../acts/acts.tsx';
import { KeyNames } from './key-names.tsx';
import './palette.css';

const groups: readonly ActGroup[] = ['contact', 'inbox', 'calls', 'go', 'own'];

/** The keys that work on the present screen. */
export function KeysOverlay({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const acts = useAllActs().filter((act) => act.keys);
  // Taken away with its dialog, it gives the focus back itself: whoever asked for a key goes on where they were.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    },
    [before],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('act.keys')}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.4 }}
      size={720}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="keys">
        {groups
          .filter((group) => acts.some((act) => act.group === group))
          .map((group) => (
            <section key={group}>
              <h3>{t(`keys.${group}`)}</h3>
              <ul>
                {acts
                  .filter((act) => act.group === group)
                  .map((act) => (
                    <li key={act.id}>
                      <span>{act.label}</span>
                      <KeyNames keys={act.keys ?? ''} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
      </div>
    </Modal>
  );
}
