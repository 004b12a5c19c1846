import { importClassSchema, type ImportCounts } from '../../../contract/console/importing.ts';
import { useWords } from '../../words/use-words.ts';

/** What became of the messages; classes that none fell into are left out. */
export function ImportFigures({ counts }: { readonly counts: ImportCounts }) {
  const { t, intl } = useWords();
  const shown = importClassSchema.options.filter((each) => each === 'imported' || counts[each] > 0);
  return (
    <dl className="import-figures">
      {shown.map((each) => (
        <div key={each}>
          <dd>{intl.formatNumber(counts[each])}</dd>
          <dt>{t(`import.class.${each}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
