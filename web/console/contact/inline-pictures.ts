import type { ContactMessage } from '../../../contract/console/contacts.ts';

type File = ContactMessage['files'][number];

const mostPictures = 20;
const largestPicture = 2 * 1024 * 1024;
const largestTogether = 8 * 1024 * 1024;

/** As the cleaned HTML has it (`sanitize-html.ts`), with nothing of the sender's but id and words for it. */
const place = /<span class="haltija-inline-image" data-cid="([^"]*)"(?: data-alt="([^"]*)")?><\/span>/g;

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function idOf(attribute: string): string {
  const text = attribute.replace(/&(amp|lt|gt|quot);/g, (_all, name: string) => named[name]!);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Files that stand as pictures in the HTML, in its order, as many and as large as are shown. */
export function picturesIn(html: string, files: readonly File[]): File[] {
  const found = new Set<File>();
  let bytes = 0;
  for (const [, id = ''] of html.matchAll(place)) {
    const file = files.find((each) => each.contentId === idOf(id));
    if (!file || found.has(file) || file.realType !== undefined || file.size > largestPicture) continue;
    if (found.size === mostPictures || bytes + file.size > largestTogether) break;
    bytes += file.size;
    found.add(file);
  }
  return [...found];
}

const starts: readonly [type: string, matches: (bytes: Uint8Array) => boolean][] = [
  ['image/png', (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', (bytes) => begins(bytes, [0xff, 0xd8, 0xff])],
  ['image/gif', (bytes) => begins(bytes, [0x47, 0x49, 0x46, 0x38])],
  [
    'image/webp',
    (bytes) => begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes.slice(8), [0x57, 0x45, 0x42, 0x50]),
  ],
];

const begins = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);

/** A picture as an address that holds all of it; undefined for anything but the four kinds, told by their first bytes: an SVG is a program. */
export async function pictureAddress(content: Blob): Promise<string | undefined> {
  const head = new Uint8Array(await content.slice(0, 16).arrayBuffer());
  const type = starts.find(([, matches]) => matches(head))?.[0];
  if (type === undefined) return undefined;
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => resolve(undefined));
    reader.readAsDataURL(content.slice(0, content.size, type));
  });
}

/** The HTML with each picture in its place; where there is none to show, words say that it is below. */
export function withPictures(
  html: string,
  files: readonly File[],
  addresses: ReadonlyMap<string, string>,
  below: string,
): string {
  return html.replace(place, (all, id: string, alt = '') => {
    const file = files.find((each) => each.contentId === idOf(id));
    const address = file && addresses.get(file.fileId);
    if (address !== undefined) return `<img src="${address}" alt="${alt}" style="max-width:100%">`;
    return file === undefined ? all : `${all} [${below}]`;
  });
}
