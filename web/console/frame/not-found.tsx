import { Link } from '@tanstack/react-router';
import { Empty } from '../../ui/empty.tsx';
import { useWords } from '../../words/use-words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <main className="page" id="content">
      <Empty title={t('not-found.title')}>
        <Link to="/">{t('not-found.back')}</Link>
      </Empty>
    </main>
  );
}
