import { crc32, deflateSync } from 'node:zlib';
import type { DemoAttachment, Language } from './corpus.ts';
import type { Facts } from './make-facts.ts';
import type { Random } from './random.ts';

/** File names that tell nothing about anyone. */
const fileNames: Record<Language, Record<'image' | 'document' | 'text', readonly string[]>> = {
  sv: {
    image: ['skarmbild.png', 'bild.png', 'bild 1.png', 'skärmklipp.png'],
    document: ['bilaga.pdf', 'kvitto.pdf', 'brev.pdf', 'skannat.pdf'],
    text: ['felmeddelande.txt', 'anteckning.txt'],
  },
  fi: {
    image: ['kuvakaappaus.png', 'kuva.png', 'kuva 2.png', 'näyttö.png'],
    document: ['liite.pdf', 'kuitti.pdf', 'kirje.pdf', 'skannaus.pdf'],
    text: ['virheilmoitus.txt', 'muistiinpano.txt'],
  },
  en: {
    image: ['screenshot.png', 'picture.png', 'image 1.png'],
    document: ['attachment.pdf', 'receipt.pdf', 'letter.pdf', 'scan.pdf'],
    text: ['error.txt', 'note.txt'],
  },
};

/** A small real file: an image of bars (PNG), a page with a few lines (PDF) or a text. */
export function drawAttachment(random: Random, language: Language, facts: Facts): DemoAttachment {
  const kind = random.weigh<'image' | 'document' | 'text'>([
    ['image', 5],
    ['document', 4],
    ['text', 1],
  ]);
  const name = random.pick(fileNames[language][kind]);
  const lines = [
    `${facts['sender']} ${facts['ref']}`,
    `${facts['amount']} / ${facts['case']}`,
    `${facts['kin']}`,
  ];
  if (kind === 'image') return { name, contentType: 'image/png', content: drawImage(random) };
  if (kind === 'document') return { name, contentType: 'application/pdf', content: drawPage(lines) };
  return { name, contentType: 'text/plain', content: new TextEncoder().encode(`${lines.join('\n')}\n`) };
}

/** A 96 × 64 picture in 8-bit colour: a bar over lines, like a screen seen from afar. */
function drawImage(random: Random): Uint8Array {
  const [width, height] = [96, 64];
  const rows = Buffer.alloc((width * 3 + 1) * height, 0xf4);
  const ink = [random.whole(0, 200), random.whole(0, 200), random.whole(0, 200)] as const;
  for (let y = 0; y < height; y += 1) {
    const start = y * (width * 3 + 1);
    rows[start] = 0;
    const line = y < 10 ? width : y % 8 < 3 && y > 14 ? 40 + ((y * 17 + ink[0]) % 50) : 0;
    for (let x = 0; x < line; x += 1) {
      for (let channel = 0; channel < 3; channel += 1)
        rows[start + 1 + x * 3 + channel] = ink[channel as 0 | 1 | 2];
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The smallest whole PDF: one page, one standard font, a cross-reference table with true offsets. */
function drawPage(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line) => `(${winAnsi(line)}) Tj 0 -18 Td`).join('\n');
  const stream = `BT /F1 12 Tf 72 770 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

/** Latin-1 is WinAnsi but for a few signs; the euro is one of them, and brackets delimit a string. */
function winAnsi(line: string): string {
  return line.replaceAll('€', 'EUR').replaceAll(/[()\\]/g, String.raw`\$&`);
}
