import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Problem } from '../api/problem.ts';
import { useWords } from '../../words/use-words.ts';
import '../../ui/page.css';

/** The words of a refusal: what happened and what to do. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useWords();
  return (error) =>
    error instanceof Problem ? t(`error.${error.code}`, withNumbers(error.details)) : t('error.internal');
}

// ICU refuses a message whose value is missing, so the ones our words name always have something.
function withNumbers(details: Problem['details']): Record<string, string | number> {
  const seconds = Number(details['seconds'] ?? details['retryAfterSeconds'] ?? 0);
  return { minutes: Math.max(1, Math.ceil(seconds / 60)) };
}

export function ProblemNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useWords();
  const words = useProblemWords();
  return (
    <div className="problem" role="alert">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <span>{words(error)}</span>
      {onRetry && (
        <Button variant="subtle" size="compact-sm" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}
