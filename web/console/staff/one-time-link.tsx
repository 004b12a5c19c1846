import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import type { Answer } from '../api/call.ts';

interface OneTimeLinkProps {
  readonly invited: Answer<'inviteStaff'> & { readonly name: string };
  readonly onDone: () => void;
}

/** The link, shown this once: it is nowhere to be read again. */
export function OneTimeLink({ invited, onDone }: OneTimeLinkProps) {
  const { t, intl } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <section className="one-time" aria-label={t('staff.link-title', { name: invited.name })}>
      <h2>{t('staff.link-title', { name: invited.name })}</h2>
      <p>{t('staff.link-about', { at: formatFull(intl, invited.expiresAt) })}</p>
      <input
        readOnly
        autoFocus
        aria-label={t('staff.link')}
        value={invited.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row-acts">
        <Button
          size="compact-md"
          onClick={() => {
            void navigator.clipboard?.writeText(invited.link).then(() => setCopied(true));
          }}
        >
          {t(copied ? 'staff.copied' : 'staff.copy')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common.done')}
        </Button>
      </div>
    </section>
  );
}
