import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Language, languageSchema } from '../../../contract/common.ts';
import { authorityDecisions, type Incident } from '../../../contract/console/incidents.ts';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { addressOf, call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Written } from '../register/written.tsx';
import { Decide } from './decide.tsx';
import { authorityPaperQuery, useIncidentChange } from './incident-queries.ts';
import { MomentField } from './moment-field.tsx';

/** Whether the authority is told; what it is told; that it was. */
export function Authority({ incident }: { readonly incident: Incident }) {
  const { t, intl } = useWords();
  const { incidentId, version, risk } = incident;
  const closed = incident.settledAt !== null;
  if (risk === null) return <p className="quiet">{t('incidents.first-risk')}</p>;
  return (
    <>
      <Decide
        incidentId={incidentId}
        label={t('incidents.authority')}
        options={authorityDecisions.map((value) => ({
          value,
          words: t(`incidents.authority-${value}`),
          ...(value === 'not-notify'
            ? { about: t('incidents.authority-not-notify-about'), disabled: risk !== 'none' }
            : {}),
        }))}
        decided={incident.authority}
        reason={incident.authorityReason}
        closed={closed}
        onDecide={(decision, reason) =>
          call('decideAuthority', { params: { incidentId }, body: { version, decision, reason } })
        }
      />
      {incident.authority === 'notify' && (
        <>
          <Paper incident={incident} />
          <ul className="incident-list">
            {incident.notices.map((notice) => (
              <li key={notice.noticeId}>
                <a
                  href={addressOf(consoleRoutes.sentNotice.path, {
                    params: { incidentId, noticeId: notice.noticeId },
                    query: { format: 'pdf' },
                  })}
                  download
                >
                  {t('incidents.notice-sent', { at: formatFull(intl, notice.sentAt) })}
                </a>{' '}
                <span className="small quiet">
                  {[
                    notice.reference,
                    notice.late && t('incidents.notice-was-late'),
                    !notice.complete && t('incidents.notice-phases'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {notice.lateReason && <p className="small incident-text">{notice.lateReason}</p>}
              </li>
            ))}
          </ul>
          {!closed && <NoteNotice key={incident.notices.length} incident={incident} />}
        </>
      )}
    </>
  );
}

function Paper({ incident: { incidentId } }: { readonly incident: Incident }) {
  const { t } = useWords();
  const { language } = useMe();
  const [shown, setShown] = useState(false);
  const { data, error } = useQuery({ ...authorityPaperQuery(incidentId, language), enabled: shown });
  return (
    <>
      <div className="row-acts">
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconFileText size={16} />}
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {t('incidents.paper')}
        </Button>
        {languageSchema.options.map((each) => (
          <Button
            key={each}
            size="compact-md"
            variant="subtle"
            color="gray"
            component="a"
            download
            href={addressOf(consoleRoutes.authorityPaperFile.path, {
              params: { incidentId },
              query: { language: each },
            })}
          >
            {t('incidents.paper-pdf', { language: t(`language.${each}`) })}
          </Button>
        ))}
      </div>
      {error && <ProblemNote error={error} />}
      {shown && data && (
        <article className="incident-paper" lang={language}>
          <h3>{data.title}</h3>
          <p className="quiet small">{data.lines.join(' · ')}</p>
          {data.sections.map((section) => (
            <section key={section.id}>
              <h4>{section.title}</h4>
              {section.blocks.map((block, index) => (
                // The blocks of a section never change places.
                // oxlint-disable-next-line react/no-array-index-key
                <Written key={index} block={block} />
              ))}
            </section>
          ))}
        </article>
      )}
    </>
  );
}

function NoteNotice({ incident }: { readonly incident: Incident }) {
  const { t } = useWords();
  const me = useMe();
  const { incidentId, notifyBy, notices } = incident;
  const [noticeId] = useState(newUuid);
  const [sentAt, setSentAt] = useState(() => new Date().toISOString());
  const [reference, setReference] = useState('');
  const [language, setLanguage] = useState<Language>(me.language === 'en' ? 'fi' : me.language);
  const [complete, setComplete] = useState(false);
  const [lateReason, setLateReason] = useState('');
  const late = notices.length === 0 && sentAt > notifyBy;
  const note = useIncidentChange(incidentId, () =>
    call('noteNotified', {
      params: { incidentId },
      body: { noticeId, language, sentAt, reference, complete, ...(late ? { lateReason } : {}) },
    }),
  );
  return (
    <form
      className="incident-form"
      onSubmit={(event) => {
        event.preventDefault();
        note.mutate();
      }}
    >
      <h3 className="minor">{t('incidents.notice-new')}</h3>
      <div className="incident-pair">
        <MomentField label={t('incidents.notice-at')} required value={sentAt} onChange={setSentAt} />
        <TextInput
          label={t('incidents.notice-reference')}
          maxLength={200}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </div>
      <NativeSelect
        label={t('incidents.notice-language')}
        value={language}
        onChange={(event) => setLanguage(languageSchema.parse(event.currentTarget.value))}
        data={languageSchema.options.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <Checkbox
        label={t('incidents.notice-complete')}
        checked={complete}
        onChange={(event) => setComplete(event.currentTarget.checked)}
      />
      {late && (
        <Textarea
          label={t('incidents.notice-late')}
          required
          autosize
          minRows={2}
          maxLength={5_000}
          value={lateReason}
          onChange={(event) => setLateReason(event.currentTarget.value)}
        />
      )}
      {note.error && <ProblemNote error={note.error} />}
      <div className="row-acts">
        <Button
          type="submit"
          size="compact-md"
          loading={note.isPending}
          disabled={!sentAt || (late && !lateReason.trim())}
        >
          {t('incidents.notice-note')}
        </Button>
      </div>
    </form>
  );
}
