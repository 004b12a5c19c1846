import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLetters = 40;
const checkLetters = 6;

/** What secret scanners look for; the pattern is told in docs/api/README.md. */
export const tokenPattern = /^hlt_[0-9A-Za-z]{46}$/;

/** `hlt_`, 40 letters (238 random bits), and six letters that sum them up, so that a scanner can tell a leaked one from a look-alike. */
export function newTokenText(): string {
  let secret = '';
  for (let at = 0; at < secretLetters; at += 1) secret += letters[randomInt(letters.length)];
  return `hlt_${secret}${checkOf(secret)}`;
}

/** Whether it could have been handed out here: what cannot is refused before the database is asked. */
export function isTokenText(text: string): boolean {
  if (!tokenPattern.test(text)) return false;
  const secret = text.slice(4, 4 + secretLetters);
  return checkOf(secret) === text.slice(4 + secretLetters);
}

function checkOf(secret: string): string {
  let rest = crc32(secret);
  let check = '';
  for (let at = 0; at < checkLetters; at += 1) {
    check = letters[rest % letters.length]! + check;
    rest = Math.floor(rest / letters.length);
  }
  return check;
}
