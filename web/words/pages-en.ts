import { calls } from './en/calls.ts';
import { connections } from './en/connections.ts';
import { drafting } from './en/drafting.ts';
import { incidents } from './en/incidents.ts';
import { backups } from './en/backups.ts';
import { identification } from './en/identification.ts';
import { importing } from './en/importing.ts';
import { informing } from './en/informing.ts';
import { mailboxes } from './en/mailboxes.ts';
import { promises } from './en/promises.ts';
import { receipts } from './en/receipts.ts';
import { quality } from './en/quality.ts';
import { recordings } from './en/recordings.ts';
import { registerTexts } from './en/register-texts.ts';
import { reports } from './en/reports.ts';
import { reverse } from './en/reverse.ts';
import { rules } from './en/rules.ts';
import { waysOut } from './en/ways-out.ts';
import { keepAllTogether } from './keep-together.ts';

/** What only pages of their own say: loaded with the first of them. */
export const pagesEn = keepAllTogether({
  ...promises,
  ...receipts,
  ...quality,
  ...recordings,
  ...reports,
  ...reverse,
  ...drafting,
  ...informing,
  ...waysOut,
  ...incidents,
  ...backups,
  ...identification,
  ...importing,
  ...rules,
  ...registerTexts,
  ...calls,
  ...connections,
  ...mailboxes,
});
