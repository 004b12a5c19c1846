import {
  IconArchive,
  IconBolt,
  IconClock,
  IconEye,
  IconFlag,
  IconInbox,
  IconMail,
  IconPhone,
  type IconProps,
  IconStar,
  IconTag,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { TeamView } from '../../../contract/console/team.ts';

export const viewIcons: Readonly<Record<TeamView['icon'], ComponentType<IconProps>>> = {
  inbox: IconInbox,
  star: IconStar,
  flag: IconFlag,
  clock: IconClock,
  user: IconUser,
  users: IconUsers,
  tag: IconTag,
  bolt: IconBolt,
  phone: IconPhone,
  mail: IconMail,
  eye: IconEye,
  archive: IconArchive,
};
