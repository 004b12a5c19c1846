import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Doubt } from '../../../contract/console/answering.ts';
import { useWords } from '../../words/use-words.ts';

interface DoubtsNoteProps {
  readonly doubts: readonly Doubt[];
  readonly onSend: () => void;
  readonly onChange: () => void;
}

/** What looks wrong, above the send button: nothing went, and one decides. */
export function DoubtsNote({ doubts, onSend, onChange }: DoubtsNoteProps) {
  const { t } = useWords();
  const change = useRef<HTMLButtonElement>(null);
  // The safe way has the focus: a second stroke of the keys that sent does not send.
  useEffect(() => change.current?.focus(), []);
  return (
    <div className="doubts" role="alert">
      <strong>{t('doubt.title')}</strong>
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt}>{t(`doubt.${doubt}`)}</li>
        ))}
      </ul>
      <div className="row-acts">
        <Button ref={change} size="compact-md" variant="default" onClick={onChange}>
          {t('doubt.change')}
        </Button>
        <Button size="compact-md" variant="subtle" onClick={onSend}>
          {t('doubt.send')}
        </Button>
      </div>
    </div>
  );
}
