import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import type { Person } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { SealedField } from './sealed-field.tsx';

/** What is held about the person: value, source, day, purpose, and the version of the rules it came under. */
export function FieldTable({ person }: { readonly person: Person }) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const categoryName = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  const reasonName = (reason: string) => own(me.reasons.find((each) => each.reason === reason)?.name, reason);
  const purposeName = (purpose: string) =>
    own(me.purposes.find((each) => each.purpose === purpose)?.name, purpose);
  if (person.fields.length === 0) return <p className="quiet">{t('person.no-fields')}</p>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('person.held')}>
      <table className="table fields-table">
        <thead>
          <tr>
            <th scope="col">{t('person.category')}</th>
            <th scope="col">{t('person.value')}</th>
            <th scope="col">{t('person.source')}</th>
            <th scope="col">{t('person.purposes')}</th>
          </tr>
        </thead>
        <tbody>
          {person.fields.map((field) => (
            <tr key={field.fieldId}>
              <th scope="row">{categoryName(field.category)}</th>
              <td>
                {field.value === null ? (
                  <SealedField personId={person.personId} field={field} name={categoryName(field.category)} />
                ) : (
                  <span className="field-value">
                    {field.value}
                    {field.verified && (
                      <IconRosetteDiscountCheck
                        size={16}
                        className="field-verified"
                        aria-label={t('person.verified')}
                      />
                    )}
                  </span>
                )}
              </td>
              <td>
                {t(`source.${field.source}`)}
                <br />
                <span className="small quiet">{formatDay(intl, field.collectedAt)}</span>
              </td>
              <td>
                {field.purposes.map(purposeName).join(', ')}
                <br />
                <span className="small quiet">
                  {t('person.under', { version: field.declarationVersion })}
                  {field.reason && <> · {reasonName(field.reason)}</>}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
