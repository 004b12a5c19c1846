import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Sealed } from '../../ui/sealed.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import type { Person } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';
import { useIdleAfter } from '../parts/use-idle-after.ts';

interface SealedFieldProps {
  readonly personId: string;
  readonly field: Person['fields'][number];
  readonly name: string;
}

/** A field one does not see: revealed with a task and a reason. */
export function SealedField({ personId, field, name }: SealedFieldProps) {
  const { t } = useWords();
  const may = useMay();
  const [asks, setAsks] = useState(false);
  const reveal = useMutation({
    mutationFn: (reason: string) =>
      call('revealField', { params: { personId }, body: { fieldId: field.fieldId, reason } }),
    onSettled: () => setAsks(false),
    gcTime: 0,
  });
  useIdleAfter(() => reveal.reset());
  const isCode = field.kind === 'identity-code';

  if (reveal.data) {
    return (
      <p className="revealed">
        <span className="field-value">{reveal.data.value}</span>
        <span className="small quiet">
          {t('sealed.logged')}{' '}
          <button type="button" className="text-button" onClick={() => reveal.reset()}>
            {t('sealed.hide')}
          </button>
        </span>
      </p>
    );
  }
  return (
    <>
      <p className="sealed-row">
        <Sealed lengthClass={field.lengthClass} label={t('sealed.label', { name })} />
        {!asks && isCode && may('reveal-identity-code') && (
          <span className="small">
            <button type="button" className="text-button" onClick={() => setAsks(true)}>
              {t('sealed.reveal')}
            </button>
          </span>
        )}
      </p>
      {!isCode && <p className="small quiet">{t('sealed.not-yours')}</p>}
      {reveal.error && <ProblemNote error={reveal.error} />}
      {asks && (
        <ReasonPicker
          title={t('sealed.why')}
          onPick={(reason) => reveal.mutate(reason)}
          onCancel={() => setAsks(false)}
        />
      )}
    </>
  );
}
