/** Takes bytes off a file that comes in pieces, so many at a time. */
export class ByteReader {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** So many; fewer where the file ends before. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [this.rest];
    let length = this.rest.length;
    while (length < count) {
      const next = await this.pieces.next();
      if (next.done) break;
      parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length));
      length += next.value.length;
    }
    const all = parts.length === 1 ? this.rest : Buffer.concat(parts);
    this.rest = all.subarray(count);
    return all.subarray(0, count);
  }

  /** As `take`, and they stay. */
  async peek(count: number): Promise<Buffer> {
    const head = await this.take(count);
    this.rest = Buffer.concat([head, this.rest]);
    return head;
  }
}
