import type { firstEn } from './first-en.ts';
import { answering } from './sv/answering.ts';
import { codes } from './sv/codes.ts';
import { conditions } from './sv/conditions.ts';
import { dates } from './sv/dates.ts';
import { house } from './sv/house.ts';
import { sharing } from './sv/sharing.ts';
import { receivedMail } from './sv/received-mail.ts';
import { merging } from './sv/merging.ts';
import { person } from './sv/person.ts';
import { search } from './sv/search.ts';
import { team } from './sv/team.ts';
import { work } from './sv/work.ts';
import { keepAllTogether } from './keep-together.ts';

export const firstSv: Record<keyof typeof firstEn, string> = keepAllTogether({
  ...search,
  ...work,
  ...team,
  ...merging,
  ...person,
  ...answering,
  ...receivedMail,
  ...sharing,
  ...house,
  ...codes,
  ...conditions,
  ...dates,
});
