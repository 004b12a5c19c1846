import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../declaration.ts';
import type { Declaration, Language } from '../declaration.ts';
import { parseDeclaration } from '../parse-declaration.ts';
import { renderShortForms } from './short-forms.ts';

const declaration = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'), 'utf8'),
);
const publishedAt = new Date('2026-11-22T10:00:00Z');

function forms(language: Language, changed: Declaration = declaration) {
  const address = `https://kundtjanst.example/${language}/notice`;
  const all = renderShortForms({ version: 3, publishedAt, declaration: changed }, language, address);
  return {
    all,
    text: (kind: string) =>
      (all.find((form) => form.kind === kind)?.sentences ?? []).join(' ').replaceAll('\u00a0', ' '),
  };
}

describe.each(languages)('short forms in %s', (language) => {
  it('are none for what the declaration does not have', () => {
    const { email } = declaration.channels;
    expect(
      forms(language, { ...declaration, channels: { email: email! } }).all.map(({ kind }) => kind),
    ).toEqual(['email']);
    const { records: _records, ...phone } = declaration.channels.phone!;
    expect(forms(language, { ...declaration, channels: { phone } }).all).toEqual([]);
  });

  it('say in the chat who is responsible, what is saved, why, how long, and where all stands', () => {
    const text = forms(language).text('chat');
    expect(text).toContain('Kivra Oy');
    expect(text).toContain(`https://kundtjanst.example/${language}/notice`);
    expect(text).toMatch(/24 (?:månader|kuukautta|months)/);
    expect(text).toMatch(/IP-adress|IP-osoite|IP address/);
    expect(text).toMatch(/säkerhet|turvallisuus|security/);
    // What one is asked for is not saved by itself; what staff write is not of the chat.
    expect(text).not.toMatch(
      /personbeteckning|henkilötunnus|identity code|anteckningar|muistiinpanot|\bnotes\b/i,
    );
  });

  it('say before a recording that it is made, how long it is kept, and on what grounds longer', () => {
    const { all, text } = forms(language);
    expect(all.find(({ kind }) => kind === 'call')?.calls).toEqual(['incoming', 'outgoing']);
    expect(text('call')).toMatch(/spelas in|tallennetaan|is recorded/);
    expect(text('call')).toMatch(/3 (?:månader|kuukautta|months)/);
    expect(text('call')).toMatch(/12 (?:månader|kuukautta|months)/);
    expect(text('call')).toMatch(/reklamation|reklamaatio|complaint/);
    expect(text('call')).toContain('www.kivra.fi');
    expect(text('call')).not.toContain('https://');
  });

  it('say under an e-mail in one line whose notice it is and where this version stands for good', () => {
    const { all, text } = forms(language);
    expect(all.find(({ kind }) => kind === 'email')!.sentences).toHaveLength(1);
    expect(text('email')).toContain('Kivra Oy');
    expect(text('email')).toMatch(new RegExp(`: https://kundtjanst\\.example/${language}/notice/3$`));
  });

  it('change with the rule', () => {
    const { recording, contact } = declaration.periods;
    const { capMonths: _cap, extensions: _extensions, ...uncapped } = recording!;
    const { all, text } = forms(language, {
      ...declaration,
      periods: {
        ...declaration.periods,
        recording: { ...uncapped, months: 1 },
        contact: { ...contact!, months: 7 },
      },
      channels: { ...declaration.channels, phone: { ...declaration.channels.phone!, records: ['outgoing'] } },
    });
    expect(all.find(({ kind }) => kind === 'call')?.calls).toEqual(['outgoing']);
    expect(text('call')).toMatch(/1 (?:månad|kuukausi|month)\b/);
    expect(text('call')).not.toMatch(/\b(?:3|12) (?:månader|kuukautta|months)/);
    expect(text('chat')).toMatch(/7 (?:månader|kuukautta|months)/);
  });
});
