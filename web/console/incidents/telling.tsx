import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncidentLetters } from '../../../contract/console/incident-people.ts';
import { type Incident, tellDecisions } from '../../../contract/console/incidents.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Untold } from './concerned.tsx';
import { Decide } from './decide.tsx';
import { incidentLettersQuery, useIncidentChange } from './incident-queries.ts';

/** Stands where the officer writes. */
const toFill = '[…]';

/** Whether those concerned are told, by which exception not; and the letters. */
export function Telling({ incident }: { readonly incident: Incident }) {
  const { t } = useWords();
  const { incidentId, version, risk } = incident;
  if (risk === null) return <p className="quiet">{t('incidents.first-risk')}</p>;
  return (
    <>
      <Decide
        incidentId={incidentId}
        label={t('incidents.tell')}
        options={tellDecisions.map((value) => ({
          value,
          words: t(`incidents.tell-${value}`),
          ...(value === 'not-high' && risk === 'high' ? { disabled: true } : {}),
        }))}
        decided={incident.tell}
        reason={incident.tellReason}
        closed={incident.settledAt !== null}
        onDecide={(decision, reason) =>
          call('decideTelling', { params: { incidentId }, body: { version, decision, reason } })
        }
      />
      {incident.tell === 'tell' && <Letters incident={incident} />}
    </>
  );
}

function Letters({ incident }: { readonly incident: Incident }) {
  const { t } = useWords();
  const { incidentId } = incident;
  const { data, error } = useQuery(incidentLettersQuery(incidentId));
  if (!data) return error ? <ProblemNote error={error} /> : null;
  const { round, letters, settlesAfterDays } = data;
  const figures = [
    [t('incidents.letters-told'), incident.people.told],
    [t('incidents.letters-under-way', { days: settlesAfterDays }), letters.underWay],
    [t('incidents.letters-left'), letters.left],
    [t('incidents.letters-bounced'), letters.bounced],
    [t('incidents.letters-not-by-mail'), letters.notByMail],
  ] as const;
  return (
    <>
      {data.texts.map((text) => (
        <Letter
          key={`${text.language}${text.written}`}
          incident={incident}
          letter={text}
          sent={round !== null || incident.settledAt !== null}
        />
      ))}
      {round && (
        <dl className="facts">
          {figures.map(([term, count]) => (
            <div key={term} className="facts-row">
              <dt>{term}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
      {!incident.settledAt && <Sending incident={incident} letters={data} />}
      {round && <Untold incident={incident} />}
    </>
  );
}

function Letter({
  incident: { incidentId, version },
  letter,
  sent,
}: {
  readonly incident: Incident;
  readonly letter: IncidentLetters['texts'][number];
  readonly sent: boolean;
}) {
  const { t } = useWords();
  const [subject, setSubject] = useState(letter.subject);
  const [text, setText] = useState(letter.text);
  const { language } = letter;
  const save = useIncidentChange(incidentId, () =>
    call('writeIncidentLetter', { params: { incidentId }, body: { version, language, subject, text } }),
  );
  const changed = !letter.written || subject !== letter.subject || text !== letter.text;
  return (
    <details className="incident-letter">
      <summary>
        {t('incidents.letter', { language: t(`language.${language}`) })}{' '}
        <span className="tag" data-tone={letter.written ? 'accent' : 'time'}>
          {t(letter.written ? 'incidents.letter-written' : 'incidents.letter-to-write')}
        </span>
      </summary>
      <form
        className="incident-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t('incidents.letter-subject')}
          lang={language}
          readOnly={sent}
          maxLength={200}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Textarea
          label={t('incidents.letter-text')}
          description={sent ? undefined : t('incidents.letter-about', { mark: toFill })}
          lang={language}
          readOnly={sent}
          autosize
          minRows={8}
          maxRows={24}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {save.error && <ProblemNote error={save.error} />}
        {!sent && (
          <div className="row-acts">
            <Button
              type="submit"
              size="compact-md"
              variant="default"
              loading={save.isPending}
              disabled={!changed || !subject.trim() || !text.trim() || `${subject}${text}`.includes(toFill)}
            >
              {t('incidents.save')}
            </Button>
          </div>
        )}
      </form>
    </details>
  );
}

function Sending({
  incident,
  letters: { round, texts, canSend, letters },
}: {
  readonly incident: Incident;
  readonly letters: IncidentLetters;
}) {
  const { t } = useWords();
  const { incidentId, version, people } = incident;
  const [asked, setAsked] = useState(false);
  const act = useIncidentChange(
    incidentId,
    (paused: boolean | undefined) =>
      paused === undefined
        ? call('startIncidentLetters', { params: { incidentId }, body: { version } })
        : call('pauseIncidentLetters', { params: { incidentId }, body: { paused } }),
    () => setAsked(false),
  );
  if (!canSend) return <p className="quiet">{t('incidents.letters-cannot')}</p>;
  if (round && letters.left === 0 && !round.paused) return null;
  return (
    <div className="incident-form">
      {act.error && <ProblemNote error={act.error} />}
      {asked && !round && <p>{t('incidents.letters-sure', { count: people.concerned })}</p>}
      <div className="row-acts">
        {round ? (
          <Button
            size="compact-md"
            variant="default"
            loading={act.isPending}
            onClick={() => act.mutate(!round.paused)}
          >
            {t(round.paused ? 'incidents.letters-continue' : 'incidents.letters-pause')}
          </Button>
        ) : (
          <Button
            size="compact-md"
            loading={act.isPending}
            disabled={people.concerned === 0 || texts.some(({ written }) => !written)}
            onClick={() => (asked ? act.mutate(undefined) : setAsked(true))}
          >
            {t('incidents.letters-start')}
          </Button>
        )}
        {asked && !round && (
          <Button size="compact-md" variant="subtle" color="gray" onClick={() => setAsked(false)}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
