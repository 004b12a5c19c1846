import { Refusal } from '../../../base/errors.ts';

/** A notice of a hundred pages is none. */
const mostPages = 100;
/** Characters; beyond it no text is gathered. */
const mostCharacters = 400_000;

interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly transform: readonly number[];
  readonly height: number;
}

/**
 * The text of a PDF in its order, a line a line, an empty line where the page leaves a gap. For a worker thread: a
 * hostile file can hold or fill whoever reads it. @throws Refusal notice-unreadable, notice-protected, notice-too-long, notice-no-text
 */
export async function readPdfText(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await open(() =>
    getDocumentProxy(bytes, {
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      stopAtErrors: true,
      verbosity: 0,
    }),
  );
  if (pdf.numPages > mostPages) throw new Refusal('notice-too-long', { most: mostPages, of: 'pages' });
  const pages: string[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await open(async () => (await pdf.getPage(number)).getTextContent());
    const text = layOut(content.items as readonly (TextItem | object)[]);
    characters += text.length;
    if (characters > mostCharacters)
      throw new Refusal('notice-too-long', { most: mostCharacters, of: 'characters' });
    pages.push(text);
  }
  const text = pages.join('\n\n');
  // A scan has a stray sign or a page number at most.
  if ((text.match(/\p{L}/gu)?.length ?? 0) < 20 * pdf.numPages && !/\p{L}{3,} \p{L}{2,} \p{L}/u.test(text))
    throw new Refusal('notice-no-text');
  return text;
}

async function open<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The library's own message may quote the file.
    throw new Refusal(
      (error as { name?: unknown } | null)?.name === 'PasswordException'
        ? 'notice-protected'
        : 'notice-unreadable',
    );
  }
}

/** "3", "3 (7)", "Sida 3 av 7": the page's own number, in the middle of a sentence as often as not. */
const pageNumber =
  /^(?:(?:sida|sivu|page|s\.)\s{0,3})?\d{1,3}(?:\s{0,3}(?:\/|\(|av|of)\s{0,3}\d{1,3}\)?)?$/iu;

function layOut(items: readonly (TextItem | object)[]): string {
  const lines: { text: string; y: number | undefined; height: number }[] = [];
  let line = { text: '', y: undefined as number | undefined, height: 0 };
  const end = () => {
    if (line.text.trim() !== '' && !pageNumber.test(line.text.trim())) lines.push(line);
    line = { text: '', y: undefined, height: 0 };
  };
  for (const item of items) {
    if (!('str' in item)) continue;
    // What stands far above or below is another line, though the file does not say so: a number at the foot of the page.
    const y = item.transform[5];
    const away = line.y !== undefined && y !== undefined ? Math.abs(line.y - y) : 0;
    if (item.str.trim() !== '' && away > Math.max(item.height, line.height) * 1.2) end();
    line.text += item.str;
    if (item.str.trim() !== '') {
      line.y ??= y;
      line.height = Math.max(line.height, item.height);
    }
    if (item.hasEOL) end();
  }
  end();
  let text = '';
  lines.forEach(({ text: own, y, height }, index) => {
    const above = lines[index - 1];
    const gap = above?.y !== undefined && y !== undefined ? above.y - y : 0;
    const tall = Math.max(height, above?.height ?? 0) || 10;
    if (above) text += gap > tall * 1.75 || gap < -tall ? '\n\n' : '\n';
    text += own.trimEnd();
  });
  return text;
}
