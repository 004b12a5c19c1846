import { useWords } from '../../words/use-words.ts';
import { Problem } from '../api/problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Why something was not saved, with the field and what in it where the server says so. */
export function SaveProblem({ error }: { readonly error: unknown }) {
  const { t, known } = useWords();
  if (!error) return null;
  const details = error instanceof Problem ? error.details : {};
  const field = known(`field.${String(details['field'] ?? '').replace(/\.(?:sv|fi|en)$/, '')}`);
  const language = /\.?(sv|fi|en)$/.exec(String(details['field'] ?? ''))?.[1];
  const kind = known(`personal.${String(details['kind'] ?? '')}`);
  const where = [
    kind && t(kind),
    field && t(field),
    language && t(`language.${language as 'sv'}`),
    typeof details['most'] === 'number' && String(details['most']),
  ].filter(Boolean);
  return (
    <div>
      <ProblemNote error={error} />
      {where.length > 0 && <p className="small quiet settings-where">{where.join(' · ')}</p>}
    </div>
  );
}
