import type { WordKey } from './en.ts';
import { answering } from './sv/answering.ts';
import { codes } from './sv/codes.ts';
import { dates } from './sv/dates.ts';
import { drafting } from './sv/drafting.ts';
import { importing } from './sv/importing.ts';
import { mailboxes } from './sv/mailboxes.ts';
import { registerTexts } from './sv/register-texts.ts';
import { connections } from './sv/connections.ts';
import { house } from './sv/house.ts';
import { sharing } from './sv/sharing.ts';
import { receivedMail } from './sv/received-mail.ts';
import { merging } from './sv/merging.ts';
import { person } from './sv/person.ts';
import { promises } from './sv/promises.ts';
import { reports } from './sv/reports.ts';
import { rules } from './sv/rules.ts';
import { reverse } from './sv/reverse.ts';
import { search } from './sv/search.ts';
import { team } from './sv/team.ts';
import { work } from './sv/work.ts';
import { keepAllTogether } from './keep-together.ts';

export const sv: Record<WordKey, string> = keepAllTogether({
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
