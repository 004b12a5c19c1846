import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../words/use-words.ts';
import type { MatterState } from './quality-queries.ts';

const states: readonly MatterState[] = ['open', 'closed'];

/** Those that go on, and those that are closed. */
export function MatterViews({
  to,
  shown,
}: {
  readonly to: '/quality' | '/complaints';
  readonly shown: MatterState;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <nav className="recording-views" aria-label={t('matter.views')}>
      {states.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === shown ? 'page' : undefined}
          onClick={() => void navigate({ to, search: each === 'open' ? {} : { state: each } })}
        >
          {t(`matter.view-${each}`)}
        </button>
      ))}
    </nav>
  );
}
