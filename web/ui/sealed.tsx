import './sealed.css';

export type LengthClass = 'short' | 'medium' | 'long';

/** A value that is not shown: a soft dotted bar as long as its kind of value, never as the value itself. */
export function Sealed({
  lengthClass,
  label,
}: {
  readonly lengthClass: LengthClass;
  readonly label: string;
}) {
  return <span className="sealed" data-length={lengthClass} role="img" aria-label={label} />;
}
