import {
  IconAdjustments,
  IconBell,
  IconClipboardCheck,
  IconClock,
  IconDatabaseExport,
  IconKey,
  IconKeyboard,
  IconLayoutList,
  IconMailCog,
  IconMailDown,
  type IconProps,
  IconRoute,
  IconSignature,
  IconTag,
  IconTextPlus,
  IconUserShield,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { WordKey } from '../../words/en.ts';

export interface SettingsSection {
  readonly key: string;
  readonly name: WordKey;
  readonly about: WordKey;
  readonly icon: ComponentType<IconProps>;
  readonly group: 'own' | 'team';
  /** The act that opens it; none: everybody's. */
  readonly act?: string;
  readonly Content: ComponentType;
}

/** Each is fetched when it is opened. */
const from = (load: () => Promise<Record<string, ComponentType>>, name: string) =>
  lazy(async () => ({ default: (await load())[name]! }));

export const sections: readonly SettingsSection[] = [
  {
    key: 'profile',
    name: 'set.profile',
    about: 'set.profile-about',
    icon: IconAdjustments,
    group: 'own',
    Content: from(() => import('./profile.tsx'), 'Profile'),
  },
  {
    key: 'notifications',
    name: 'set.notifications',
    about: 'set.notifications-about',
    icon: IconBell,
    group: 'own',
    Content: from(() => import('./notifications.tsx'), 'Notifications'),
  },
  {
    key: 'keys',
    name: 'set.keys',
    about: 'set.keys-about',
    icon: IconKeyboard,
    group: 'own',
    Content: from(() => import('./keys.tsx'), 'Keys'),
  },
  {
    key: 'views',
    name: 'set.views',
    about: 'set.views-about',
    icon: IconLayoutList,
    group: 'own',
    act: 'list-contacts',
    Content: from(() => import('./views.tsx'), 'Views'),
  },
  {
    key: 'access-tokens',
    name: 'tokens.title',
    about: 'tokens.about',
    icon: IconKey,
    group: 'own',
    Content: from(() => import('../connections/own-tokens.tsx'), 'OwnTokens'),
  },
  {
    key: 'my-data',
    name: 'held.title',
    about: 'held.about',
    icon: IconUserShield,
    group: 'own',
    Content: from(() => import('../receipts/held.tsx'), 'HeldOfMe'),
  },
  {
    key: 'queues',
    name: 'set.queues',
    about: 'set.queues-about',
    icon: IconClock,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('./queues.tsx'), 'Queues'),
  },
  {
    key: 'rules',
    name: 'set.rules',
    about: 'set.rules-about',
    icon: IconRoute,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('./rules.tsx'), 'Rules'),
  },
  {
    key: 'tags',
    name: 'set.tags',
    about: 'set.tags-about',
    icon: IconTag,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('./tags.tsx'), 'Tags'),
  },
  {
    key: 'canned',
    name: 'set.canned',
    about: 'set.canned-about',
    icon: IconTextPlus,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('./canned.tsx'), 'CannedReplies'),
  },
  {
    key: 'criteria',
    name: 'set.criteria',
    about: 'set.criteria-about',
    icon: IconClipboardCheck,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('../quality/criteria.tsx'), 'Criteria'),
  },
  {
    key: 'signatures',
    name: 'set.signatures',
    about: 'set.signatures-about',
    icon: IconSignature,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('./signatures.tsx'), 'Signatures'),
  },
  {
    key: 'mailboxes',
    name: 'set.mailboxes',
    about: 'set.mailboxes-about',
    icon: IconMailCog,
    group: 'team',
    act: 'manage-settings',
    Content: from(() => import('./mailboxes.tsx'), 'Mailboxes'),
  },
  {
    key: 'import',
    name: 'set.import',
    about: 'set.import-about',
    icon: IconMailDown,
    group: 'team',
    act: 'import-mail',
    Content: from(() => import('../importing/import-mail.tsx'), 'ImportMail'),
  },
  {
    key: 'backups',
    name: 'set.backups',
    about: 'set.backups-about',
    icon: IconDatabaseExport,
    group: 'team',
    act: 'manage-connections',
    Content: from(() => import('./backups.tsx'), 'Backups'),
  },
];

export function allowedSections(acts: readonly string[]): readonly SettingsSection[] {
  return sections.filter((section) => !section.act || acts.includes(section.act));
}
