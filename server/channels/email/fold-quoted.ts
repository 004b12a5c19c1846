export interface FoldedText {
  /** What the sender wrote. */
  visible: string;
  /** The earlier messages below it, or ''. `visible + quoted` is the text itself. */
  quoted: string;
}

// "On … wrote:", "Den … skrev …:", "… kirjoitti:"; also "wrote Anna <…>:" and the name after the verb.
const attribution = /(?:^|\s)(?:wrote|skrev|kirjoitti|schrieb|a écrit)\b[^\n]{0,200}:\s*$/i;
const attributionStart =
  /^\s{0,4}(?:on|den|le|am|må|mån|tis|ons|tors|fre|lör|sön|ma|ti|ke|to|pe|la|su|\d{1,4}[.\-/])/i;
const separator =
  /^\s{0,4}-{2,}\s*(?:original message|forwarded message|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|alkuperäinen viesti|välitetty viesti)\s*-{2,}\s*$/i;
const blockStart = /^\s{0,4}\*?(?:from|från|lähettäjä)\s*:\*?\s+\S/i;
const blockLine =
  /^\s{0,4}\*?(?:sent|date|skickat|datum|lähetetty|päivämäärä|päiväys|to|till|vastaanottaja|cc|kopia|kopio|subject|ämne|aihe)\s*:\*?(?:\s|$)/i;
const quoteLine = /^\s{0,3}>/;
const rule = /^\s*_{8,}\s*$/;

/**
 * Parts a reply from the quoted tail below it (English, Swedish, Finnish; `>` lines; Outlook's header block).
 * An answer written between or below the quoted lines is left whole: showing too much loses nothing.
 */
export function foldQuoted(text: string): FoldedText {
  const lines = text.split('\n');
  const at = findTail(lines);
  if (at === undefined || !lines.slice(0, at).some((line) => line.trim() !== ''))
    return { visible: text, quoted: '' };
  const visible = lines
    .slice(0, at)
    .map((line) => `${line}\n`)
    .join('');
  return { visible, quoted: text.slice(visible.length) };
}

function findTail(lines: readonly string[]): number | undefined {
  // Known once, so that a mail of 100,000 quoted lines takes one pass.
  const lastQuote = lines.findLastIndex((line) => quoteLine.test(line));
  const lastOther = lines.findLastIndex((line) => line.trim() !== '' && !quoteLine.test(line));
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (separator.test(line)) return index;
    if (blockStart.test(line) && isHeaderBlock(lines, index)) {
      const above = lines[index - 1];
      return above !== undefined && rule.test(above) ? index - 1 : index;
    }
    if (quoteLine.test(line) && lastOther < index) return index;
    const taken = attributionLength(lines, index);
    if (taken === 0) continue;
    // With `>` lines the tail must hold nothing else; without them (HTML mail) all below is old.
    const below = index + taken;
    const quotes = lastQuote >= below;
    const others = lastOther >= below;
    if (quotes !== others) return index;
  }
  return undefined;
}

/** Lines the attribution takes: mail programs wrap it over up to three. 0 when there is none. */
function attributionLength(lines: readonly string[], index: number): number {
  if (attribution.test(lines[index]!)) return 1;
  if (!attributionStart.test(lines[index]!)) return 0;
  for (let taken = 2; taken <= 3; taken += 1) {
    const wrapped = lines.slice(index, index + taken);
    if (wrapped.length < taken || wrapped.some((line) => line.trim() === '' || quoteLine.test(line)))
      return 0;
    if (attribution.test(wrapped.join(' '))) return taken;
  }
  return 0;
}

function isHeaderBlock(lines: readonly string[], index: number): boolean {
  return lines.slice(index + 1, index + 7).filter((line) => blockLine.test(line)).length >= 2;
}
