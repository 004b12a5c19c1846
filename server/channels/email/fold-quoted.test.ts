import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldQuoted } from './fold-quoted.ts';

const answer = 'Kiitos, tämä auttoi.\n\nT. Maija\n';
const tails = {
  gmailEnglish: 'On Tue, 3 Nov 2026 at 09:15, Service <service@example.fi> wrote:\n\n> Hello\n> there\n',
  gmailSwedish: 'Den tis 3 nov. 2026 kl 09:15 skrev Kundtjänst <service@example.fi>:\n> Hej\n',
  gmailFinnish: 'ti 3.11.2026 klo 9.15 Asiakaspalvelu (service@example.fi) kirjoitti:\n> Hei\n>\n> Terve\n',
  wrapped: 'On Tuesday, 3 November 2026 at 09:15, Customer Service\n<service@example.fi> wrote:\n\n> Hello\n',
  fromHtml: '3.11.2026 9.15 Asiakaspalvelu kirjoitti:\n\nHei Maija\n\nT. Palvelu\n',
  outlookSwedish:
    '________________________________\nFrån: Kundtjänst\nSkickat: den 3 november 2026\nTill: Maija\nÄmne: Hej\n\nHej Maija\n',
  outlookFinnish:
    'Lähettäjä: Palvelu <service@example.fi>\nLähetetty: tiistai 3. marraskuuta 2026\nVastaanottaja: Maija\nAihe: Hei\n\nHei\n',
  outlookEnglish: '*From:* Service\n*Sent:* Tuesday\n*To:* Maija\n*Subject:* Hi\n\nHi\n',
  separator: '-----Original Message-----\nFrom: x\n',
  separatorSwedish: '----- Ursprungligt meddelande -----\nHej\n',
  bare: '> Hello\n> there\n',
};

test('each kind of tail is folded', () => {
  for (const [name, tail] of Object.entries(tails)) {
    expect(foldQuoted(`${answer}\n${tail}`), name).toEqual({ visible: `${answer}\n`, quoted: tail });
  }
});

test('an answer between or below the quoted lines is never hidden', () => {
  for (const text of [
    `${tails.gmailEnglish}\nMy answer is below.\n`,
    `Hei\n\n> First question?\nYes.\n> Second?\nNo.\n`,
    `Hi\n\n${tails.gmailEnglish}Inline answer\n> more\nLast word\n`,
    tails.bare,
    tails.outlookSwedish,
    'From: my point of view this is fine.\nAll good.\n',
    'He wrote:\n',
    'I wrote: it is broken\nand nobody came\n',
    '',
  ]) {
    expect(foldQuoted(text), text).toEqual({ visible: text, quoted: '' });
  }
});

test('the two parts are the text, whatever it is, and long ones take no time', () => {
  const line = fc.constantFrom(
    '> a',
    '',
    'text',
    'From: x',
    'Sent: y',
    'To: z',
    'Den 3.11 skrev x:',
    '____________',
    'On x',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
      const text = lines.join('\n');
      const { visible, quoted } = foldQuoted(text);
      expect(visible + quoted).toBe(text);
    }),
  );
  for (const unit of ['> q\n', 'On a\n', 'From: x\n', ' wrote ', 'wrote:\n', '_']) {
    const from = performance.now();
    foldQuoted(`${unit.repeat(300_000 / unit.length)}\nend`);
    expect(performance.now() - from, unit).toBeLessThan(2_000);
  }
});
