import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export const stepIds = ['facts', 'measures', 'people', 'risk', 'authority', 'tell', 'end'] as const;
export type StepId = (typeof stepIds)[number];

interface StepProps {
  readonly id: StepId;
  readonly title: string;
  readonly why: string;
  readonly done: boolean;
  readonly children: ReactNode;
}

/** One step: what, why, and what is written there. */
export function Step({ id, title, why, done, children }: StepProps) {
  return (
    <section
      className="incident-step"
      id={`step-${id}`}
      aria-labelledby={`step-${id}-title`}
      data-done={done}
    >
      <span className="incident-mark" aria-hidden="true">
        {done ? <IconCheck size={14} /> : stepIds.indexOf(id) + 1}
      </span>
      <div>
        <h2 id={`step-${id}-title`}>{title}</h2>
        <p className="small quiet">{why}</p>
        {children}
      </div>
    </section>
  );
}
