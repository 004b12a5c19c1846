import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleMinus,
  IconClockExclamation,
  IconHelpCircleFilled,
  type IconProps,
  IconRosetteDiscountCheck,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { PromiseStatus } from '../../../contract/console/promises.ts';
import { useWords } from '../../words/use-words.ts';

/** A shape of its own for each: colour alone says nothing to many. */
const marks: Readonly<Record<PromiseStatus, ComponentType<IconProps>>> = {
  kept: IconCircleCheckFilled,
  'in-part': IconCircleHalf2,
  broken: IconAlertTriangleFilled,
  unknown: IconHelpCircleFilled,
  attested: IconRosetteDiscountCheck,
  overdue: IconClockExclamation,
  'not-attested': IconUserQuestion,
  'not-yet': IconCircleDashed,
  'not-in-use': IconCircleMinus,
};

export function StatusMark({
  status,
  size = 18,
}: {
  readonly status: PromiseStatus;
  readonly size?: number;
}) {
  const Mark = marks[status];
  return (
    <span className="promise-mark" data-status={status}>
      <Mark size={size} aria-hidden="true" />
    </span>
  );
}

export function StatusWords({ status }: { readonly status: PromiseStatus }) {
  const { t } = useWords();
  return (
    <span className="promise-status" data-status={status}>
      {t(`promise-status.${status}`)}
    </span>
  );
}
