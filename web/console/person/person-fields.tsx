import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import type { Person } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { DialLink } from '../calls/dial-link.tsx';
import { ConfirmNumber } from './confirm-number.tsx';
import { SealedField } from './sealed-field.tsx';

/** Each field as held: its value or seal, where it came from, when and for what. */
export function PersonFields({
  person,
  contactId,
}: {
  readonly person: Person;
  /** The contact that a call out would belong to. */
  readonly contactId?: string;
}) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const nameOf = (category: string) =>
    own(me.categories.find((each) => each.category === category)?.name, category);
  return (
    <dl className="fields">
      {person.fields.map((field) => {
        const reason = me.reasons.find((each) => each.reason === field.reason);
        return (
          <div className="field" key={field.fieldId}>
            <dt>{nameOf(field.category)}</dt>
            <dd>
              {field.value === null ? (
                <SealedField personId={person.personId} field={field} name={nameOf(field.category)} />
              ) : (
                <span className="field-value">
                  {field.category === 'phone' ? (
                    <DialLink number={field.value} {...(contactId ? { contactId } : {})} />
                  ) : (
                    field.value
                  )}
                  {field.verified && <Verified />}
                </span>
              )}
              <p className="small quiet">
                {t('person.from', {
                  source: t(`source.${field.source}`),
                  date: formatDay(intl, field.collectedAt),
                })}
                {reason && <> · {own(reason.name, reason.reason)}</>}
                {field.verified && field.value === null && <> · {t('person.verified')}</>}
              </p>
              {contactId && field.kind === 'phone' && !field.verified && (
                <ConfirmNumber person={person} field={field} contactId={contactId} />
              )}
            </dd>
          </div>
        );
      })}
      {person.fields.length === 0 && <p className="quiet">{t('person.no-fields')}</p>}
    </dl>
  );
}

function Verified() {
  const { t } = useWords();
  return <IconRosetteDiscountCheck size={16} className="field-verified" aria-label={t('person.verified')} />;
}
