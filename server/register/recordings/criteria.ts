import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Criterion, Entry } from '../team/team-settings.ts';
import type { Team } from '../team/create-team.ts';

export interface ListedCriterion extends Criterion {
  readonly key: string;
  /** Null: as it comes with the product, and nobody has changed it. */
  readonly version: number | null;
}

const words = (sv: string, fi: string, en: string): Readonly<Record<Language, string>> => ({ sv, fi, en });

/** What is looked at until the team says otherwise: the service, never who was served. */
const standard: Readonly<Record<string, Criterion['name']>> = {
  greeting: words('Hälsning och inledning', 'Tervehdys ja aloitus', 'Greeting and opening'),
  identification: words(
    'Identifieringen gjordes rätt',
    'Tunnistaminen tehtiin oikein',
    'Identification done right',
  ),
  answer: words('Svaret var rätt', 'Vastaus oli oikea', 'The answer was right'),
  language: words('Tydligt språk', 'Selkeä kieli', 'Clear language'),
  'follow-up': words('Fortsättningen var klar', 'Jatkosta sovittiin', 'What happens next was clear'),
};

/** What sheets are made of, in the order in which they stand; retired ones among them. */
export function criteriaOf(team: Pick<Team, 'entries'>): readonly ListedCriterion[] {
  const set = team.entries('criterion');
  const listed = ({ key, body, version }: Entry<'criterion'>) => ({ ...body, key, version });
  return [
    ...Object.entries(standard).map(([key, name], place): ListedCriterion => {
      const own = set.find((entry) => entry.key === key);
      return own ? listed(own) : { key, name, place, archived: false, version: null };
    }),
    ...set.filter(({ key }) => !Object.hasOwn(standard, key)).map(listed),
  ].toSorted((one, other) => one.place - other.place || (one.key < other.key ? -1 : 1));
}
