import { Button, Menu, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recordFormats } from '../../../contract/console/register-texts.ts';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { recordQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Written } from './written.tsx';
import './register.css';

/** The record of processing activities (GDPR Art. 30) of the declaration in force, as the authority may ask to see it. */
export function RecordPage() {
  const { t } = useWords();
  const { language } = useMe();
  const { data: record, error, refetch } = useQuery(recordQuery(language));
  return (
    <Page
      wide
      title={t('record.title')}
      about={
        <>
          {t('record.about')} <Link to="/register">{t('record.back')}</Link>
        </>
      }
      acts={<RecordMenu language={language} />}
    >
      {!record && error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!record && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={12} width="60%" mb={16} />
          <Skeleton height={12} width="80%" />
        </div>
      )}
      {record && <p className="quiet record-lines">{record.lines.join(' · ')}</p>}
      {record?.sections.map((section) => (
        <Section key={section.id} title={section.title}>
          {section.blocks.map((block, index) => (
            // The blocks of a section never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <Written key={index} block={block} />
          ))}
        </Section>
      ))}
    </Page>
  );
}

function RecordMenu({ language }: { readonly language: 'sv' | 'fi' | 'en' }) {
  const { t } = useWords();
  return (
    <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('record.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {recordFormats.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            download
            href={addressOf(consoleRoutes.exportRecord.path, { query: { language, format } })}
          >
            {t(`record.download-${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
