import { Button } from '@mantine/core';
import type { CannedVariable, VariablePlace } from '../../../contract/render-canned.ts';
import { useWords } from '../../words/use-words.ts';

interface UnfilledNoteProps {
  readonly places: readonly VariablePlace[];
  readonly onShow: (place: VariablePlace) => void;
}

/** Variables that nobody filled in: nothing went, and the first of them is a keystroke away. */
export function UnfilledNote({ places, onShow }: UnfilledNoteProps) {
  const { t, intl } = useWords();
  const [first] = places;
  if (!first) return null;
  const names = [...new Set(places.map(({ name }) => t(`variable.${name as CannedVariable}`)))];
  return (
    <div className="doubts" role="alert">
      <strong>{t('composer.unfilled', { names: intl.formatList(names) })}</strong>
      <div className="row-acts">
        <Button size="compact-md" variant="default" onClick={() => onShow(first)}>
          {t('composer.unfilled-show')}
        </Button>
      </div>
    </div>
  );
}
