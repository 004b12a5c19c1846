import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Withheld } from '../../../contract/console/tray.ts';
import { formatSize } from '../../ui/format-time.ts';
import { Moment } from '../../ui/moment.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Mail that is still in its mailbox because the server will not give it out. */
export function WithheldList({ mails }: { readonly mails: readonly Withheld[] }) {
  const { t } = useWords();
  return (
    <section className="withheld" aria-labelledby="withheld-title">
      <h2 id="withheld-title">{t('withheld.title')}</h2>
      <p className="quiet small">{t('withheld.about')}</p>
      <ul className="rows tray">
        {mails.map((mail) => (
          <WithheldItem key={mail.mailId} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function WithheldItem({ mail }: { readonly mail: Withheld }) {
  const { t, intl } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: (act: 'try-again' | 'set-aside') =>
      call('settleTrayItem', { params: { mailId: mail.mailId }, body: { act } }),
    onSuccess: (_answer, act) => {
      void queries.invalidateQueries({ queryKey: ['tray'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
      toast({ text: t(act === 'try-again' ? 'withheld.done-ask' : 'tray.done-set-aside') });
    },
  });
  const at = (moment: string) => intl.formatDate(moment, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li>
      <div className="tray-line">
        <span>{t('withheld.number', { uid: String(mail.uid) })}</span>
        <span className="quiet">{mail.mailbox}</span>
        <span className="quiet small">{mail.size === null ? '' : formatSize(intl, mail.size)}</span>
        {mail.cameAt && <Moment at={mail.cameAt} className="quiet small" />}
      </div>
      <p className="quiet small">
        {t('withheld.tries', { count: mail.tries, last: at(mail.triedAt), next: at(mail.nextTryAt) })}
      </p>
      {settle.error && <ProblemNote error={settle.error} />}
      <div className="row-acts">
        <Button size="compact-md" loading={settle.isPending} onClick={() => settle.mutate('try-again')}>
          {t('withheld.ask')}
        </Button>
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          disabled={settle.isPending}
          onClick={() => settle.mutate('set-aside')}
        >
          {t('tray.set-aside')}
        </Button>
      </div>
    </li>
  );
}
