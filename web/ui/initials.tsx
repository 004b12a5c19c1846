import './initials.css';

/** The first letters of a name, in a circle; the name itself stands beside or in a label. Dimmed when they are away. */
export function Initials({ name, away = false }: { readonly name: string; readonly away?: boolean }) {
  const letters = name
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => [...word][0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');
  return (
    <span className="initials" data-away={away || undefined} aria-hidden="true">
      {letters.toUpperCase() || '–'}
    </span>
  );
}
