import {
  IconAddressBook,
  IconAlertTriangle,
  IconChartBar,
  IconClipboardCheck,
  IconEyeCheck,
  IconInbox,
  IconMailQuestion,
  IconMicrophone,
  IconMessageExclamation,
  IconPhone,
  IconPlugConnected,
  IconRosetteDiscountCheck,
  IconScale,
  IconSettings,
  type IconProps,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { WordKey } from '../../words/en.ts';

export interface Place {
  readonly to:
    | '/inbox'
    | '/calls'
    | '/people'
    | '/tray'
    | '/register'
    | '/promises'
    | '/incidents'
    | '/recordings'
    | '/complaints'
    | '/quality'
    | '/reports'
    | '/staff'
    | '/access-log'
    | '/connections'
    | '/settings';
  readonly name: WordKey;
  readonly icon: ComponentType<IconProps>;
  readonly keys: string;
  /** The act that opens it; none: everybody's. */
  readonly act?: string;
  /** Reached from another place where there is no room for all: along the bottom of a phone. */
  readonly within?: string;
}

export const places: readonly Place[] = [
  { to: '/inbox', name: 'place.inbox', icon: IconInbox, keys: 'g i', act: 'list-contacts' },
  { to: '/calls', name: 'place.calls', icon: IconPhone, keys: 'g h', act: 'list-contacts' },
  { to: '/people', name: 'place.people', icon: IconAddressBook, keys: 'g p', act: 'search-contacts' },
  { to: '/tray', name: 'place.tray', icon: IconMailQuestion, keys: 'g t', act: 'open-tray' },
  { to: '/register', name: 'place.register', icon: IconScale, keys: 'g r', act: 'read-register' },
  {
    to: '/promises',
    name: 'place.promises',
    icon: IconRosetteDiscountCheck,
    keys: 'g k',
    act: 'read-register',
  },
  {
    to: '/recordings',
    name: 'place.recordings',
    icon: IconMicrophone,
    keys: 'g v',
    act: 'extend-recording',
  },
  {
    to: '/complaints',
    name: 'place.complaints',
    icon: IconMessageExclamation,
    keys: 'g m',
    act: 'extend-recording',
    within: '/quality',
  },
  {
    to: '/quality',
    name: 'place.quality',
    icon: IconClipboardCheck,
    keys: 'g q',
    act: 'extend-recording',
  },
  { to: '/reports', name: 'place.reports', icon: IconChartBar, keys: 'g f', act: 'read-reports' },
  { to: '/incidents', name: 'place.incidents', icon: IconAlertTriangle, keys: 'g n', act: 'read-incidents' },
  { to: '/staff', name: 'place.staff', icon: IconUsersGroup, keys: 'g s', act: 'list-staff' },
  { to: '/access-log', name: 'place.access-log', icon: IconEyeCheck, keys: 'g l', act: 'read-access-log' },
  {
    to: '/connections',
    name: 'place.connections',
    icon: IconPlugConnected,
    keys: 'g c',
    act: 'manage-connections',
  },
  { to: '/settings', name: 'place.settings', icon: IconSettings, keys: 'g o' },
];

export function allowedPlaces(acts: readonly string[]): readonly Place[] {
  return places.filter((place) => !place.act || acts.includes(place.act));
}

/** Where one lands: the first place one's tasks open. */
export function firstPlace(acts: readonly string[]): Place {
  return allowedPlaces(acts)[0] ?? places.at(-1)!;
}
