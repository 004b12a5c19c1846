import type { Register } from '../../../contract/console/system.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { Known } from './known.tsx';

/** How long each thing is kept, on what ground, and how many are held under the rule now. */
export function Periods({
  register,
  purposeName,
}: {
  readonly register: Register;
  readonly purposeName: (key: string) => string;
}) {
  const { t, own, intl } = useWords();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('register.periods')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('register.what')}</th>
            <th scope="col">{t('register.how-long')}</th>
            <th scope="col">{t('register.ground')}</th>
            <th scope="col" className="number">
              {t('register.held')}
            </th>
            <th scope="col">{t('register.next')}</th>
          </tr>
        </thead>
        <tbody>
          {register.periods.map((period) => {
            const held = register.held.find((each) => each.rule === period.rule);
            return (
              <tr key={period.rule}>
                <th scope="row">
                  {own(period.name, period.rule)}
                  <span className="small quiet register-line">
                    {period.purposes.map(purposeName).join(', ')}
                  </span>
                </th>
                <td>
                  {t('register.months', { months: period.months })}{' '}
                  <Known prefix="period-from" code={period.from} />
                  {period.capMonths !== null && (
                    <span className="small quiet register-line">
                      {t('register.cap', { months: period.capMonths })}
                    </span>
                  )}
                </td>
                <td className="register-ground">
                  {own(period.ground, '')}
                  <span className="small quiet register-line">
                    <Known prefix="decided" code={period.decidedBy} />
                  </span>
                </td>
                <td className="number">{intl.formatNumber(held?.units ?? 0)}</td>
                <td>
                  {held?.nextDeletion ? formatDay(intl, held.nextDeletion) : <span className="quiet">–</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
