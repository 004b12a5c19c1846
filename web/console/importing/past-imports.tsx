import type { Imports } from '../../../contract/console/importing.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';

/** Earlier runs: numbers only, since nothing of the mail is kept with them. */
export function PastImports({ imports }: { readonly imports: Imports }) {
  const { t, own, intl } = useWords();
  const nameOf = (key: string) => {
    const mailbox = imports.mailboxes.find((each) => each.mailbox === key);
    return mailbox ? own(mailbox.name, key) : key;
  };
  return (
    <ul className="rows">
      {imports.runs.map((run) => {
        const all = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
        return (
          <li key={run.runId} className="import-past">
            <Moment at={run.startedAt} />
            <span>{nameOf(run.mailbox)}</span>
            <span className="quiet">{t(`import.state.${run.state}`)}</span>
            <span className="quiet">
              {t('import.of', {
                imported: intl.formatNumber(run.counts.imported),
                all: intl.formatNumber(all),
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
