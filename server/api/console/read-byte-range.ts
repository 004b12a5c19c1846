/** Bytes of a whole, `to` exclusive. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the header `Range` (RFC 9110 s. 14). Of several ranges, and of what is no range of bytes, nothing is made: the whole is
 * answered, as the RFC lets a server do. @returns undefined for the whole
 */
export function readByteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'not-satisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Number(last);
    return length === 0 || size === 0 ? 'not-satisfiable' : { from: Math.max(0, size - length), to: size };
  }
  const from = Number(first);
  const to = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= size ? 'not-satisfiable' : { from, to };
}
