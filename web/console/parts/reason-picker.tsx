import { useActs } from '../acts/acts.tsx';
import { useMe } from '../api/use-me.ts';
import { useWords } from '../../words/use-words.ts';
import './reason-picker.css';

/** The declared reasons, one key each. Chosen in place; the choice is logged with the reading. */
export function ReasonPicker({
  title,
  onPick,
  onCancel,
}: {
  readonly title: string;
  readonly onPick: (reason: string) => void;
  readonly onCancel?: () => void;
}) {
  const { t, own } = useWords();
  const { reasons } = useMe();
  useActs([
    ...reasons.slice(0, 9).map((each, index) => ({
      id: `reason-${each.reason}`,
      group: 'own' as const,
      label: own(each.name, each.reason),
      keys: String(index + 1),
      keyOnly: true,
      run: () => onPick(each.reason),
    })),
    ...(onCancel
      ? [
          {
            id: 'reason-cancel',
            group: 'own' as const,
            label: t('common.cancel'),
            keys: 'Escape',
            keyOnly: true,
            run: onCancel,
          },
        ]
      : []),
  ]);
  return (
    <div className="reasons" role="group" aria-label={title}>
      <p className="reasons-title">{title}</p>
      <ul>
        {reasons.map((each, index) => (
          <li key={each.reason}>
            <button type="button" onClick={() => onPick(each.reason)} aria-keyshortcuts={String(index + 1)}>
              <kbd aria-hidden="true">{index + 1}</kbd>
              <span>{own(each.name, each.reason)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="small quiet">
        {t('reason.logged')}{' '}
        {onCancel && (
          <button type="button" className="text-button" onClick={onCancel}>
            {t('common.cancel')}
          </button>
        )}
      </p>
    </div>
  );
}
