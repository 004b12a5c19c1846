import { Link } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';

export function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t('not-found.title')}>
      <Link to="/">{t('not-found.back')}</Link>
    </Page>
  );
}
