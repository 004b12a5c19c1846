import { answering } from './en/answering.ts';
import { codes } from './en/codes.ts';
import { conditions } from './en/conditions.ts';
import { dates } from './en/dates.ts';
import { house } from './en/house.ts';
import { sharing } from './en/sharing.ts';
import { receivedMail } from './en/received-mail.ts';
import { merging } from './en/merging.ts';
import { person } from './en/person.ts';
import { search } from './en/search.ts';
import { team } from './en/team.ts';
import { work } from './en/work.ts';
import { keepAllTogether } from './keep-together.ts';

/** What the frame, the inbox and every other place say: loaded before anything shows. */
export const firstEn = keepAllTogether({
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
