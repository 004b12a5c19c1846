import { answering } from './en/answering.ts';
import { codes } from './en/codes.ts';
import { dates } from './en/dates.ts';
import { drafting } from './en/drafting.ts';
import { importing } from './en/importing.ts';
import { mailboxes } from './en/mailboxes.ts';
import { registerTexts } from './en/register-texts.ts';
import { connections } from './en/connections.ts';
import { house } from './en/house.ts';
import { sharing } from './en/sharing.ts';
import { receivedMail } from './en/received-mail.ts';
import { merging } from './en/merging.ts';
import { person } from './en/person.ts';
import { promises } from './en/promises.ts';
import { reports } from './en/reports.ts';
import { rules } from './en/rules.ts';
import { reverse } from './en/reverse.ts';
import { search } from './en/search.ts';
import { team } from './en/team.ts';
import { work } from './en/work.ts';
import { keepAllTogether } from './keep-together.ts';

/** The typed source of all words (ICU messages): the other languages have exactly these keys. */
export const en = keepAllTogether({
  ...promises,
  ...reports,
  ...reverse,
  ...search,
  ...work,
  ...team,
  ...rules,
  ...merging,
  ...person,
  ...answering,
  ...receivedMail,
  ...sharing,
  ...house,
  ...codes,
  ...dates,
  ...mailboxes,
  ...registerTexts,
  ...importing,
  ...drafting,
  ...connections,
});

export type WordKey = keyof typeof en;
