import type { ReactNode } from 'react';

/** The text with its marks: places, never markup, come from the server. */
export function Marked({
  text,
  marks,
}: {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
}) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const [at, length] of marks) {
    if (at < from || at + length > text.length) continue;
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + length)}</mark>);
    from = at + length;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}
