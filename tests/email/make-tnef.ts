/** Written from MS-OXTNEF and MS-OXCDATA, apart from the reader it tests. */
export function makeTnef(mail: {
  body?: string;
  rtf?: Buffer;
  html?: string;
  files?: readonly { name: string; content: Buffer; type?: string }[];
}): Buffer {
  const parts: Buffer[] = [Buffer.from('789f3e220100', 'hex')];
  const attribute = (level: number, id: number, value: Buffer) => {
    const head = Buffer.alloc(9);
    head.writeUInt8(level);
    head.writeUInt32LE(id, 1);
    head.writeUInt32LE(value.length, 5);
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(value.reduce((all, byte) => (all + byte) & 0xffff, 0));
    parts.push(head, value, sum);
  };
  const properties: Buffer[] = [];
  if (mail.body !== undefined)
    properties.push(property(0x1000, 0x001f, Buffer.from(`${mail.body}\0`, 'utf16le')));
  if (mail.rtf) properties.push(property(0x1009, 0x0102, mail.rtf));
  if (mail.html !== undefined) properties.push(property(0x1013, 0x0102, Buffer.from(mail.html)));
  // A fixed one and a named one among them, to be stepped over.
  properties.unshift(fixed(0x0017, 1), named(0x8001, Buffer.from('x\0', 'utf16le')));
  attribute(1, 0x00069003, list(properties));
  for (const file of mail.files ?? []) {
    attribute(2, 0x00069002, Buffer.alloc(14));
    attribute(2, 0x00018010, Buffer.from('SHORT~1.TXT\0'));
    attribute(2, 0x0006800f, file.content);
    const about = [property(0x3707, 0x001f, Buffer.from(`${file.name}\0`, 'utf16le'))];
    if (file.type) about.push(property(0x370e, 0x001e, Buffer.from(`${file.type}\0`)));
    attribute(2, 0x00069005, list(about));
  }
  return Buffer.concat(parts);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function list(properties: readonly Buffer[]): Buffer {
  return Buffer.concat([number(properties.length), ...properties]);
}

function property(id: number, type: number, value: Buffer): Buffer {
  return Buffer.concat([number(type + id * 0x10000), number(1), number(value.length), pad(value)]);
}

function fixed(id: number, value: number): Buffer {
  return Buffer.concat([number(0x0003 + id * 0x10000), number(value)]);
}

function named(id: number, value: Buffer): Buffer {
  const name = Buffer.from('haltija\0', 'utf16le');
  return Buffer.concat([
    number(0x001f + id * 0x10000),
    Buffer.alloc(16, 7),
    number(1),
    number(name.length),
    pad(name),
    number(1),
    number(value.length),
    pad(value),
  ]);
}
