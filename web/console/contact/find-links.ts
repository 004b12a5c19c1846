export type LinkPart =
  | { readonly text: string }
  | { readonly text: string; readonly href: string; readonly host: string | null };

/**
 * Text cut at the web addresses in it. `host` is where a link really leads, in the letters that are asked for
 * (punycode), when that is not what its text shows: a name before an @, or letters of another alphabet.
 */
export function findLinks(text: string): readonly LinkPart[] {
  const parts: LinkPart[] = [];
  let from = 0;
  for (const found of text.matchAll(/\b(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^]{1,2000}/gi)) {
    const shown = trimEnd(found[0]);
    const address = /^www\./i.test(shown) ? `https://${shown}` : shown;
    if (!URL.canParse(address)) continue;
    const url = new URL(address);
    if (!url.hostname.includes('.')) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    const named = shown
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .split(/[/?#:]/)[0];
    parts.push({ text: shown, href: url.href, host: named === url.hostname ? null : url.hostname });
    from = found.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** Without the sentence's own sign after it, and without a bracket that opened before it. */
function trimEnd(address: string): string {
  let unopened = count(address, ')]') - count(address, '([');
  let end = withoutEnd(address, address.length, '.,;:!?…»”’');
  for (; unopened > 0 && ')]'.includes(address.charAt(end - 1)) && end > 0; unopened -= 1)
    end = withoutEnd(address, end - 1, '.,;:!?');
  return address.slice(0, end);
}

/** By hand: an expression tied to the end alone would try every place of a mail made to hold the page. */
function withoutEnd(text: string, from: number, signs: string): number {
  let end = from;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

function count(text: string, signs: string): number {
  let found = 0;
  for (const letter of text) if (signs.includes(letter)) found += 1;
  return found;
}
