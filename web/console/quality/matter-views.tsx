import { Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../words/use-words.ts';
import type { MatterState } from './matter-state.ts';

const states: readonly MatterState[] = ['open', 'closed'];
const places = ['/quality', '/complaints'] as const;

/** From the projects to the complaints and back; those that go on, and those that are closed. */
export function MatterViews({
  to,
  shown,
}: {
  readonly to: (typeof places)[number];
  readonly shown: MatterState;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <div className="quality-views">
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
      <nav aria-label={t('matter.places')}>
        {places
          .filter((each) => each !== to)
          .map((each) => (
            <Link key={each} to={each} search={{}}>
              {t(each === '/quality' ? 'matter.place-quality' : 'matter.place-complaints')}
            </Link>
          ))}
      </nav>
    </div>
  );
}
