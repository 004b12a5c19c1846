import { useRef, useState } from 'react';
import type { ContactMessage } from '../../../contract/console/contacts.ts';
import { Initials } from '../../ui/initials.tsx';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Contact } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { BlockedHosts } from './blocked-hosts.tsx';
import { Delivery } from './delivery.tsx';
import { Files } from './files.tsx';
import { InvitationCard } from './invitation.tsx';
import { MailFrame } from './mail-frame.tsx';
import { CutNote, RawMail } from './raw-mail.tsx';
import { MaskedText } from './masked-text.tsx';
import { Reach } from './reach.tsx';
import { SenderLine } from './sender-line.tsx';
import './received.css';

interface MessageProps {
  readonly contact: Contact;
  readonly message: ContactMessage;
  /** Who of us wrote it. */
  readonly author: string | undefined;
  readonly reason: string | undefined;
  /** What it is about, where that is something else than before. */
  readonly newSubject: string | undefined;
}

/** One message: its text first; quotes folded, and the HTML only when asked for. */
export function Message({ contact, message, author, reason, newSubject }: MessageProps) {
  const { t, known } = useWords();
  const may = useMay();
  const [asSent, setAsSent] = useState(false);
  const [quoted, setQuoted] = useState(false);
  const article = useRef<HTMLElement>(null);
  const showAsSent = (shown: boolean) => {
    setAsSent(shown);
    article.current?.scrollIntoView({ block: 'start' });
  };
  const out = message.direction === 'out';
  const name = out
    ? message.automatic
      ? message.from.name
      : (author ?? message.from.name)
    : message.from.name || message.from.address;
  const failed = message.delivery === 'failed' && message.deliveryCode;
  const bounced = out && message.deliveryCode && known(`bounce.${message.deliveryCode}`);
  const mayHaveRaw = message.hasRaw && may('open-raw-mail');
  const isDanger = message.delivery === 'failed' || message.delivery === 'bounced';
  return (
    <article ref={article} className="message" data-direction={message.direction}>
      <header className="message-head">
        <Initials name={name} />
        <strong>{name}</strong>
        <span className="message-address">{message.from.address}</span>
        {out && message.delivery !== 'sent' && (
          <span className="tag" data-tone={isDanger ? 'danger' : 'time'}>
            {t(`delivery.${message.delivery}`)}
          </span>
        )}
        {message.automatic && <span className="tag">{t('mail.automatic')}</span>}
        {message.notice !== null && <span className="tag">{t('bounce.notice')}</span>}
        <Moment at={message.at} className="message-time" />
      </header>
      <Reach message={message} newSubject={newSubject} />
      {!out && message.sender && <SenderLine check={message.sender} />}
      {bounced && message.delivery !== 'failed' && <p className="small message-failed">{t(bounced)}</p>}
      {failed && (
        <p className="small message-failed">{t(known(`delivery.code.${failed}`) ?? 'delivery.code.other')}</p>
      )}
      {asSent && message.html ? (
        <MailFrame
          contactId={contact.contactId}
          html={message.html}
          files={message.files}
          reason={reason}
          title={t('contact.as-sent-frame', { name })}
        />
      ) : (
        <div className="message-text" lang={contact.language ?? undefined}>
          <MaskedText contactId={contact.contactId} text={message.text} codes={message.maskedCodes} />
        </div>
      )}
      {quoted && !asSent && (
        <div className="message-quoted" lang={contact.language ?? undefined}>
          <MaskedText contactId={contact.contactId} text={message.quoted} codes={message.maskedCodes} />
        </div>
      )}
      {message.invitations.map((invitation) => (
        <InvitationCard key={`${invitation.start} ${invitation.summary}`} invitation={invitation} />
      ))}
      {message.blockedHosts.length > 0 && <BlockedHosts hosts={message.blockedHosts} />}
      <CutNote message={message} />
      <Files contactId={contact.contactId} files={message.files} reason={reason} />
      {out && <Delivery contact={contact} message={message} />}
      {(message.quoted || message.html || mayHaveRaw) && (
        <div className="message-more">
          {message.quoted && !asSent && (
            <button
              type="button"
              className="text-button"
              aria-expanded={quoted}
              onClick={() => setQuoted(!quoted)}
            >
              {t(quoted ? 'contact.hide-quoted' : 'contact.show-quoted')}
            </button>
          )}
          {message.html && (
            <button
              type="button"
              className="text-button"
              aria-expanded={asSent}
              onClick={() => showAsSent(!asSent)}
            >
              {t(asSent ? 'contact.as-text' : 'contact.as-sent')}
            </button>
          )}
          {mayHaveRaw && <RawMail contactId={contact.contactId} message={message} reason={reason} />}
        </div>
      )}
    </article>
  );
}
