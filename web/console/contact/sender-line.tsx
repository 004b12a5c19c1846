import { IconAlertTriangle, IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import type { SenderCheck } from '../../../contract/console/received-mail.ts';
import { useWords } from '../../words/use-words.ts';

/** These warn whatever the domain says: somebody may be playing another. */
const warnings = new Set<string>(['forged-reply-address', 'other-address', 'confirmed-before']);

/** Whether a message comes from whom it says, in words; the reasons stand below when there is something to mind. */
export function SenderLine({ check }: { readonly check: SenderCheck }) {
  const { t } = useWords();
  const { conclusion, reasons } = check;
  const tone =
    conclusion === 'denied' ? 'danger' : reasons.some((reason) => warnings.has(reason)) ? 'time' : 'quiet';
  const Icon =
    tone !== 'quiet' ? IconAlertTriangle : conclusion === 'confirmed' ? IconShieldCheck : IconShieldQuestion;
  const told = conclusion === 'confirmed' ? reasons.filter((reason) => warnings.has(reason)) : reasons;
  return (
    <div className="sender-line" data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      <span>{t(`sender.${conclusion}`)}.</span>
      {told.map((reason) => (
        <span key={reason}>{t(`sender.reason.${reason}`)}</span>
      ))}
    </div>
  );
}
