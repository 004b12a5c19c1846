/** Files of a ZIP archive that are stored as they are, found by its directory, as programs do. */
export function readZip(zip: Buffer): { name: string; bytes: Buffer; crc: number; at: string }[] {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (at + zip.readUInt32LE(end + 12) !== end) throw new Error('the directory ends elsewhere');
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry');
    const size = zip.readUInt32LE(at + 24);
    const named = zip.readUInt16LE(at + 28);
    const name = zip.toString('ascii', at + 46, at + 46 + named);
    const local = zip.readUInt32LE(at + 42);
    // The two headers tell the same.
    const inside = zip.subarray(local + 6, local + 28);
    if (zip.readUInt32LE(local) !== 0x04034b50 || !inside.equals(zip.subarray(at + 8, at + 30)))
      throw new Error('the entry is not where the directory says');
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const entry = {
      name,
      bytes: zip.subarray(begin, begin + size),
      crc: zip.readUInt32LE(at + 16),
      at: momentOf(zip.readUInt16LE(at + 14), zip.readUInt16LE(at + 12)),
    };
    at += 46 + named;
    return entry;
  });
}

function momentOf(date: number, time: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [(date >> 9) + 1980, two((date >> 5) & 15), two(date & 31)].join('-');
  return `${day}T${[time >> 11, (time >> 5) & 63, (time & 31) * 2].map(two).join(':')}`;
}
