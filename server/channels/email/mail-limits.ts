export interface MailLimits {
  /** Bytes of the whole mail. */
  rawBytes: number;
  /** Levels of multipart within multipart. */
  depth: number;
  parts: number;
  /** Bytes of all headers of all parts. */
  headerBytes: number;
  attachments: number;
}

/** Wider than any mail seen in the corpora, far narrower than what hurts the parser. */
export const defaultMailLimits: MailLimits = {
  // What may come at all is the setting's to say (HALTIJA_MAIL_SIZE_LIMIT, at most this).
  rawBytes: 150 * 1024 * 1024,
  depth: 50,
  parts: 1000,
  headerBytes: 512 * 1024,
  attachments: 200,
};

export function isBlank(raw: Uint8Array): boolean {
  return raw.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0);
}

const declared = /boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/gi;
const longestBoundary = 260;

// The parser has no limit on parts. Lines that begin with a declared boundary are counted before it runs.
export function countParts(raw: Uint8Array, stopAfter: number): number {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  const boundaries = new Set<string>();
  for (const [, quoted, bare] of text.matchAll(declared)) {
    boundaries.add(quoted ?? bare!);
    if (boundaries.size > stopAfter) return boundaries.size;
  }
  if (boundaries.size === 0) return 0;
  let parts = 0;
  for (let at = text.indexOf('\n--'); at !== -1; at = text.indexOf('\n--', at + 3)) {
    const lineEnd = text.indexOf('\n', at + 1);
    const end = Math.min(lineEnd === -1 ? text.length : lineEnd, at + longestBoundary);
    if (boundaries.has(text.slice(at + 3, end).trimEnd())) parts += 1;
    if (parts > stopAfter) return parts;
  }
  return parts;
}

const longestLine = 64 * 1024;

/** The same, line by line: what declares a boundary comes before the parts. @returns how many there have been */
export function createPartCounter(): (line: Uint8Array) => number {
  const boundaries = new Set<string>();
  let parts = 0;
  let before = '';
  return (line) => {
    const text = Buffer.from(line.buffer, line.byteOffset, Math.min(line.byteLength, longestLine)).toString(
      'latin1',
    );
    if (text.startsWith('--') && boundaries.has(text.slice(2, longestBoundary - 1).trimEnd())) parts += 1;
    // A folded header names it on the next line.
    const both = `${before}\n${text}`;
    if (/boundary/i.test(both))
      for (const [, quoted, bare] of both.matchAll(declared)) boundaries.add(quoted ?? bare!);
    before = text;
    return Math.max(parts, boundaries.size);
  };
}
