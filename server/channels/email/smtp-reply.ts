import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';

/** An answer to a mail client other than 250. `reason` is for the log; the text holds nothing of the mail. */
export class SmtpReply extends Error {
  readonly responseCode: number;
  readonly reason: string;

  constructor(responseCode: number, text: string, reason = 'refused') {
    super(text);
    this.responseCode = responseCode;
    this.reason = reason;
  }
}

/** What is said when a mail could not be kept: come again. */
export function keepFailure(error: unknown): SmtpReply {
  const full = error instanceof Refusal && error.code === 'storage-full';
  return new SmtpReply(
    452,
    full ? '4.3.1 Storage is full, try again later' : '4.3.0 Cannot keep mail now, try again later',
    describeError(error).code,
  );
}
