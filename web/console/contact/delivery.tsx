import { lazy, Suspense, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { formatShort } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';

const RecallForm = lazy(async () => ({ default: (await import('./recall-form.tsx')).RecallForm }));
const ResendForm = lazy(async () => ({ default: (await import('./resend-form.tsx')).ResendForm }));

interface DeliveryProps {
  readonly contact: Contact;
  readonly message: ContactMessage;
}

/** Nobody is at fault outside: it waits untried until somebody here mends it. */
const untried: ReadonlySet<string> = new Set([
  'not-set',
  'connection-not-declared',
  'recipient-agreement-ended',
  'recipient-country-not-allowed',
  'token-endpoint-not-allowed',
]);

/** Where a message of ours stands on its way out, and what can be done about it. */
export function Delivery({ contact, message }: DeliveryProps) {
  const { t, intl, known } = useWords();
  const may = useMay();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const [form, setForm] = useState<'recall' | 'resend' | null>(null);
  const params = { contactId: contact.contactId, messageId: message.messageId };
  const { delivery } = message;
  const at = (moment: string) => formatShort(intl, moment);
  const act = useMutation({
    mutationFn: (what: 'cancelMessage' | 'sendNow' | 'resendMessage') =>
      what === 'resendMessage' ? call(what, { params, body: {} }) : call(what, { params }),
    onSuccess: (_, what) => {
      if (what === 'cancelMessage') toast({ text: t('composer.taken-back') });
      if (what === 'resendMessage') toast({ text: t('delivery.resent') });
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['contact', contact.contactId] }),
  });
  const button = (what: 'cancelMessage' | 'sendNow' | 'resendMessage', label: string) => (
    <button type="button" className="text-button" disabled={act.isPending} onClick={() => act.mutate(what)}>
      {label}
    </button>
  );
  const mayAnswer = may('answer-contact');
  const out = delivery === 'sent' || delivery === 'bounced' || delivery === 'failed';
  const notThere =
    delivery === 'failed' || delivery === 'bounced' || (delivery === 'sent' && message.missed.length > 0);
  const held = delivery === 'scheduled' && message.deliveryCode !== null;
  const waits = delivery === 'queued' && untried.has(message.deliveryCode ?? '');
  const code =
    (held || waits || delivery === 'sent') && message.deliveryCode
      ? known(`delivery.code.${message.deliveryCode}`)
      : undefined;
  const retryAt = delivery === 'queued' ? message.nextTryAt : null;
  return (
    <>
      <div className="delivery small" data-held={held || undefined}>
        {delivery === 'scheduled' && message.sendAt && !held && (
          <span>{t('delivery.leaves', { at: at(message.sendAt) })}</span>
        )}
        {code && <span>{t(code)}</span>}
        {retryAt && <span>{t('delivery.retry', { attempts: message.attempts, at: at(retryAt) })}</span>}
        {message.recalledAt && (
          <span className="tag" data-tone="danger">
            {t('recall.mark')}
          </span>
        )}
        {delivery === 'scheduled' && mayAnswer && (
          <>
            {button('sendNow', t('delivery.now'))}
            {button('cancelMessage', t('delivery.cancel'))}
          </>
        )}
        {message.missed.length > 0 && (
          <span>{t('delivery.missed', { addresses: message.missed.join(', ') })}</span>
        )}
        {notThere && mayAnswer && (
          <>
            {button('resendMessage', t('delivery.resend'))}
            <button type="button" className="text-button" onClick={() => setForm('resend')}>
              {t('delivery.resend-to')}
            </button>
          </>
        )}
        {out && !message.recalledAt && may('report-incident') && (
          <button
            type="button"
            className="text-button delivery-recall"
            aria-expanded={form === 'recall'}
            onClick={() => setForm(form === 'recall' ? null : 'recall')}
          >
            {t('recall.open')}
          </button>
        )}
      </div>
      {form && (
        <Suspense>
          {form === 'recall' ? (
            <RecallForm contact={contact} message={message} onDone={() => setForm(null)} />
          ) : (
            <ResendForm contact={contact} message={message} onDone={() => setForm(null)} />
          )}
        </Suspense>
      )}
    </>
  );
}
