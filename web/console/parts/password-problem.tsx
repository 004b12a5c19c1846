import { useWords } from '../../words/use-words.ts';
import { hasCode } from '../api/problem.ts';
import { ProblemNote } from './problem-note.tsx';

/** A refused password with what made it weak, as the server's codes tell. */
export function PasswordProblem({ error }: { readonly error: unknown }) {
  const { t, known } = useWords();
  if (!hasCode(error, 'password-too-weak')) return <ProblemNote error={error} />;
  const hints = Object.values(error.details)
    .flatMap((value) => String(value).split(/[\s,]+/))
    .map((code) => known(`password.${code}`))
    .filter((key) => key !== undefined);
  return (
    <>
      <ProblemNote error={error} />
      {hints.length > 0 && (
        <ul className="password-hints quiet">
          {hints.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
