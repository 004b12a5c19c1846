const dictionaryStart =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const compressed = 0x75465a4c;
const plain = 0x414c454d;
const mostRtf = 4 * 1024 * 1024;

/** Compressed RTF (MS-OXRTFCP), at most 4 MiB of it; undefined when it is none. */
export function decompressRtf(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 16) return undefined;
  const size = Math.min(bytes.readUInt32LE(4), mostRtf);
  const kind = bytes.readUInt32LE(8);
  if (kind === plain) return bytes.subarray(16, 16 + size);
  if (kind !== compressed) return undefined;
  const dictionary = Buffer.alloc(4096);
  let write = dictionary.write(dictionaryStart, 'latin1');
  const out: number[] = [];
  const put = (byte: number) => {
    out.push(byte);
    dictionary[write] = byte;
    write = (write + 1) % 4096;
  };
  let at = 16;
  while (at < bytes.length && out.length < size) {
    const control = bytes[at]!;
    at += 1;
    for (let bit = 0; bit < 8 && at < bytes.length && out.length < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at]!);
        at += 1;
        continue;
      }
      if (at + 2 > bytes.length) return Buffer.from(out);
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      // A reference to where is being written ends it.
      if (from === write) return Buffer.from(out);
      for (let index = 0; index < (reference & 15) + 2 && out.length < size; index += 1)
        put(dictionary[(from + index) % 4096]!);
    }
  }
  return Buffer.from(out);
}

const hidden = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'footer',
  'htmltag',
  'mhtmltag',
  'generator',
  'listtable',
  'listoverridetable',
  'themedata',
  'datastore',
]);
const signs: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  '~': '\u00a0',
  _: '-',
  '{': '{',
  '}': '}',
  '\\': '\\',
};

/** The readable text of RTF in windows-1252; what is not shown (fonts, pictures, hidden HTML tags) is left out. */
export function rtfToText(rtf: string): string {
  let text = '';
  let skipLetters = 0;
  let state = { hidden: false, unicodeSkip: 1 };
  const outer: (typeof state)[] = [];
  const say = (letters: string) => {
    for (const letter of letters) {
      if (skipLetters > 0) skipLetters -= 1;
      else if (!state.hidden) text += letter;
    }
  };
  for (const [, open, close, hex, word, digits, sign, letters] of rtf.matchAll(
    /(\{)|(\})|\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([^\\{}\r\n]+)/g,
  )) {
    if (open) {
      if (outer.length < 1_000) outer.push(state);
      state = { ...state };
    } else if (close) {
      state = outer.pop() ?? state;
      skipLetters = 0;
    } else if (hex) say(new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex')));
    else if (word === 'u' && digits) {
      if (!state.hidden) text += String.fromCharCode(Number(digits) & 0xffff);
      skipLetters = state.unicodeSkip;
    } else if (word === 'uc' && digits) state.unicodeSkip = Math.min(Math.max(Number(digits), 0), 8);
    else if (word === 'htmlrtf') state.hidden = digits !== '0';
    else if (word && hidden.has(word)) state.hidden = true;
    else if (word) say(signs[word] ?? '');
    else if (sign === '*') state.hidden = true;
    else if (sign) say(signs[sign] ?? '');
    else if (letters) say(letters);
  }
  return text.toWellFormed().replaceAll('\u0000', '').trim();
}
