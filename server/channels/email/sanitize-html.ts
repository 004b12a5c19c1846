import sanitizeHtml from 'sanitize-html';

/** Stands for an image that came with the mail; the console puts the attachment there on request. */
export const inlineImageClass = 'haltija-inline-image';
/** Stands for an image that would be fetched from elsewhere and tell its sender that the mail was read. */
export const blockedImageClass = 'haltija-blocked-image';

/** Tells where a link really leads, where its text does not. */
export const linkHostClass = 'haltija-link-host';

const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{1,30}|rgba?\([\d\s.,%/]{1,40}\))$/i;
const length = /^-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?$/;
const lengths =
  /^(?:\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|auto)(?: (?:\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|auto)){0,3}$/;
const words = /^[a-z-]{1,30}$/i;
const border =
  /^(?:\d{1,3}(?:px|pt)?|[a-z]{1,20}|#[0-9a-f]{3,8})(?: (?:\d{1,3}(?:px|pt)?|[a-z]{1,20}|#[0-9a-f]{3,8})){0,2}$/i;

// No property that takes a URL, leaves its box or covers others: no background image, position or z-index.
const styles = {
  color: [colour],
  'background-color': [colour],
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  // Larger would push all else out of sight; smaller hides what a machine reads.
  'font-size': [
    /^(?:[6-9]|[1-4]\d)(?:\.\d{1,3})?(?:px|pt)$|^(?:0\.[5-9]|[1-3])\d{0,2}(?:\.\d{1,3})?r?em$|^(?:[5-9]\d|1\d\d|200)%$/,
    words,
  ],
  'font-style': [words],
  'font-weight': [/^(?:\d{3}|[a-z]{1,10})$/],
  'line-height': [length, words],
  'text-align': [words],
  'text-decoration': [words],
  'vertical-align': [words],
  'white-space': [words],
  width: [length],
  'max-width': [length],
  padding: [lengths],
  margin: [lengths],
  border: [border],
  'border-top': [border],
  'border-bottom': [border],
  'border-left': [border],
  'border-right': [border],
  'border-collapse': [words],
};

const cell = ['colspan', 'rowspan', 'align', 'valign', 'width', 'bgcolor'];

/**
 * HTML of a mail made safe for a sandboxed iframe: no script, form, frame or SVG, nothing that loads from
 * elsewhere, no style that leaves its box. Tables, text and links stay. An image sent along becomes
 * `<span class="haltija-inline-image" data-cid="…">`, any other `<span class="haltija-blocked-image">`.
 * Links open apart, give no referrer and show the host they lead to. The frame must still have `sandbox` and
 * a CSP of its own: this is one of two walls.
 * @param onBlocked told the host of every picture that is left out
 */
export function sanitizeMailHtml(html: string, onBlocked: (host: string) => void = () => undefined): string {
  const clean = sanitizeHtml(html, {
    allowedTags: [...allowedTags],
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title'],
      a: ['href', 'rel', 'target'],
      span: ['data-cid', 'data-alt'],
      table: ['border', 'cellpadding', 'cellspacing', 'width', 'align', 'bgcolor'],
      td: cell,
      th: [...cell, 'scope'],
      tr: ['align', 'valign', 'bgcolor'],
      col: ['span', 'width'],
      ol: ['start', 'type'],
      font: ['color', 'face', 'size'],
    },
    // Characters that turn the reading direction around make a name or an address look like another.
    textFilter: (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, ''),
    allowedClasses: { span: [inlineImageClass, blockedImageClass] },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'xmp',
      'title',
      'svg',
      'math',
      'select',
      'template',
    ],
    nestingLimit: 100,
    disallowedTagsMode: 'discard',
    transformTags: {
      a: (_tag, { href, title }) => ({
        tagName: 'a',
        attribs: {
          ...(href !== undefined && isAbsolute(href)
            ? { href, rel: 'noopener noreferrer nofollow', target: '_blank' }
            : {}),
          ...(title === undefined ? {} : { title }),
        },
      }),
      img: (_tag, { src, alt }) => {
        const host = hostOf(src);
        if (host !== undefined) onBlocked(host);
        const contentId = /^\s*cid:(.{1,900}?)\s*$/is.exec(src ?? '')?.[1];
        const mark = contentId
          ? { class: inlineImageClass, 'data-cid': contentId }
          : { class: blockedImageClass };
        return { tagName: 'span', attribs: { ...mark, ...(alt ? { 'data-alt': alt.slice(0, 200) } : {}) } };
      },
      // A sender may not dress text up as one of our own marks.
      span: (_tag, { class: _class, 'data-cid': _cid, 'data-alt': _alt, ...attribs }) => ({
        tagName: 'span',
        attribs,
      }),
    },
  });
  return tellLinkHosts(clean);
}

/** What sanitize-html leaves is regular, so that its tags can be gone through one by one. */
function tellLinkHosts(html: string): string {
  let open: { host: string; textFrom: number } | undefined;
  let found = '';
  let from = 0;
  const close = (at: number) => {
    found += html.slice(from, at);
    from = at;
    if (open && !names(html.slice(open.textFrom, at), open.host))
      found += ` <span class="${linkHostClass}">[${open.host}]</span>`;
    open = undefined;
  };
  for (const tag of html.matchAll(/<a\b([^<>]*)>|<\/a>/g)) {
    // A link within a link ends the one around it.
    close(tag.index);
    const href = /\bhref="([^"]*)"/.exec(tag[1] ?? '')?.[1]?.replaceAll('&amp;', '&');
    const host = hostOf(href);
    if (host !== undefined) open = { host, textFrom: tag.index + tag[0].length };
  }
  close(html.length);
  return found;
}

/** Whether a link's text is nothing but its own address: then no one is misled by it. */
function names(text: string, host: string): boolean {
  const shown = text
    .replace(/<[^<>]*>/g, '')
    .trim()
    .toLowerCase();
  return shown === host || hostOf(shown.replaceAll('&amp;', '&')) === host;
}

/** In the letters that are asked for (punycode): look-alikes from other alphabets show as what they are. */
function hostOf(address: string | undefined): string | undefined {
  const trimmed = address?.trim().replace(/^\/\//, 'https://') ?? '';
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  return new URL(trimmed).hostname.slice(0, 253);
}

// A relative link would point into the console.
function isAbsolute(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href.trim());
}

const allowedTags = (
  'a abbr b bdi big blockquote br caption center cite code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 ' +
  'hr i ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'
).split(' ');
