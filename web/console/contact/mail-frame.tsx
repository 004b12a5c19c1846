// Nothing may load and nothing may run; only the styles that the server let through are left.
const policy = "default-src 'none'; style-src 'unsafe-inline'";

// The console's own policy holds here too, and lets styles stand in attributes only.
const page = 'margin:16px;font:14px/1.5 sans-serif;color:#16201c;background:#fff;overflow-wrap:anywhere';
const empty = 'display:inline-block;width:12px;height:12px;border:1px dashed #9fb0a8';
const marks = [
  ['haltija-link-host', 'font-size:12px;color:#875400'],
  ['haltija-blocked-image', empty],
  ['haltija-inline-image', empty],
] as const;

/**
 * HTML of a mail in a frame without any right but that a link the reader follows opens apart, as an ordinary page
 * that knows nothing of this one. No script in it can tell how tall it is, so it has a
 * height of its own and scrolls; the reader can pull it taller.
 */
export function MailFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const marked = marks.reduce(
    (text, [name, style]) =>
      text.replaceAll(`<span class="${name}"`, `<span class="${name}" style="${style}"`),
    html,
  );
  const content =
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="referrer" content="no-referrer"></head><body style="${page}">${marked}</body></html>`;
  return (
    <div className="mail-frame">
      <iframe
        title={title}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcDoc={content}
        referrerPolicy="no-referrer"
      />
    </div>
  );
}
