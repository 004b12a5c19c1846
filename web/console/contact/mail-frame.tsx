import { useEffect, useState } from 'react';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { useWords } from '../../words/use-words.ts';
import { fetchFile } from '../api/fetch-file.ts';
import { pictureAddress, picturesIn, withPictures } from './inline-pictures.ts';

// Nothing may load and nothing may run: only the styles that the server let through are left, and pictures that stand
// in the page itself.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

// The console's own policy holds here too, and lets styles stand in attributes only.
const page = 'margin:16px;font:14px/1.5 sans-serif;color:#16201c;background:#fff;overflow-wrap:anywhere';
const empty = 'display:inline-block;width:12px;height:12px;border:1px dashed #9fb0a8';
const marks = [
  ['haltija-link-host', 'font-size:12px;color:#875400'],
  ['haltija-blocked-image', empty],
  ['haltija-inline-image', empty],
] as const;

interface MailFrameProps {
  readonly contactId: string;
  readonly html: string;
  readonly files: ContactMessage['files'];
  readonly reason: string | undefined;
  readonly title: string;
}

/**
 * HTML of a mail in a frame without any right but that a link the reader follows opens apart, as an ordinary page
 * that knows nothing of this one. No script in it can tell how tall it is, so it has a
 * height of its own and scrolls; the reader can pull it taller. Pictures that came with the mail are fetched as files of
 * the contact, each with its line in the access log, and put in as they are: the frame itself asks nobody.
 */
export function MailFrame({ contactId, html, files, reason, title }: MailFrameProps) {
  const { t } = useWords();
  const [addresses, setAddresses] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = picturesIn(html, files)
    .map(({ fileId }) => fileId)
    .join(' ');
  useEffect(() => {
    let gone = false;
    async function fetchAll() {
      const found = await Promise.all(
        wanted
          .split(' ')
          .filter(Boolean)
          .map(async (fileId) => {
            // One that may not be had stays a box with words.
            const content = await fetchFile({ contactId, fileId, reason }).catch(() => undefined);
            return [fileId, content && (await pictureAddress(content))] as const;
          }),
      );
      const shown = found.flatMap(([fileId, address]) => (address ? [[fileId, address] as const] : []));
      if (!gone && shown.length > 0) setAddresses(new Map(shown));
    }
    void fetchAll();
    return () => {
      gone = true;
    };
  }, [contactId, wanted, reason]);
  const marked = marks.reduce(
    (text, [name, style]) =>
      text.replaceAll(`<span class="${name}"`, `<span class="${name}" style="${style}"`),
    withPictures(html, files, addresses, t('mail.picture-below')),
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
