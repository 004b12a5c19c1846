const drawn = import.meta.glob<string>('./mark.svg', { query: '?raw', import: 'default', eager: true })[
  './mark.svg'
];

/** The product's mark; the page beside it names it. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <span
      className="mark"
      aria-hidden="true"
      style={{ display: 'inline-flex', width: size, height: size, color: 'var(--accent)' }}
      // Our own drawing, read at build time.
      dangerouslySetInnerHTML={{ __html: drawn ?? '' }}
    />
  );
}
