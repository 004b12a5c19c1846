import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery, type Person } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { DialLink } from '../calls/dial-link.tsx';
import { CorrectField } from './correct-field.tsx';
import { SealedField } from './sealed-field.tsx';

const isIdentifier = (kind: string) => ['email-address', 'phone', 'identity-code'].includes(kind);

/** What is held about the person: value and whether it is verified, source, day, purpose, and the version of the rules it came under. */
export function FieldTable({ person }: { readonly person: Person }) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const may = useMay();
  const { data } = useQuery(colleaguesQuery);
  const [correcting, setCorrecting] = useState<string | null>(null);
  const categoryName = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  const reasonName = (reason: string) => own(me.reasons.find((each) => each.reason === reason)?.name, reason);
  const purposeName = (purpose: string) =>
    own(me.purposes.find((each) => each.purpose === purpose)?.name, purpose);
  const askedBy = (staffId: string | null) =>
    data?.colleagues.find((each) => each.staffId === staffId)?.displayName;
  if (person.fields.length === 0) return <p className="quiet">{t('person.no-fields')}</p>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('person.held')}>
      <table className="table fields-table table-stacked">
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
                {correcting === field.fieldId ? (
                  <CorrectField
                    person={person}
                    field={field}
                    name={categoryName(field.category)}
                    onClose={() => setCorrecting(null)}
                  />
                ) : field.value === null ? (
                  <SealedField personId={person.personId} field={field} name={categoryName(field.category)} />
                ) : (
                  <span className="field-value">
                    {field.category === 'phone' ? <DialLink number={field.value} /> : field.value}
                    {field.verified && (
                      <IconRosetteDiscountCheck
                        size={16}
                        className="field-verified"
                        aria-label={t('person.verified')}
                      />
                    )}
                  </span>
                )}
                {field.undeliverableSince && (
                  <span className="tag" data-tone="time">
                    {t('person.undeliverable', { at: formatDay(intl, field.undeliverableSince) })}
                  </span>
                )}
                {correcting !== field.fieldId && (
                  <span className="small quiet field-facts">
                    {isIdentifier(field.kind) && !field.verified && <>{t('person.not-verified')} </>}
                    {field.value !== null && may('collect-field') && (
                      <button
                        type="button"
                        className="text-button"
                        aria-label={t('person.correct-what', { category: categoryName(field.category) })}
                        onClick={() => setCorrecting(field.fieldId)}
                      >
                        {t('person.correct')}
                      </button>
                    )}
                  </span>
                )}
              </td>
              <td>
                {t(`source.${field.source}`)}
                <br />
                <span className="small quiet">
                  {formatDay(intl, field.collectedAt)}
                  {askedBy(field.collectedBy) && (
                    <> · {t('person.asked-by', { name: askedBy(field.collectedBy)! })}</>
                  )}
                </span>
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
