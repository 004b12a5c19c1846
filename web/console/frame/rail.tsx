import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLogout, IconSettings, IconUserShield } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Initials } from '../../ui/initials.tsx';
import { Mark } from '../../ui/mark.tsx';
import { languages } from '../../words/language.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';
import type { LiveState } from '../api/live.ts';
import { countsQuery, incidentCountQuery, toDecideQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { themes, useOwn } from '../settings/use-own.ts';
import { useOwnSettings } from '../settings/use-settings.ts';
import { allowedPlaces, type Place } from './places.ts';

/** The places one's tasks open, and below them oneself. On a phone it lies along the bottom. */
export function Rail({ live }: { readonly live: LiveState }) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const counts = useQuery({ ...countsQuery, enabled: may('list-contacts') });
  const now = useNow();
  const incidents = useQuery({ ...incidentCountQuery, enabled: may('read-incidents') });
  const toDecide = useQuery({ ...toDecideQuery, enabled: may('extend-recording') });
  const waiting: Partial<Record<Place['to'], number | undefined>> = {
    '/tray': counts.data?.tray,
    '/incidents': incidents.data?.unsettled,
    '/recordings': toDecide.data && toDecide.data.ending + toDecide.data.reviews,
  };
  const shown = allowedPlaces(me.acts).filter(
    (place) => place.to !== '/settings' && (place.to !== '/tray' || inTray(counts.data) > 0),
  );
  return (
    <nav className="rail" aria-label={t('frame.places')}>
      <div className="rail-mark">
        <Mark size={24} />
      </div>
      <ul>
        {shown.map((place) => (
          <li key={place.to} data-within={place.within}>
            <RailLink
              place={place}
              count={waiting[place.to]}
              urgent={place.to === '/incidents' && endsSoon(incidents.data?.notifyBy, now)}
            />
          </li>
        ))}
      </ul>
      <LiveMark live={live} />
      <OwnMenu />
    </nav>
  );
}

/** What was set aside counts too: else nobody found it again. Shown until it is known that there is nothing. */
const inTray = (counts: { tray: number; trayAside: number } | undefined) =>
  counts === undefined ? 1 : counts.tray + counts.trayAside;

/** A clock of a breach that ends within a day, or has ended. */
const endsSoon = (notifyBy: string | null | undefined, now: Date) =>
  Boolean(notifyBy) && new Date(notifyBy!).getTime() - now.getTime() < 86_400_000;

function RailLink({
  place,
  count,
  urgent,
}: {
  readonly place: Place;
  readonly count: number | undefined;
  readonly urgent: boolean;
}) {
  const { t } = useWords();
  const Icon = place.icon;
  return (
    <Tooltip label={<RailTip name={t(place.name)} keys={place.keys} />} position="right" openDelay={300}>
      <Link to={place.to} className="rail-link">
        <Icon size={20} stroke={1.6} aria-hidden="true" />
        <span className="visually-hidden">{t(place.name)}</span>
        {count ? (
          <span className="rail-count" {...(urgent ? { 'data-tone': 'danger' } : {})}>
            {count}
          </span>
        ) : null}
      </Link>
    </Tooltip>
  );
}

function RailTip({ name, keys }: { readonly name: string; readonly keys: string }) {
  return (
    <span className="rail-tip">
      {name}
      {keys.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}

function LiveMark({ live }: { readonly live: LiveState }) {
  const { t } = useWords();
  const words = t(live === 'live' ? 'live.live' : 'live.reconnecting');
  return (
    <Tooltip label={words} position="right">
      <span className="live" data-state={live} role="status" aria-label={words} />
    </Tooltip>
  );
}

function OwnMenu() {
  const { t } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { change, signOut } = useOwn();
  const { own, setDuty } = useOwnSettings();
  const away = own?.onDuty === false;
  return (
    <Menu withInitialFocusPlaceholder={false} position="right-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton className="rail-own">
          <Initials name={me.displayName} away={away} />
          <span className="visually-hidden">
            {t('frame.own', { name: away ? t('duty.name-away', { name: me.displayName }) : me.displayName })}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="rail-who">
          <strong>{me.displayName}</strong>
          <span className="quiet small">{me.userName}</span>
        </div>
        {own && (
          <Menu.CheckboxItem checked={own.onDuty} onChange={setDuty}>
            {t('set.on-duty')}
          </Menu.CheckboxItem>
        )}
        <Menu.Divider />
        <Menu.Label>{t('settings.theme')}</Menu.Label>
        {themes.map((theme) => (
          <Menu.Item
            key={theme}
            onClick={() => change({ theme })}
            rightSection={me.theme === theme ? <IconCheck size={16} aria-label={t('common.chosen')} /> : null}
          >
            {t(`theme.${theme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('settings.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => change({ language })}
            rightSection={
              me.language === language ? <IconCheck size={16} aria-label={t('common.chosen')} /> : null
            }
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {me.acts.includes('report-incident') && (
          <Menu.Item
            leftSection={<IconAlertTriangle size={16} />}
            onClick={() => void navigate({ to: '/incidents', search: { report: 'colleague' } })}
          >
            {t('act.report-incident')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          onClick={() => void navigate({ to: '/settings' })}
        >
          {t('place.settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUserShield size={16} />}
          onClick={() => void navigate({ to: '/settings/$section', params: { section: 'my-data' } })}
        >
          {t('held.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('frame.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
