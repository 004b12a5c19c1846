import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ImportMail } from './import-mail.tsx';

export function ImportPage() {
  const { t } = useWords();
  return (
    <Page title={t('set.import')} about={t('set.import-about')}>
      <ImportMail />
    </Page>
  );
}
