import type { Facts } from './make-facts.ts';
import type { Random } from './random.ts';

export interface Hand {
  /** Writes everything in small letters. */
  small?: boolean;
  /** Writes without dots and rings, as from a foreign keyboard. */
  plain?: boolean;
  /** Slips of the finger, per hundred words. */
  slips?: number;
}

/**
 * Turns a text of a sheet into what was written: picks one of each `[a|b]`, lets the hand slip, puts the
 * facts in. Facts are never misspelt: they are what a search or an erasure must find. Throws on a slot
 * that no fact fills.
 */
export function fillText(template: string, facts: Facts, random: Random, hand: Hand = {}): string {
  const chosen = template.replaceAll(/\[([^[\]]*)\]/g, (_whole, choices: string) =>
    random.pick(choices.split('|')),
  );
  let written = '';
  for (const piece of chosen.split(/(\{\w+\})/)) {
    if (!piece.startsWith('{')) {
      written += writeByHand(piece, random, hand);
      continue;
    }
    const fact = facts[piece.slice(1, -1)];
    if (fact === undefined) throw new RangeError(`no fact fills ${piece}`);
    written +=
      opensSentence(written) && hand.small !== true ? fact.charAt(0).toUpperCase() + fact.slice(1) : fact;
  }
  return written
    .replaceAll(/(?<!\.)\.\.(?!\.)/g, '.')
    .replaceAll(/ +([.,!?])/g, '$1')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

function opensSentence(written: string): boolean {
  // "14.3. " also ends in a full stop, but no sentence ends there
  return written === '' || (/[.!?\n]\s$/.test(written) && !/\d\.\s$/.test(written));
}

function writeByHand(text: string, random: Random, hand: Hand): string {
  let written = text;
  const slips = hand.slips ?? 0;
  if (slips > 0)
    written = written.replaceAll(/\p{Ll}{5,}/gu, (word) =>
      random.next() * 100 < slips ? slip(word, random) : word,
    );
  if (hand.plain === true) written = written.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');
  return hand.small === true ? written.toLowerCase() : written;
}

function slip(word: string, random: Random): string {
  const at = random.whole(1, word.length - 2);
  const [a, b] = [word.charAt(at), word.charAt(at + 1)];
  return random.weigh([
    [`${word.slice(0, at)}${b}${a}${word.slice(at + 2)}`, 4],
    [`${word.slice(0, at)}${word.slice(at + 1)}`, 3],
    [`${word.slice(0, at)}${a}${word.slice(at)}`, 2],
  ]);
}
