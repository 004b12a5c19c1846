/**
 * A mail with everything a contact can hold: a name, an identity code, a small file, two that become blobs.
 * @param copy in its Message-ID: another mail of the same sender
 */
export function makeStepMail(number: number, copy = ''): Buffer {
  const file = (name: string, bytes: number) => [
    '--osa',
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename=${name}`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.alloc(bytes, `${name} ${number} `).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
  ];
  return Buffer.from(
    [
      `Message-ID: <step-${number}${copy}@example.fi>`,
      `From: "Åke Åkesson ${number}" <ake.${number}@example.se>`,
      'To: asiakaspalvelu@posti.example',
      'Date: Fri, 20 Nov 2026 10:00:00 +0000',
      `Subject: Brev ${number}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=osa',
      '',
      '--osa',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Hej! Min kod är 131052-9982, brev ${number} saknas.`,
      ...file('liten.pdf', 1_000),
      ...file('stor.pdf', 60_000),
      ...file('storre.pdf', 80_000),
      '--osa--',
      '',
    ].join('\r\n'),
  );
}

/** What its sender writes after it, about something else. */
export function makeStepAnswer(number: number): Buffer {
  return Buffer.from(
    [
      `Message-ID: <step-${number}-answer@example.fi>`,
      `In-Reply-To: <step-${number}@example.fi>`,
      `From: "Åke Åkesson ${number}" <ake.${number}@example.se>`,
      'To: asiakaspalvelu@posti.example',
      'Date: Fri, 20 Nov 2026 11:00:00 +0000',
      `Subject: Re: Brev ${number}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'En annan sak: räkningen kom två gånger, min kod är 131052-9982.',
      '',
    ].join('\r\n'),
  );
}
