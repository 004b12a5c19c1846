import sanitizeHtml from 'sanitize-html';

const lineBreakers = [
  'p',
  'div',
  'tr',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'table',
  'ul',
  'ol',
];
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The readable text of an HTML mail: paragraphs and rows on lines of their own, cells apart, no markup. */
export function htmlToText(html: string): string {
  // What sanitize-html leaves is regular (known tags, text escaped), so plain expressions can finish it.
  const regular = sanitizeHtml(html, {
    allowedTags: [...lineBreakers, 'br', 'td', 'th', 'hr'],
    allowedAttributes: {},
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'xmp', 'title'],
    nestingLimit: 200,
    textFilter: (text) => text.replace(/[ \t\r\n\f]+/g, ' '),
  });
  return regular
    .replace(/<br \/>|<hr \/>|<\/?(?:p|div|tr|li|h[1-6]|blockquote|table|ul|ol)>/g, '\n')
    .replace(/<\/t[dh]>/g, '\t')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity]!)
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
