import type { firstEn } from './first-en.ts';
import { answering } from './fi/answering.ts';
import { codes } from './fi/codes.ts';
import { conditions } from './fi/conditions.ts';
import { dates } from './fi/dates.ts';
import { house } from './fi/house.ts';
import { sharing } from './fi/sharing.ts';
import { receivedMail } from './fi/received-mail.ts';
import { merging } from './fi/merging.ts';
import { person } from './fi/person.ts';
import { search } from './fi/search.ts';
import { team } from './fi/team.ts';
import { work } from './fi/work.ts';
import { keepAllTogether } from './keep-together.ts';

export const firstFi: Record<keyof typeof firstEn, string> = keepAllTogether({
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
