import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Withheld } from '../../../contract/console/tray.ts';
import { formatSize } from '../../ui/format-time.ts';
import { Moment } from '../../ui/moment.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';

interface WithheldListProps {
  readonly mails: readonly Withheld[];
  readonly aside: boolean;
}

/** Mail that is still in its mailbox because the server will not give it out; set aside, it is asked for no more. */
export function WithheldList({ mails, aside }: WithheldListProps) {
  const { t } = useWords();
  return (
    <section className="withheld" aria-labelledby="withheld-title">
      <h2 id="withheld-title">{t('withheld.title')}</h2>
      <p className="quiet small">{t(aside ? 'withheld.about-aside' : 'withheld.about')}</p>
      <ul className="rows tray">
        {mails.map((mail) => (
          <WithheldItem key={mail.mailId} mail={mail} aside={aside} />
        ))}
      </ul>
    </section>
  );
}

function WithheldItem({ mail, aside }: { readonly mail: Withheld; readonly aside: boolean }) {
  const { t, intl } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const send = (act: 'try-again' | 'set-aside' | 'put-back') =>
    call('settleTrayItem', { params: { mailId: mail.mailId }, body: { act } });
  const readAnew = () => {
    void queries.invalidateQueries({ queryKey: ['tray'] });
    void queries.invalidateQueries({ queryKey: ['counts'] });
  };
  const undo = useMutation({
    mutationFn: send,
    onSuccess: readAnew,
    onError: (problem) => toast({ text: words(problem), tone: 'danger' }),
  });
  const settle = useMutation({
    mutationFn: send,
    onSuccess: (_answer, act) => {
      readAnew();
      if (act === 'try-again') return toast({ text: t('withheld.done-ask') });
      const back = act === 'set-aside' ? 'put-back' : 'set-aside';
      return toast({
        text: t(`tray.done-${act}`),
        act: { label: t('common.undo'), run: () => undo.mutate(back) },
      });
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
      <div className="tray-item">
        <p className="quiet small">
          {t(aside ? 'withheld.tries-aside' : 'withheld.tries', {
            count: mail.tries,
            last: at(mail.triedAt),
            next: at(mail.nextTryAt),
          })}
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
            onClick={() => settle.mutate(aside ? 'put-back' : 'set-aside')}
          >
            {t(aside ? 'tray.put-back' : 'tray.set-aside')}
          </Button>
        </div>
      </div>
    </li>
  );
}
