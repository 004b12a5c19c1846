import type { Register } from '../../../contract/console/system.ts';
import { useWords } from '../../words/use-words.ts';

interface RecipientsProps {
  readonly register: Register;
  readonly categoryName: (key: string) => string;
  readonly purposeName: (key: string) => string;
}

/** Whom data may leave for, and where they come from besides the person. */
export function Recipients({ register, categoryName, purposeName }: RecipientsProps) {
  const { t, own } = useWords();
  const rows = [
    ...register.recipients.map((each) => ({
      key: `to ${each.recipient}`,
      name: own(each.name, each.recipient),
      what: t(each.isProcessor ? 'register.is-processor' : 'register.is-recipient'),
      why: own(each.why, ''),
      data: each.categories.map(categoryName).join(', ') || t('register.ids-only'),
      purposes: each.purposes.map(purposeName).join(', '),
    })),
    ...register.sources.map((each) => ({
      key: `from ${each.source}`,
      name: own(each.name, each.source),
      what: t('register.is-source'),
      why: own(each.explanation, ''),
      data: each.categories.map(categoryName).join(', '),
      purposes: '–',
    })),
  ];
  if (rows.length === 0) return <p className="quiet">{t('register.recipients-none')}</p>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('register.recipients')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('register.who')}</th>
            <th scope="col">{t('register.why')}</th>
            <th scope="col">{t('register.data')}</th>
            <th scope="col">{t('register.for')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                <span className="small quiet register-line">{row.what}</span>
              </th>
              <td>{row.why}</td>
              <td>{row.data}</td>
              <td>{row.purposes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
