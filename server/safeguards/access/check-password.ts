import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Refusal } from '../../base/errors.ts';

export const passwordLeast = 12;
export const passwordMost = 200;

/** Words people here put into passwords, the likeliest first; the general lists know only English and leaked ones. */
const localWords =
  `haltija salasana lösenord losenord kesä kesa talvi syksy kevät kevat sommar vinter höst host vår var
  tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
  januari februari mars april maj juni juli augusti september oktober november december
  maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai måndag tisdag onsdag torsdag fredag lördag söndag
  helsinki helsingfors espoo esbo vantaa vanda tampere tammerfors turku åbo oulu suomi finland perkele jokerit ilves tappara
  asiakaspalvelu kundtjänst tervetuloa välkommen kissa koira katt hund`.split(/\s+/);

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Loaded at first use: the word lists take 15 MB and 80 ms that no other act needs. */
function loadEstimator(): Promise<ZxcvbnFactory> {
  estimator ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, common]) =>
      new ZxcvbnFactory({
        dictionary: { ...common.dictionary, 'local-common': localWords },
        graphs: common.adjacencyGraphs,
        // What stands after 64 characters cannot make them weaker; the estimate's time grows with the square.
        maxLength: 64,
      }),
  );
  return estimator;
}

/** The form that is hashed: the same password typed on two systems is the same bytes (NIST SP 800-63B s. 3.1.1.2). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

const asCode = (key: string) =>
  key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('l33t', 'swapped-letters');

/**
 * @param about what is known of the person: user name, display name, controller; none of it makes a password stronger
 * @throws Refusal 'password-too-weak': reason `too-short` (with `least`), `too-long` (`most`), or `guessable` with
 *   the coded `warning` and the comma-separated `suggestions`
 */
export async function checkPassword(password: string, about: readonly string[]): Promise<void> {
  if (password.length > passwordMost)
    throw new Refusal('password-too-weak', { reason: 'too-long', most: passwordMost });
  const normalised = normalisePassword(password);
  if ([...normalised].length < passwordLeast)
    throw new Refusal('password-too-weak', { reason: 'too-short', least: passwordLeast });
  const words = wordsOf(about);
  // The estimator finds a known word, a year and three exclamation marks good enough: what is left without them must
  // be a password of its own.
  if (leftWithout(normalised, words) < 8) throw guessable('user-inputs', ['another-word']);
  const estimate = (await loadEstimator()).check(normalised, words);
  if (estimate.score >= 3) return;
  const { warning, suggestions } = estimate.feedback;
  throw guessable(warning === null ? 'common' : asCode(warning), suggestions.map(asCode));
}

function guessable(warning: string, suggestions: readonly string[]): Refusal {
  return new Refusal('password-too-weak', {
    reason: 'guessable',
    warning,
    suggestions: suggestions.join(','),
  });
}

function wordsOf(about: readonly string[]): string[] {
  const words = about.flatMap((text) => [text.toLowerCase(), ...text.toLowerCase().split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(words)]
    .filter((word) => word.length >= 3)
    .toSorted((one, other) => other.length - one.length);
}

function leftWithout(password: string, words: readonly string[]): number {
  const rest = [...words, ...localWords.filter((word) => word.length > 3)].reduce(
    (left, word) => left.replaceAll(word, ''),
    password.toLowerCase(),
  );
  return rest.replaceAll(/(?:19|20)\d\d/g, '').replaceAll(/(.)\1{2,}/gu, '$1').length;
}
