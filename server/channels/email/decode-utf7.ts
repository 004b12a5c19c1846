/** UTF-7 (RFC 2152). What is no UTF-7 stays as written. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)(-?)/g, (written, encoded: string, end: string) => {
    if (encoded === '') return end === '-' ? '+' : written;
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length < 2) return written;
    let letters = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) letters += String.fromCharCode(bytes.readUInt16BE(at));
    return letters.toWellFormed();
  });
}
