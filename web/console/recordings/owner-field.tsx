import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { colleaguesQuery } from '../api/queries.ts';

/** A colleague who answers for it. Whether their tasks let them the server says. */
export function OwnerField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (staffId: string) => void;
}) {
  const { data } = useQuery(colleaguesQuery);
  return (
    <NativeSelect label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {(data?.colleagues ?? [])
        .filter(({ active, staffId }) => active || staffId === value)
        .map(({ staffId, displayName }) => (
          <option key={staffId} value={staffId}>
            {displayName}
          </option>
        ))}
    </NativeSelect>
  );
}
