import { IconX } from '@tabler/icons-react';
import { ActionIcon } from '@mantine/core';
import { useWords } from '../../words/use-words.ts';
import { problemOf } from '../api/problem.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import type { Refused } from './use-bulk-change.ts';

/** Which contacts an act on many left as they were, and why: until it is read. */
export function BulkRefused({ refused, onDone }: { readonly refused: Refused; readonly onDone: () => void }) {
  const { t } = useWords();
  const words = useProblemWords();
  return (
    <section className="bulk-refused" role="alert">
      <p>
        {t(refused.what === 'undo' ? 'bulk.undo-failed' : 'bulk.failed', {
          failed: refused.each.length,
          of: refused.of,
        })}
      </p>
      <ActionIcon variant="subtle" color="gray" size="sm" onClick={onDone} aria-label={t('common.close')}>
        <IconX size={14} />
      </ActionIcon>
      <ul>
        {refused.each.map(({ card, code }) => (
          <li key={card.contactId}>
            <strong>{card.name}</strong> {card.subject || t('contact.no-subject')}
            <span className="quiet">{words(problemOf(code))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
