import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { formatDate, formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { clockTime } from './clock-time.ts';
import { ExtendForm } from './extend-form.tsx';
import { HoldForm, ReviewForm } from './hold-form.tsx';
import { type Recording, useNameOf, useRecordingChange } from './recording-queries.ts';

export const isExtended = ({ rule }: Recording) => rule === 'complaint' || rule === 'quality-project';
export const openHolds = ({ holds }: Recording) => holds.filter(({ endedAt }) => endedAt === null);

/** Whether it was recorded, and if not, why; in a few words. */
export function useStateWords(): (recording: Recording) => string {
  const { t, known } = useWords();
  return ({ state, code, milliseconds }) => {
    if (state === 'kept') return t('recording.kept', { length: clockTime(milliseconds ?? 0) });
    if (state === 'recording') return t('recording.going-on');
    const why = t(known(`recording.code-${code}`) ?? 'recording.code-other');
    return t(state === 'withheld' ? 'recording.withheld' : 'recording.failed', { why });
  };
}

/** Until when it is kept and by what, in plain words; and what can be done about it, by whose task it is. */
export function RecordingFacts({ recording }: { readonly recording: Recording }) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const stateWords = useStateWords();
  const { announcement, deleteAfter, declarationVersion, state } = recording;
  const rule = me.periods.find((each) => each.rule === recording.rule);
  const held = openHolds(recording);
  const date = formatDay(intl, deleteAfter);
  // Of what was not recorded nothing is kept but that it was not.
  const isSound = state === 'kept' || state === 'recording';
  return (
    <div className="recording-facts">
      <p>
        {stateWords(recording)}
        {state !== 'withheld' && ` ${t(`recording.told-${announcement.kind}`)}`}
      </p>
      {!isSound ? null : held.length > 0 ? (
        <p>{t('recording.until-held', { date })}</p>
      ) : isExtended(recording) ? (
        <p>{t('recording.until-extended', { date })}</p>
      ) : (
        <p>
          {t('recording.until', { date })}{' '}
          <span className="small quiet">
            {t('kept.by', { rule: own(rule?.name, recording.rule), version: declarationVersion })}
          </span>
        </p>
      )}
      <Extensions recording={recording} />
      <Holds recording={recording} />
      {isSound && <Acts recording={recording} />}
    </div>
  );
}

function Extensions({ recording }: { readonly recording: Recording }) {
  const { t, intl } = useWords();
  const may = useMay();
  const nameOf = useNameOf();
  const { recordingId } = recording;
  const withdraw = useRecordingChange((extensionId: string) =>
    call('withdrawExtension', { params: { recordingId, extensionId } }),
  );
  const locked = openHolds(recording).length > 0;
  if (recording.extensions.length === 0) return null;
  return (
    <>
      <ul className="recording-grounds">
        {recording.extensions.map(
          ({ extensionId, ground, matterId, until, madeBy, madeAt, reason, ended }) => (
            <li key={extensionId} data-ended={ended !== null}>
              <p>
                {ended
                  ? t(`recording.ended-${ended.code}`, { date: formatDay(intl, ended.at) })
                  : t(`recording.for-${ground}`, { date: formatDay(intl, until) })}
              </p>
              {reason && <p className="recording-reason">{reason}</p>}
              <p className="small quiet">
                {t('recording.extended-by', { name: nameOf(madeBy), date: formatDay(intl, madeAt) })}
              </p>
              {may('extend-recording') && !(ended?.code === 'gone') && (
                <MatterLink ground={ground} matterId={matterId} />
              )}
              {!ended && !locked && may('extend-recording') && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={withdraw.isPending}
                  onClick={() => withdraw.mutate(extensionId)}
                >
                  {t('recording.withdraw')}
                </Button>
              )}
            </li>
          ),
        )}
      </ul>
      {withdraw.error && <ProblemNote error={withdraw.error} />}
    </>
  );
}

/** To what keeps it. */
function MatterLink({ ground, matterId }: { readonly ground: string; readonly matterId: string }) {
  const { t } = useWords();
  return ground === 'complaint' ? (
    <Link to="/complaints/$complaintId" params={{ complaintId: matterId }}>
      {t('complaint.open-complaint')}
    </Link>
  ) : (
    <Link to="/quality/$projectId" params={{ projectId: matterId }}>
      {t('quality.open-project')}
    </Link>
  );
}

function Holds({ recording }: { readonly recording: Recording }) {
  const { t, intl } = useWords();
  const may = useMay();
  const nameOf = useNameOf();
  const { recordingId } = recording;
  const [reviewing, setReviewing] = useState<string | null>(null);
  const end = useRecordingChange((holdId: string) => call('endHold', { params: { recordingId, holdId } }));
  if (recording.holds.length === 0) return null;
  return (
    <>
      <ul className="recording-grounds">
        {recording.holds.map(({ holdId, ground, document, ownerId, reviewOn, madeAt, endedAt }) => (
          <li key={holdId} data-ended={endedAt !== null}>
            <p>
              {endedAt
                ? t('recording.hold-ended', { date: formatDay(intl, endedAt) })
                : t(`recording.held-${ground}`)}
            </p>
            {document && <p className="recording-reason">{document}</p>}
            {ownerId && reviewOn && (
              <p className="small quiet">
                {t('recording.hold-owner', {
                  name: nameOf(ownerId),
                  since: formatDay(intl, madeAt),
                  date: formatDate(intl, reviewOn),
                })}
              </p>
            )}
            {!endedAt && ground !== 'restriction' && may('hold-recording') && reviewing !== holdId && (
              <div className="row-acts">
                <Button size="compact-sm" variant="default" onClick={() => setReviewing(holdId)}>
                  {t('recording.review')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={end.isPending}
                  onClick={() => end.mutate(holdId)}
                >
                  {t('recording.end-hold')}
                </Button>
              </div>
            )}
            {reviewing === holdId && (
              <ReviewForm
                recordingId={recordingId}
                holdId={holdId}
                ownerId={ownerId}
                onDone={() => setReviewing(null)}
              />
            )}
          </li>
        ))}
      </ul>
      {end.error && <ProblemNote error={end.error} />}
    </>
  );
}

/** What can be done; who has not the task is told whose it is. */
function Acts({ recording }: { readonly recording: Recording }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState<'extend' | 'hold' | null>(null);
  const locked = openHolds(recording).length > 0;
  const close = () => setOpen(null);
  if (open === 'extend') return <ExtendForm recording={recording} onDone={close} />;
  if (open === 'hold') return <HoldForm recordingId={recording.recordingId} onDone={close} />;
  return (
    <>
      <div className="row-acts">
        {may('extend-recording') && !locked && (
          <Button size="compact-md" variant="default" onClick={() => setOpen('extend')}>
            {t('recording.extend')}
          </Button>
        )}
        {may('hold-recording') && (
          <Button size="compact-md" variant="default" onClick={() => setOpen('hold')}>
            {t('recording.hold')}
          </Button>
        )}
      </div>
      {!may('extend-recording') && <p className="small quiet">{t('recording.no-task-extend')}</p>}
      {!may('hold-recording') && <p className="small quiet">{t('recording.no-task-hold')}</p>}
      {locked && may('extend-recording') && <p className="small quiet">{t('recording.locked')}</p>}
    </>
  );
}
