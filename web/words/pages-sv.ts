import type { pagesEn } from './pages-en.ts';
import { calls } from './sv/calls.ts';
import { connections } from './sv/connections.ts';
import { drafting } from './sv/drafting.ts';
import { incidents } from './sv/incidents.ts';
import { backups } from './sv/backups.ts';
import { identification } from './sv/identification.ts';
import { importing } from './sv/importing.ts';
import { informing } from './sv/informing.ts';
import { mailboxes } from './sv/mailboxes.ts';
import { promises } from './sv/promises.ts';
import { receipts } from './sv/receipts.ts';
import { quality } from './sv/quality.ts';
import { recordings } from './sv/recordings.ts';
import { registerTexts } from './sv/register-texts.ts';
import { reports } from './sv/reports.ts';
import { reverse } from './sv/reverse.ts';
import { rules } from './sv/rules.ts';
import { waysOut } from './sv/ways-out.ts';
import { keepAllTogether } from './keep-together.ts';

export const pagesSv: Record<keyof typeof pagesEn, string> = keepAllTogether({
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
