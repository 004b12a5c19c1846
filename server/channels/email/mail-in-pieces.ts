/** A mail too large to be held: read from where it is sealed, piece by piece, as often as wanted. */
export interface MailInPieces {
  /** Bytes. */
  readonly size: number;
  /** @param to exclusive; the end when left out */
  read(from?: number, to?: number): AsyncIterable<Uint8Array>;
}

export type RawMail = Uint8Array | MailInPieces;

/** The beginning of a mail, for what stands in its header. */
export async function headOf(raw: RawMail, most: number): Promise<Uint8Array> {
  if (raw instanceof Uint8Array) return raw.subarray(0, most);
  const found: Uint8Array[] = [];
  for await (const piece of raw.read(0, most)) found.push(piece);
  return Buffer.concat(found);
}
