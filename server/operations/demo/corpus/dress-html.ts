import type { Language } from './corpus.ts';
import type { Facts } from './make-facts.ts';
import { phrases } from './phrases.ts';
import type { Random } from './random.ts';

/**
 * The letter as a mail program would send it in HTML: paragraphs, at times a table and a link, and in
 * one of three a remote picture of one pixel that tells its owner when the letter is opened. The
 * console must show the first and never fetch the last.
 */
export function dressHtml(text: string, random: Random, language: Language, facts: Facts): string {
  const words = phrases[language].table;
  const paragraphs = text.split('\n\n').map((paragraph) => {
    if (/^>/m.test(paragraph))
      return `<blockquote type="cite">${lines(paragraph.replaceAll(/^> ?/gm, ''))}</blockquote>`;
    return `<p>${lines(paragraph)}</p>`;
  });
  if (random.chance(0.4)) {
    const rows = [
      [words.sender, facts['sender']],
      [words.amount, facts['amount']],
      [words.reference, facts['ref']],
    ].map(([label, value]) => `<tr><th align="left">${label}</th><td>${escape(value ?? '')}</td></tr>`);
    paragraphs.splice(2, 0, `<table border="1" cellpadding="4">${rows.join('')}</table>`);
  }
  const mark = random.whole(100_000, 999_999);
  if (random.chance(0.4))
    paragraphs.push(`<p><a href="https://pictures.example.com/v/${mark}">${words.link}</a></p>`);
  if (random.chance(0.33)) {
    paragraphs.push(`<img src="https://pixel.example.com/o.gif?m=${mark}" width="1" height="1" alt="">`);
  }
  const font = random.pick(['Calibri, sans-serif', 'Arial', "'Segoe UI'", 'Verdana']);
  return `<html><head><meta charset="utf-8"></head><body style="font-family: ${font}; font-size: 11pt">\n${paragraphs.join('\n')}\n</body></html>`;
}

function lines(paragraph: string): string {
  return escape(paragraph).replaceAll('\n', '<br>\n');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
