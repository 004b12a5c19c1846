import { TextInput } from '@mantine/core';

interface MomentFieldProps {
  readonly label: string;
  /** ISO, or empty. */
  readonly value: string;
  readonly onChange: (at: string) => void;
  readonly required?: boolean;
}

const two = (number: number) => String(number).padStart(2, '0');

/** In the reader's own zone, as the browser writes it. */
function toLocal(iso: string): string {
  if (iso === '') return '';
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A day and a time of day. Left as it is, it keeps its seconds. */
export function MomentField({ label, value, onChange, required = false }: MomentFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      required={required}
      value={toLocal(value)}
      onChange={(event) => {
        const at = new Date(event.currentTarget.value);
        onChange(Number.isNaN(at.getTime()) ? '' : at.toISOString());
      }}
    />
  );
}
