import type { pagesEn } from './pages-en.ts';
import { calls } from './fi/calls.ts';
import { connections } from './fi/connections.ts';
import { drafting } from './fi/drafting.ts';
import { incidents } from './fi/incidents.ts';
import { backups } from './fi/backups.ts';
import { identification } from './fi/identification.ts';
import { importing } from './fi/importing.ts';
import { informing } from './fi/informing.ts';
import { mailboxes } from './fi/mailboxes.ts';
import { promises } from './fi/promises.ts';
import { receipts } from './fi/receipts.ts';
import { quality } from './fi/quality.ts';
import { recordings } from './fi/recordings.ts';
import { registerTexts } from './fi/register-texts.ts';
import { reports } from './fi/reports.ts';
import { reverse } from './fi/reverse.ts';
import { rules } from './fi/rules.ts';
import { waysOut } from './fi/ways-out.ts';
import { keepAllTogether } from './keep-together.ts';

export const pagesFi: Record<keyof typeof pagesEn, string> = keepAllTogether({
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
