export interface Body {
  readonly type: string;
  readonly text: string;
}

/** Names as they are usually written; peers compare them in any case. */
const usual: Readonly<Record<string, string>> = { 'call-id': 'Call-ID', cseq: 'CSeq', 'min-se': 'Min-SE' };

const nameOf = (name: string): string =>
  usual[name] ?? name.replaceAll(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());

/**
 * A message as bytes.
 *
 * @param headers name in small letters and value, one character a byte. A value with a line's end in it would be two headers:
 * @throws {RangeError} when one has
 */
export function writeMessage(
  startLine: string,
  headers: readonly (readonly [name: string, value: string])[],
  body?: Body,
): Uint8Array {
  const content = Buffer.from(body?.text ?? '', 'utf8');
  const all: (readonly [string, string])[] = [
    ...headers,
    ...(body ? [['content-type', body.type] as const] : []),
    ['content-length', String(content.length)],
  ];
  for (const text of [startLine, ...all.flat()])
    if (/[\r\n]/.test(text)) throw new RangeError('a line end inside a header');
  const lines = all.map(([name, value]) => `${nameOf(name)}: ${value}`);
  return Buffer.concat([Buffer.from(`${[startLine, ...lines].join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}
