import { useState } from 'react';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { useWords } from '../../words/use-words.ts';

interface ReachProps {
  readonly message: ContactMessage;
  /** What it is about, where that is something else than before. */
  readonly newSubject: string | undefined;
}

/** Addresses shown before one asks for the rest. Whoever gets a copy is among them: an answer to all would reach them. */
const shownAtMost = 3;

/** Whom a message reached and where its answer would go: who reads along is never out of sight. */
export function Reach({ message, newSubject }: ReachProps) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const { to, cc, replyTo } = message;
  const hidden = to.length + cc.length - shownAtMost;
  const folded = hidden > 0 && !all;
  const copies = folded ? cc.slice(0, to.length > 1 ? 1 : 2) : cc;
  const receivers = folded ? to.slice(0, shownAtMost - copies.length) : to;
  const left = to.length + cc.length - receivers.length - copies.length;
  if (to.length + cc.length === 0 && replyTo === null && newSubject === undefined) return null;
  const more = hidden > 0 && (
    <button type="button" className="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
      {all ? t('reach.fewer') : t('reach.more', { count: left })}
    </button>
  );
  return (
    <dl className="reach">
      {to.length > 0 && (
        <div data-is="to">
          <dt>{t('composer.to')}</dt>{' '}
          <dd>
            {receivers.join(', ')} {cc.length === 0 && more}
          </dd>
        </div>
      )}
      {cc.length > 0 && (
        <div data-is="cc">
          <dt>{t('composer.cc')}</dt>{' '}
          <dd>
            {copies.join(', ')} {more}
          </dd>
        </div>
      )}
      {replyTo !== null && (
        <div data-is="reply-to">
          <dt>{t('reach.reply-to')}</dt> <dd>{replyTo}</dd>
        </div>
      )}
      {newSubject !== undefined && (
        <div data-is="new-subject">
          <dt>{t('reach.new-subject')}</dt> <dd>{newSubject}</dd>
        </div>
      )}
    </dl>
  );
}
