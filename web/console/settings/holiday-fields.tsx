import { ActionIcon, Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { QueueSettings } from '../../../contract/console/team.ts';
import { DateField } from '../../ui/date-field.tsx';
import { formatDate } from '../../ui/format-time.ts';
import { useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { OpeningsField } from './openings-field.tsx';

interface HolidayFieldsProps {
  readonly settings: QueueSettings;
  readonly countries: readonly string[];
  readonly onChange: (settings: QueueSettings) => void;
}

/** Public holidays by country, and days with hours of their own. */
export function HolidayFields({ settings, countries, onChange }: HolidayFieldsProps) {
  const { t, intl } = useWords();
  const [day, setDay] = useState('');
  const countryName = (country: string) => intl.formatDisplayName(country, { type: 'region' }) ?? country;
  const { holidays, days } = settings;
  return (
    <section aria-label={t('queues.days-off')}>
      <h3>{t('queues.days-off')}</h3>
      {holidays.map(({ country, eves }) => (
        <div key={country} className="settings-row">
          <div>
            {countryName(country)}
            <NextHolidays country={country} eves={eves} />
          </div>
          <div className="row-acts">
            <Checkbox
              label={t('queues.eves')}
              checked={eves}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                onChange({
                  ...settings,
                  holidays: holidays.map((each) =>
                    each.country === country ? { country, eves: checked } : each,
                  ),
                });
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('set.remove')}: ${countryName(country)}`}
              onClick={() =>
                onChange({ ...settings, holidays: holidays.filter((each) => each.country !== country) })
              }
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        </div>
      ))}
      <div className="form">
        {holidays.length < 5 && (
          <NativeSelect
            label={t('queues.add-country')}
            value=""
            onChange={(event) => {
              const country = event.currentTarget.value;
              if (country) onChange({ ...settings, holidays: [...holidays, { country, eves: true }] });
            }}
          >
            <option value="">{t('queues.choose-country')}</option>
            {countries
              .filter((country) => !holidays.some((each) => each.country === country))
              .map((country) => ({ country, name: countryName(country) }))
              .toSorted((one, other) => one.name.localeCompare(other.name, intl.locale))
              .map(({ country, name }) => (
                <option key={country} value={country}>
                  {name}
                </option>
              ))}
          </NativeSelect>
        )}
      </div>
      <h3 className="settings-rows">{t('queues.own-days')}</h3>
      {days
        .toSorted((one, other) => one.day.localeCompare(other.day))
        .map((own) => (
          <div key={own.day} className="settings-row">
            <OpeningsField
              name={formatDate(intl, own.day)}
              openings={own.open}
              onChange={(open) =>
                onChange({
                  ...settings,
                  days: days.map((each) => (each.day === own.day ? { ...each, open } : each)),
                })
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${t('set.remove')}: ${formatDate(intl, own.day)}`}
              onClick={() => onChange({ ...settings, days: days.filter((each) => each.day !== own.day) })}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
      <div className="row-acts settings-rows">
        <DateField aria-label={t('queues.own-day')} value={day} onChange={setDay} />
        <Button
          variant="default"
          disabled={day === '' || days.some((each) => each.day === day)}
          onClick={() => {
            onChange({ ...settings, days: [...days, { day, open: [] }] });
            setDay('');
          }}
        >
          {t('queues.add-day')}
        </Button>
      </div>
    </section>
  );
}

const shownHolidays = 3;

/** The next few, so that one sees which calendar it is. */
function NextHolidays({ country, eves }: { readonly country: string; readonly eves: boolean }) {
  const { t, intl } = useWords();
  const { language } = useLanguage();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const year = Number(today.slice(0, 4));
  const { data } = useQuery({
    queryKey: ['holidays', country, year, language],
    queryFn: async () => {
      const asked = [year, year + 1].map((each) =>
        call('holidays', { query: { country, year: each, language } }),
      );
      return (await Promise.all(asked)).flatMap(({ holidays }) => holidays);
    },
  });
  const next = data?.filter((each) => each.day >= today && (eves || !each.eve)).slice(0, shownHolidays);
  if (!next) return null;
  return (
    <p className="quiet small">
      {t('queues.next', {
        days: next.map((each) => `${each.name} ${formatDate(intl, each.day)}`).join(' · '),
      })}
    </p>
  );
}
