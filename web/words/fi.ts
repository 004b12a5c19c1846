import type { WordKey } from './en.ts';
import { answering } from './fi/answering.ts';
import { codes } from './fi/codes.ts';
import { dates } from './fi/dates.ts';
import { drafting } from './fi/drafting.ts';
import { importing } from './fi/importing.ts';
import { mailboxes } from './fi/mailboxes.ts';
import { registerTexts } from './fi/register-texts.ts';
import { connections } from './fi/connections.ts';
import { house } from './fi/house.ts';
import { sharing } from './fi/sharing.ts';
import { receivedMail } from './fi/received-mail.ts';
import { merging } from './fi/merging.ts';
import { person } from './fi/person.ts';
import { promises } from './fi/promises.ts';
import { reports } from './fi/reports.ts';
import { rules } from './fi/rules.ts';
import { reverse } from './fi/reverse.ts';
import { search } from './fi/search.ts';
import { team } from './fi/team.ts';
import { work } from './fi/work.ts';
import { keepAllTogether } from './keep-together.ts';

export const fi: Record<WordKey, string> = keepAllTogether({
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
