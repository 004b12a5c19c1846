// Nothing may load and nothing may run; only the styles that the server let through are left.
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * HTML of a mail in a frame without any right. No script in it can tell how tall it is, so it has a
 * height of its own and scrolls; the reader can pull it taller.
 */
export function MailFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const page =
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="referrer" content="no-referrer"></head>` +
    `<body style="margin:16px;font:14px/1.5 sans-serif;color:#16201c;background:#fff;overflow-wrap:anywhere">${html}</body></html>`;
  return (
    <div className="mail-frame">
      <iframe title={title} sandbox="" srcDoc={page} referrerPolicy="no-referrer" />
    </div>
  );
}
