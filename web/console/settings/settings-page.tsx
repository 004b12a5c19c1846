import { Skeleton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { usePageTitle } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMe } from '../api/use-me.ts';
import { allowedSections, type SettingsSection } from './sections.ts';
import './settings.css';

/** What one sets for oneself and for the team: the sections at the left, on a phone before them. */
export function SettingsPage() {
  const { t } = useWords();
  const me = useMe();
  const { section: key } = useParams({ strict: false });
  const allowed = allowedSections(me.acts);
  const section = key === undefined ? allowed[0] : allowed.find((each) => each.key === key);
  usePageTitle(key !== undefined && section ? t(section.name) : t('place.settings'));
  return (
    <main
      className="page settings"
      id="content"
      tabIndex={-1}
      data-at={key === undefined ? 'list' : 'section'}
    >
      <nav className="settings-list" aria-label={t('place.settings')}>
        {/* Where only the list is seen, on a phone, it is what the page is about. */}
        {key === undefined ? (
          <h1 className="settings-title">{t('place.settings')}</h1>
        ) : (
          <p className="settings-title">{t('place.settings')}</p>
        )}
        {(['own', 'team'] as const).map((group) => {
          const shown = allowed.filter((each) => each.group === group);
          if (shown.length === 0) return null;
          return (
            <div key={group}>
              <h2>{t(`set.group-${group}`)}</h2>
              <ul>
                {shown.map((each) => (
                  <li key={each.key}>
                    <Entry section={each} current={each === section} />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
      <div className="settings-section">
        {section ? (
          <>
            <Link to="/settings" className="settings-back">
              <IconChevronLeft size={16} aria-hidden="true" />
              {t('place.settings')}
            </Link>
            <header className="page-head">
              <div>
                <h1>{t(section.name)}</h1>
                <p className="page-about">{t(section.about)}</p>
              </div>
            </header>
            <Suspense fallback={<Skeleton height={160} animate={false} />}>
              <section.Content key={section.key} />
            </Suspense>
          </>
        ) : (
          <Empty title={t('not-found.title')} />
        )}
      </div>
    </main>
  );
}

function Entry({ section, current }: { readonly section: SettingsSection; readonly current: boolean }) {
  const { t } = useWords();
  const Icon = section.icon;
  return (
    <Link
      to="/settings/$section"
      params={{ section: section.key }}
      aria-current={current ? 'page' : undefined}
      className="settings-entry"
    >
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <span>{t(section.name)}</span>
      <IconChevronRight size={16} className="settings-forth" aria-hidden="true" />
    </Link>
  );
}
