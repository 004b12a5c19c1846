/**
 * Splits at a sign that stands outside quotes and angle brackets, as SIP lists and parameters are (RFC 3261, 7.3.1).
 * What is open at the end stays one piece.
 */
export function splitOutside(text: string, sign: ',' | ';'): string[] {
  const pieces: string[] = [];
  let begin = 0;
  let quoted = false;
  let inAddress = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '<') inAddress = true;
    else if (character === '>') inAddress = false;
    else if (character === sign && !inAddress) {
      pieces.push(text.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  pieces.push(text.slice(begin).trim());
  return pieces;
}

/** A quoted string without its quotes and escapes; another text as it is. */
export function unquote(text: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1];
  return inner === undefined ? text : inner.replaceAll(/\\(.)/gs, '$1');
}

/** Parameters by name in small letters; one without a value has ''. The first of a name counts. */
export function readParameters(pieces: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    const name = (equals < 0 ? piece : piece.slice(0, equals)).trim().toLowerCase();
    if (name !== '' && !found.has(name))
      found.set(name, equals < 0 ? '' : unquote(piece.slice(equals + 1).trim()));
  }
  return found;
}
