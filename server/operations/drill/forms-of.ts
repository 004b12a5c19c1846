/** What is looked for: a text, in every form it may take; or bytes, such as a key, with a name to tell of them by. */
export type Secret = string | { readonly name: string; readonly bytes: Uint8Array };

/** @returns the secret in every dress that a dump, a log, a stored mail or a memory might give it: `[dress, bytes]` */
export function formsOf(secret: Secret): [string, Buffer][] {
  if (typeof secret !== 'string') {
    const bytes = Buffer.from(secret.bytes);
    return [['bytes', bytes], ...asDigits(bytes), ...inBase64(bytes)];
  }
  const forms: [string, Buffer][] = [];
  for (const text of new Set([secret, secret.toLowerCase(), secret.toUpperCase()])) {
    const utf8 = Buffer.from(text);
    const latin1 = Buffer.from(text, 'latin1');
    const url = encodeURIComponent(text);
    forms.push(
      ['utf8', utf8],
      ['latin1', latin1],
      ['utf16', Buffer.from(text, 'utf16le')],
      ['reversed', Buffer.from([...text].toReversed().join(''))],
      ...asDigits(utf8),
      ['quoted-printable', quotePrintable(utf8)],
      ['quoted-printable', quotePrintable(latin1)],
      ['json', Buffer.from(escapeJson(text))],
      ['url', Buffer.from(url)],
      ['url', Buffer.from(url.replaceAll('%20', '+'))],
      ...inBase64(utf8),
      ...inBase64(latin1),
    );
  }
  return forms;
}

function asDigits(bytes: Buffer): [string, Buffer][] {
  const digits = bytes.toString('hex');
  return [
    ['hex', Buffer.from(digits)],
    ['hex', Buffer.from(digits.toUpperCase())],
  ];
}

function inBase64(bytes: Buffer): [string, Buffer][] {
  return [0, 1, 2].flatMap((shift): [string, Buffer][] => {
    const inner = base64Within(bytes, shift);
    return [
      ['base64', Buffer.from(inner)],
      ['base64url', Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_'))],
    ];
  });
}

/** The characters that any base64 text shows when these bytes stand in it after `shift` (mod 3) others. */
function base64Within(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const skip = [0, 2, 3][shift]!;
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice(skip, whole);
}

const hex = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function quotePrintable(bytes: Buffer): Buffer {
  return Buffer.from(
    [...bytes].map((byte) => (byte > 126 || byte === 61 ? hex(byte) : String.fromCharCode(byte))).join(''),
  );
}

function escapeJson(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.replaceAll(
    /[^\u0020-\u007e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
