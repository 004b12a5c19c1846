/** When an old mail was sent, or why that cannot be told. */
export type MailDate = { readonly at: Date } | { readonly problem: 'from-future' | 'no-date' };

/** Bytes; what comes after them is not looked at. */
export const headerLimit = 256 * 1024;
/** The first year in which there was mail to import. */
const earliest = Date.UTC(1980, 0, 1);
/** A server's clock and a sender's may differ by this; a Date later than that after its receipt is not believed. */
const slack = 86_400_000;

/**
 * The moment of an old mail: its own Date, unless it is none or later than its receipt; else the topmost Received; else
 * what its file says. Never later than now: nothing lives longer for having a wrong clock.
 * @param stated what the file it stood in says, where it says anything
 */
export function dateOfMail(raw: Uint8Array, now: Date, stated?: Date): MailDate {
  const head = headOf(raw);
  const date = readDate(headerOf(head, 'date'));
  const received = readDate(headerOf(head, 'received')?.split(';').at(-1));
  const past = (moment: Date | undefined) => moment !== undefined && moment <= now;
  const tooLate = date && received && past(received) && date.getTime() > received.getTime() + slack;
  if (date && past(date) && !tooLate) return { at: date };
  if (received && past(received)) return { at: received };
  if (date === undefined && received === undefined && stated && past(stated) && stated.getTime() >= earliest)
    return { at: stated };
  return { problem: date || received ? 'from-future' : 'no-date' };
}

/** The header with its continued lines joined. latin1 keeps every byte. */
function headOf(raw: Uint8Array): string {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headerLimit)).toString(
    'latin1',
  );
  const lines = text.replaceAll('\r\n', '\n');
  const gap = lines.startsWith('\n') ? 0 : lines.indexOf('\n\n');
  return (gap === -1 ? lines : lines.slice(0, gap)).replaceAll(/\n[ \t]+/g, ' ');
}

function headerOf(head: string, name: string): string | undefined {
  return new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(head)?.[1];
}

function readDate(text: string | undefined): Date | undefined {
  if (text === undefined || text.length > 200) return undefined;
  // A comment names the zone again, or anything else; and it may nest.
  let plain = text;
  for (let before = ''; before !== plain;) [before, plain] = [plain, plain.replaceAll(/\([^()]*\)/g, ' ')];
  const moment = new Date(plain.trim());
  return Number.isNaN(moment.getTime()) || moment.getTime() < earliest ? undefined : moment;
}
