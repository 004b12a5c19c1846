import { Button } from '@mantine/core';
import { useWords } from '../../words/use-words.ts';

/** A small act on one row, named for its row to whoever cannot see it. */
export function RowButton(props: {
  readonly label: string;
  readonly name: string;
  readonly onClick: () => void;
}) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      color="gray"
      aria-label={`${props.label}: ${props.name}`}
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
}

/** Save and cancel, below every form of the settings. */
export function FormActs(props: {
  readonly pending: boolean;
  readonly disabled?: boolean;
  readonly onCancel: () => void;
}) {
  const { t } = useWords();
  return (
    <div className="row-acts">
      <Button type="submit" loading={props.pending} disabled={props.disabled ?? false}>
        {t('common.save')}
      </Button>
      <Button variant="subtle" color="gray" onClick={props.onCancel}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
