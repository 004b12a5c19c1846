import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDate, formatFull } from '../../ui/format-time.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { registerQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Channels } from './channels.tsx';
import { Drafts } from './drafts.tsx';
import { Informing } from './informing.tsx';
import { Known } from './known.tsx';
import { Periods } from './periods.tsx';
import { Recipients } from './recipients.tsx';
import { ShortForms } from './short-forms.tsx';
import { TaskMatrix } from './task-matrix.tsx';
import './register.css';
import './draft.css';

/** The declaration in force: what is held, for what, who may see it and for how long. The software follows this text. */
export function RegisterPage() {
  const { t, own, intl } = useWords();
  const { data: register, error, refetch } = useQuery(registerQuery);
  if (!register) {
    return (
      <Page wide title={t('place.register')}>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label={t('common.loading')}>
            <Skeleton height={12} width="60%" mb={16} />
            <Skeleton height={12} width="80%" />
          </div>
        )}
      </Page>
    );
  }
  const categoryName = (key: string) =>
    own(register.categories.find((each) => each.category === key)?.name, key);
  const purposeName = (key: string) => own(register.purposes.find((each) => each.purpose === key)?.name, key);
  return (
    <Page
      wide
      title={own(register.name, t('place.register'))}
      about={
        <>
          {t('register.about', { version: register.version, at: formatFull(intl, register.publishedAt) })}{' '}
          <Link to="/register/record">{t('record.link')}</Link>
        </>
      }
      acts={<Link to="/register/from-notice">{t('reverse.link')}</Link>}
    >
      <dl className="facts">
        <dt>{t('register.controller')}</dt>
        <dd>
          {register.controller.name}, {register.controller.businessId}
        </dd>
        <dt>{t('register.contact')}</dt>
        <dd>{register.controller.contactAddress}</dd>
        <dt>{t('register.system')}</dt>
        <dd>{own(register.systemName, '')}</dd>
      </dl>

      <Section title={t('register.purposes')}>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('register.purposes')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('register.purpose')}</th>
                <th scope="col">{t('register.basis')}</th>
                <th scope="col">{t('register.decided-by')}</th>
              </tr>
            </thead>
            <tbody>
              {register.purposes.map((each) => (
                <tr key={each.purpose}>
                  <th scope="row">{own(each.name, each.purpose)}</th>
                  <td>
                    <Known prefix="basis" code={each.basis} />
                  </td>
                  <td className="quiet">
                    <Known prefix="decided" code={each.decidedBy} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>

      <Section title={t('register.categories')} about={t('register.categories-about')}>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('register.categories')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('register.category')}</th>
                <th scope="col">{t('register.for')}</th>
              </tr>
            </thead>
            <tbody>
              {register.categories.map((each) => (
                <tr key={each.category}>
                  <th scope="row">{own(each.name, each.category)}</th>
                  <td>{each.purposes.map(purposeName).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>

      <Section title={t('register.channels')} about={t('register.channels-about')}>
        <Channels register={register} categoryName={categoryName} />
      </Section>

      <Section title={t('register.tasks')} about={t('register.tasks-about')}>
        <TaskMatrix register={register} />
      </Section>

      <Section title={t('register.periods')} about={t('register.periods-about')}>
        <Periods register={register} purposeName={purposeName} />
        {register.backupDays !== null && <p>{t('register.backups', { days: register.backupDays })}</p>}
      </Section>

      <Section title={t('register.recipients')} about={t('register.recipients-about')}>
        <Recipients register={register} categoryName={categoryName} purposeName={purposeName} />
      </Section>

      <Drafts inForce={register.version} />
      {register.version > 1 && <Informing />}
      <ShortForms />

      <Section title={t('register.versions')} about={t('register.versions-about')}>
        <ul className="rows versions">
          {register.versions
            .toSorted((a, b) => b.version - a.version)
            .map((each) => (
              <li key={each.version}>
                <a
                  href={`/${intl.locale.slice(0, 2)}/notice/${each.version}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('register.version', { version: each.version })}
                </a>
                <span className="quiet">
                  {t('register.stated', { date: formatDate(intl, each.statedOn) })}
                </span>
                <span className="quiet">
                  {t('register.published', { date: formatFull(intl, each.publishedAt) })}
                </span>
              </li>
            ))}
        </ul>
      </Section>
    </Page>
  );
}
