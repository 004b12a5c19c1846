import { IconCalendarEvent } from '@tabler/icons-react';
import type { Invitation } from '../../../contract/console/received-mail.ts';
import { useWords } from '../../words/use-words.ts';
import { formatInvited } from './format-invited.ts';

/** What a calendar invitation says. The file itself stands with the message's files. */
export function InvitationCard({ invitation }: { readonly invitation: Invitation }) {
  const { t, intl } = useWords();
  const { method, summary, place, organiser } = invitation;
  const kind = method === 'CANCEL' ? 'cancelled' : method === 'REPLY' ? 'reply' : 'name';
  const when = formatInvited(intl, invitation);
  return (
    <section className="invitation" aria-label={t(`invitation.${kind}`)}>
      <IconCalendarEvent size={18} aria-hidden="true" />
      <div>
        <p className="small quiet">{t(`invitation.${kind}`)}</p>
        <p>
          <strong>{summary}</strong>
        </p>
        <dl>
          {when !== '' && (
            <>
              <dt>{t('invitation.when')}</dt>
              <dd>
                {when}
                {invitation.repeats && `, ${t('invitation.repeats')}`}
              </dd>
            </>
          )}
          {place !== '' && (
            <>
              <dt>{t('invitation.where')}</dt>
              <dd>{place}</dd>
            </>
          )}
          {organiser !== '' && (
            <>
              <dt>{t('invitation.by')}</dt>
              <dd>{organiser}</dd>
            </>
          )}
        </dl>
      </div>
    </section>
  );
}
