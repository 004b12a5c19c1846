import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { type FoundPerson, groupByPerson } from '../person/group-by-person.ts';
import { FindCards } from './find-cards.tsx';

interface FindPersonProps {
  readonly except: string;
  readonly chosen: FoundPerson | null;
  readonly onChoose: (person: FoundPerson | null) => void;
}

/** Finds the person by what is known of them and lets one be chosen. */
export function FindPerson({ except, chosen, onChoose }: FindPersonProps) {
  const { t } = useWords();
  const [found, setFound] = useState<readonly FoundPerson[]>([]);
  return (
    <div className="merging-part">
      <FindCards
        label={t('merging.choose-person')}
        onFound={(cards) => {
          setFound(groupByPerson(cards).filter((person) => person.personId !== except));
          onChoose(null);
        }}
      />
      {found.length > 0 && (
        <fieldset className="merging-list">
          <legend className="visually-hidden">{t('merging.choose-person')}</legend>
          {found.map((person) => (
            <label key={person.personId}>
              <input
                type="radio"
                name="merging-person"
                checked={chosen?.personId === person.personId}
                onChange={() => onChoose(person)}
              />
              <span className="merging-name">{person.name || t('person.unknown')}</span>
              <span className="small quiet">{t('people.contacts', { count: person.contacts })}</span>
              <span className="small quiet merging-preview">
                {person.latest.subject || t('contact.no-subject')}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
