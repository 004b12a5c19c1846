import { connectionRefusals } from '../../safeguards/processors/refuse-connection.ts';
import type { MailNotSentCode } from './send-mail.ts';

/** The declaration does not let us out: no try, and nobody's failure but ours. */
export const notLetOut: ReadonlySet<MailNotSentCode> = new Set<MailNotSentCode>([
  ...connectionRefusals,
  'token-endpoint-not-allowed',
]);
