export interface OldMailParts {
  readonly id?: string | null;
  readonly from?: string;
  readonly to?: string;
  readonly date?: Date | string | null;
  readonly received?: Date | string;
  readonly subject?: string;
  readonly text?: string;
  readonly replyTo?: readonly string[];
}

const say = (moment: Date | string) => (typeof moment === 'string' ? moment : moment.toUTCString());

let count = 0;

/** A mail as an older system kept it. */
export function writeOldMail(parts: OldMailParts = {}): string {
  count += 1;
  const references = parts.replyTo ?? [];
  return [
    ...(parts.received ? [`Received: from mx.example.com by mail.example.fi; ${say(parts.received)}`] : []),
    `From: ${parts.from ?? '"Maija Meikäläinen" <maija@example.fi>'}`,
    `To: ${parts.to ?? 'asiakaspalvelu@posti.example'}`,
    ...(parts.id === null ? [] : [`Message-ID: ${parts.id ?? `<old-${process.pid}-${count}@example.fi>`}`]),
    ...(parts.date === null ? [] : [`Date: ${say(parts.date ?? daysAgo(100))}`]),
    ...(references.length
      ? [`In-Reply-To: ${references.at(-1)}`, `References: ${references.join(' ')}`]
      : []),
    `Subject: ${parts.subject ?? 'Vanha asia'}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    parts.text ?? 'Hei, kirje ei tullut perille.',
    '',
  ].join('\n');
}

/** One moment for the whole file, so that the same day is the same moment; whole seconds, as mail has them. */
const now = Math.floor(Date.now() / 1000) * 1000;
export const daysAgo = (days: number) => new Date(now - days * 86_400_000);

/** As mboxrd: each line of "From ", quoted or not, gets a mark. */
export function writeMbox(mails: readonly string[]): string {
  return mails
    .map(
      (mail) => `From old@example.com Mon Sep 17 00:00:00 2001\n${mail.replaceAll(/^(>*From )/gm, '>$1')}\n`,
    )
    .join('');
}
