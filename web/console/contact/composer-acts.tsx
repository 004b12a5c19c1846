import { Button } from '@mantine/core';
import { IconMessage2Bolt } from '@tabler/icons-react';
import { useWords } from '../../words/use-words.ts';
import { KeyNames } from '../frame/key-names.tsx';
import type { Attaching } from './draft-files.tsx';
import { SendLater } from './send-later.tsx';
import type { Way } from './use-sending.ts';

interface ComposerActsProps {
  readonly kind: 'reply' | 'note';
  readonly empty: boolean;
  readonly pending: boolean;
  readonly mayClose: boolean;
  readonly attaching: Attaching;
  readonly onCanned: () => void;
  readonly onSubmit: (way: Way) => void;
}

/** What one does with what is written. */
export function ComposerActs(props: ComposerActsProps) {
  const { kind, empty, pending, mayClose, attaching, onCanned, onSubmit } = props;
  const { t } = useWords();
  return (
    <div className="composer-acts">
      {kind === 'reply' && (
        <>
          {attaching.button}
          <button
            type="button"
            className="icon-button"
            aria-label={t('composer.canned')}
            title={t('composer.canned')}
            onClick={onCanned}
          >
            <IconMessage2Bolt size={16} aria-hidden="true" />
          </button>
        </>
      )}
      <span className="small quiet composer-hint">
        {t(kind === 'reply' ? 'composer.reply-hint' : 'composer.note-hint')}
      </span>
      {kind === 'reply' && mayClose && (
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          disabled={empty || attaching.busy}
          onClick={() => onSubmit({ thenClose: true })}
        >
          {t('composer.send-close')}
        </Button>
      )}
      <Button
        size="compact-md"
        disabled={empty || attaching.busy}
        loading={pending}
        onClick={() => onSubmit({ thenClose: false })}
        rightSection={<KeyNames keys="mod+Enter" />}
      >
        {t(kind === 'reply' ? 'composer.send' : 'composer.save-note')}
      </Button>
      {kind === 'reply' && (
        <SendLater
          disabled={empty || attaching.busy}
          onPick={(sendAt) => onSubmit({ thenClose: false, sendAt })}
        />
      )}
    </div>
  );
}
