import { Switch, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { ownQuery, signaturesQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SaveProblem } from './save-problem.tsx';
import { FormActs, RowButton } from './form-parts.tsx';
import { useSave } from './use-settings.ts';

type Signature = Answer<'signatures'>['signatures'][number];

/** What stands below the answers of each mailbox, after the name of who wrote. */
export function Signatures() {
  const { t, own } = useWords();
  const { data, error, refetch } = useQuery(signaturesQuery);
  const [editing, setEditing] = useState<string | null>(null);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <ul className="rows settings-rows">
      {data?.signatures.map((signature) =>
        editing === signature.mailbox ? (
          <li key={signature.mailbox}>
            <SignatureForm signature={signature} onDone={() => setEditing(null)} />
            <AcknowledgementForm signature={signature} onDone={() => setEditing(null)} />
          </li>
        ) : (
          <li key={signature.mailbox} className="settings-row">
            <div>
              <strong>{signature.address}</strong>
              <p className="quiet small">
                {languages.some((each) => signature.text[each])
                  ? languages
                      .filter((each) => signature.text[each])
                      .map((each) => t(`language.${each}`))
                      .join(', ')
                  : t('signatures.none', { name: own(signature.name, signature.mailbox) })}
                {signature.acknowledgement.on && <> · {t('ack.is-on')}</>}
              </p>
            </div>
            <RowButton
              label={t('set.edit')}
              name={signature.address}
              onClick={() => setEditing(signature.mailbox)}
            />
          </li>
        ),
      )}
    </ul>
  );
}

function SignatureForm({
  signature,
  onDone,
}: {
  readonly signature: Signature;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const me = useMe();
  const nameLine = useQuery(ownQuery).data?.settings.nameLine || me.displayName;
  const [text, setText] = useState(signature.text);
  const save = useSave(
    () =>
      call('saveSignature', {
        params: { mailbox: signature.mailbox },
        body: { text, version: signature.version || null },
      }),
    ['signatures'],
    onDone,
  );
  return (
    <form
      className="settings-form signature-form"
      aria-label={signature.address}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <strong>{signature.address}</strong>
      <h2 className="minor">{t('signatures.signature')}</h2>
      {languages.map((each) => (
        <div key={each} className="canned-both">
          <Textarea
            label={t(`language.${each}`)}
            lang={each}
            rows={4}
            maxLength={1000}
            value={text[each] ?? ''}
            onChange={(event) => setText({ ...text, [each]: event.currentTarget.value })}
          />
          <section aria-label={t('signatures.preview', { language: t(`person.lang-${each}`) })}>
            <h2 className="minor">{t('canned.preview')}</h2>
            <p className="canned-preview" lang={each}>
              {`${nameLine}\n${text[each]?.trim() || signature.name[each]}`}
            </p>
          </section>
        </div>
      ))}
      <SaveProblem error={save.error} />
      <FormActs pending={save.isPending} onCancel={onDone} />
    </form>
  );
}

/** What is told at once to whoever writes to the mailbox. */
function AcknowledgementForm({
  signature: { mailbox, address, acknowledgement },
  onDone,
}: {
  readonly signature: Signature;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const [on, setOn] = useState(acknowledgement.on);
  const [text, setText] = useState(acknowledgement.text);
  const save = useSave(
    () =>
      call('saveAcknowledgement', {
        params: { mailbox },
        body: { on, text, version: acknowledgement.version || null },
      }),
    ['signatures'],
    onDone,
  );
  return (
    <form
      className="settings-form acknowledgement-form"
      aria-label={`${address}: ${t('ack.title')}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <h2 className="minor">{t('ack.title')}</h2>
      <p className="quiet small">{t('ack.about')}</p>
      <Switch label={t('ack.on')} checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
      {on &&
        languages.map((each) => (
          <Textarea
            key={each}
            label={t(`language.${each}`)}
            lang={each}
            rows={3}
            maxLength={2000}
            placeholder={acknowledgement.standard[each]}
            value={text[each] ?? ''}
            onChange={(event) => setText({ ...text, [each]: event.currentTarget.value })}
          />
        ))}
      <SaveProblem error={save.error} />
      <FormActs pending={save.isPending} onCancel={onDone} />
    </form>
  );
}
