import { fileTypeFromBuffer } from 'file-type';

/** Endings that are one and the same, or whose files are packed in the first. */
const alike: readonly (readonly string[])[] = [
  ['jpg', 'jpeg', 'jpe', 'jfif'],
  ['tif', 'tiff', 'dng', 'nef', 'arw', 'cr2'],
  [
    'zip',
    'docx',
    'xlsx',
    'pptx',
    'docm',
    'xlsm',
    'odt',
    'ods',
    'odp',
    'epub',
    'pages',
    'numbers',
    'key',
    'asice',
    'sce',
    'kmz',
    'xpi',
  ],
  ['cfb', 'doc', 'xls', 'ppt', 'msg', 'dot', 'xlt', 'pub', 'vsd'],
  ['mp4', 'm4v', 'm4a', 'mov', 'qt', '3gp', '3g2', 'f4v'],
  ['heic', 'heif', 'avif'],
  ['ogg', 'oga', 'opus', 'ogv', 'ogx'],
  ['webm', 'mkv', 'mka', 'mks'],
  ['asf', 'wma', 'wmv'],
  ['xml', 'svg', 'html', 'htm', 'xhtml', 'gpx', 'kml', 'rss', 'xsl'],
  ['gz', 'tgz', 'svgz'],
  ['aif', 'aiff', 'aifc'],
  ['mid', 'midi'],
  ['pdf', 'ai'],
  ['ps', 'eps', 'ai'],
  ['mpg', 'mpeg', 'mp2', 'mp1'],
  ['txt', 'eml', 'rtf'],
];
const anyBytes = new Set(['', 'bin', 'dat', 'tmp', 'download', 'data']);

/**
 * What a file is by its first bytes, when that contradicts its name: a program called invoice.pdf. Undefined
 * when they agree, when the bytes do not tell, or when the name promises nothing.
 */
export async function findRealType(name: string, content: Uint8Array): Promise<string | undefined> {
  const dot = name.lastIndexOf('.');
  const ending =
    dot === -1
      ? ''
      : name
          .slice(dot + 1)
          .trim()
          .toLowerCase();
  if (content.length < 4 || anyBytes.has(ending)) return undefined;
  const found = await fileTypeFromBuffer(content.subarray(0, 64 * 1024)).catch(() => undefined);
  if (found === undefined || found.ext === ending) return undefined;
  if (alike.some((group) => group.includes(found.ext) && group.includes(ending))) return undefined;
  // Endings that are no file type ("v2.final") promise nothing, unless what is behind them can run.
  const promises = /^[a-z0-9]{2,5}$/.test(ending);
  return promises || ['exe', 'elf', 'macho', 'jar'].includes(found.ext) ? found.mime : undefined;
}
