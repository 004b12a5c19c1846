import { createHash } from 'node:crypto';
import type { DemoContact, DemoPerson } from '../server/operations/demo/corpus/corpus.ts';
import { generateCorpus } from '../server/operations/demo/corpus/generate-corpus.ts';
import { writeRawMail } from '../server/operations/demo/write-raw-mail.ts';

export interface BenchMail {
  readonly raw: Buffer;
  readonly emailAddress: string;
}

/**
 * Raw mails as they come out of a real mail server: letters of the demo's corpus with the HTML part that
 * mail programs add and the headers that transport adds; about 4 kB, no two alike. A third come from
 * somebody who has written before.
 */
export async function makeMails(count: number, round: string): Promise<BenchMail[]> {
  const corpus = generateCorpus({
    seed: 11,
    now: new Date('2026-11-01T00:00:00Z'),
    people: Math.max(40, Math.ceil(count * 0.66)),
    contacts: count,
  });
  const people = new Map(corpus.people.map((person) => [person.key, person]));
  const mails: BenchMail[] = [];
  for (const [index, contact] of corpus.contacts.entries()) {
    const person = inRound(people.get(contact.personKey)!, round);
    mails.push({
      emailAddress: person.emailAddress,
      raw: await writeMail(contact, person, `${round}/${index}`),
    });
  }
  return mails;
}

/** Each round has people of its own, so that no round finds the persons of the one before. */
function inRound(person: DemoPerson, round: string): DemoPerson {
  return { ...person, emailAddress: person.emailAddress.replace('@', `.${round}@`) };
}

async function writeMail(contact: DemoContact, person: DemoPerson, label: string): Promise<Buffer> {
  const [letter] = contact.letters;
  const message = await writeRawMail({
    person,
    to: 'kundservice@kivra.example',
    subject: contact.subject,
    text: letter!.text,
    html: letter!.html ?? asHtml(letter!.text),
    attachments: [],
    messageId: `<${digest(label).slice(0, 32)}@example.com>`,
    date: letter!.at,
  });
  return Buffer.concat([Buffer.from(transportHeaders(label)), message]);
}

function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>\n');
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body style="font-family: Calibri, sans-serif; font-size: 11pt"><div dir="ltr">${escaped}</div></body></html>`;
}

function transportHeaders(label: string): string {
  const id = digest(label);
  const signature = (name: string) =>
    `${digest(`${label}/${name}`)}${digest(`${name}/${label}`)}`.match(/.{1,72}/g)!.join('\r\n        ');
  return [
    'Return-Path: <bounce@example.com>',
    `Received: from mx.example.net (mx.example.net [192.0.2.17])\r\n        by mail.kivra.example (Postfix) with ESMTPS id ${id.slice(0, 11).toUpperCase()}\r\n        for <kundservice@kivra.example>; Sun, 1 Nov 2026 10:00:00 +0200 (EET)`,
    `Received: by 2001:db8:a05:6402:51c8:b0:5c9:6b5d:2f43 with SMTP id ${id.slice(11, 33)}\r\n        for <kundservice@kivra.example>; Sun, 1 Nov 2026 00:00:00 -0800 (PST)`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n        d=example.com; s=20251104; t=1793520000; x=1794124800;\r\n        h=to:subject:message-id:date:from:mime-version:from:to:cc:subject\r\n         :date:message-id:reply-to;\r\n        bh=${id.slice(0, 44)}=;\r\n        b=${signature('dkim')}`,
    `X-Transport-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n        d=1e100.example; s=20251104; t=1793520000; x=1794124800;\r\n        bh=${id.slice(0, 44)}=;\r\n        b=${signature('transport')}`,
    `X-Message-State: ${signature('state')}`,
    `X-Received: by 2001:db8:7c4f:b0:5d0:8c1 with SMTP id ${id.slice(0, 26)};\r\n        Sun, 01 Nov 2026 00:00:00 -0800 (PST)`,
    `Authentication-Results: mail.kivra.example; dkim=pass header.d=example.com;\r\n        spf=pass smtp.mailfrom=example.com; dmarc=pass (p=reject) header.from=example.com`,
    '',
  ].join('\r\n');
}

function digest(text: string): string {
  return createHash('sha256').update(`haltija bench ${text}`).digest('hex');
}
