/** Bytes that look like a document of somebody's, and nowhere the same. */
export function writeDocument(bytes: number, secret: string): Buffer {
  const content = Buffer.alloc(bytes);
  content.write('%PDF-1.7\n');
  for (let at = 9, line = 0; at < bytes; line += 1)
    at += content.write(`${line} ${secret}\n`, at, 'latin1') || 1;
  return content;
}

/** A mail with one file, as a mail program writes it. */
export function writeHugeMail(mail: {
  messageId: string;
  from?: string;
  text?: string;
  to?: string;
  file: { name: string; content: Uint8Array };
  lineEnd?: string;
}): Buffer {
  const base64 = Buffer.from(mail.file.content).toString('base64').replace(/.{76}/g, '$&\r\n');
  const raw = [
    ...(mail.from === '' ? [] : [`From: ${mail.from ?? 'Maija Mallinen <maija.mallinen@example.fi>'}`]),
    `To: ${mail.to ?? 'asiakaspalvelu@posti.example'}`,
    `Message-ID: <${mail.messageId}>`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    'Subject: =?utf-8?B?VG9kaXN0dXMga2V2w6TDpGx0w6Q=?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed;',
    ' boundary=',
    ' "between"',
    '',
    '--between',
    'Content-Type: text/plain; charset=utf-8',
    '',
    mail.text ?? 'Hei! Liite tulee tässä.',
    '--between',
    `Content-Type: application/pdf; name="${mail.file.name}"`,
    `Content-Disposition: attachment; filename="${mail.file.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    base64,
    '--between',
    'Content-Type: text/plain; name="lopuksi.txt"',
    'Content-Disposition: attachment; filename="lopuksi.txt"',
    '',
    'Pieni liite suuren jälkeen.',
    '--between--',
    '',
  ].join('\r\n');
  return Buffer.from(mail.lineEnd === undefined ? raw : raw.replaceAll('\r\n', mail.lineEnd));
}
