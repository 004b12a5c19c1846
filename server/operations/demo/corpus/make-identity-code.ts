import type { Random } from './random.ts';

const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/**
 * A Finnish personal identity code for an invented person: individual number 900-999 (never given to
 * anyone), odd for men, even for women. One in four carries one of the signs taken into use in 2023
 * (decree 690/2022: Y X W V U beside "-", B C D E F beside "A").
 */
export function makeIdentityCode(
  random: Random,
  who: { gender: 'man' | 'woman'; bornFrom: number; bornTo: number },
): string {
  const year = random.whole(who.bornFrom, who.bornTo);
  const month = random.whole(1, 12);
  const day = random.whole(1, new Date(Date.UTC(year, month, 0)).getUTCDate());
  const newSign = random.chance(0.25);
  const sign =
    year < 2000 ? (newSign ? random.pick([...'YXWVU']) : '-') : newSign ? random.pick([...'BCDEF']) : 'A';
  const individual = 900 + random.whole(0, 49) * 2 + (who.gender === 'man' ? 1 : 0);
  const digits = `${twoDigits(day)}${twoDigits(month)}${twoDigits(year)}`;
  return `${digits}${sign}${individual}${checkCharacters.charAt(Number(`${digits}${individual}`) % 31)}`;
}

function twoDigits(figure: number): string {
  return String(figure % 100).padStart(2, '0');
}
