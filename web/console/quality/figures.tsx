import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { criteriaQuery, type Project } from './quality-queries.ts';

/** What all sheets say together, by criterion. Never by colleague, and not before there are five. */
export function Figures({ project: { figures } }: { readonly project: Project }) {
  const { t, intl, own } = useWords();
  const { data } = useQuery(criteriaQuery);
  if (figures === null) return <p className="quiet">{t('quality.too-few')}</p>;
  if (!data) return <p role="status">{t('common.loading')}</p>;
  const shown = data.criteria.flatMap((criterion) => {
    const figure = figures.criteria.find(({ key }) => key === criterion.key);
    return figure ? [{ ...criterion, ...figure }] : [];
  });
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('quality.figures')}>
      <table className="table quality-figures">
        <caption className="small quiet">{t('quality.sheets-in-all', { count: figures.sheets })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('quality.criterion')}</th>
            <th scope="col" className="number">
              {t('quality.average')}
            </th>
            <th scope="col" className="number">
              {t('quality.scored-by')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, name, average, sheets }) => (
            <tr key={key}>
              <th scope="row">{own(name, key)}</th>
              <td className="number">
                <span className="quality-bar" aria-hidden="true">
                  <span style={{ width: `${((average - 1) / 4) * 100}%` }} />
                </span>
                {intl.formatNumber(average, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
              </td>
              <td className="number">{intl.formatNumber(sheets)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
