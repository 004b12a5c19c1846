import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../words/use-words.ts';

interface ShownOnceProps {
  readonly title: string;
  readonly about: ReactNode;
  readonly value: string;
  readonly onDone: () => void;
}

/** A secret, shown this once: it is nowhere to be read again. */
export function ShownOnce({ title, about, value, onDone }: ShownOnceProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <section className="shown-once" aria-label={title}>
      <h3>{title}</h3>
      <p>{about}</p>
      <input
        readOnly
        autoFocus
        aria-label={title}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row-acts">
        <Button
          size="compact-md"
          onClick={() => {
            void navigator.clipboard?.writeText(value).then(() => setCopied(true));
          }}
        >
          {t(copied ? 'tokens.copied' : 'tokens.copy')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.done')}
        </Button>
      </div>
    </section>
  );
}
