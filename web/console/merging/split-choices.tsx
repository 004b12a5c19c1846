import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Contact } from '../api/queries.ts';
import type { ContactCall } from '../calls/call-queries.ts';
import { formatLength, useCallWords } from '../calls/use-call-words.ts';

interface Choices {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
  /** Nothing would be left. */
  readonly takesAll: boolean;
}

export function ChooseMessages({ contact, chosen, onChoose, takesAll }: Choices & { contact: Contact }) {
  const { t } = useWords();
  return (
    <fieldset className="merging-list">
      <legend>{t('merging.split-messages')}</legend>
      {contact.messages.map((message) => (
        <label key={message.messageId}>
          <input
            type="checkbox"
            checked={chosen.has(message.messageId)}
            onChange={() => onChoose(message.messageId)}
          />
          <span className="merging-name">
            {message.direction === 'out'
              ? t('merging.from-ours')
              : message.from.name || message.from.address || t('person.unknown')}
          </span>
          <Moment at={message.at} className="small quiet" />
          <span className="small quiet merging-preview">{message.text.slice(0, 160)}</span>
        </label>
      ))}
      {takesAll && <p className="small merging-warning">{t('merging.split-all')}</p>}
    </fieldset>
  );
}

/** By number and colleague: who was really on it is what they know. */
export function ChooseCalls({
  calls,
  chosen,
  onChoose,
  takesAll,
}: Choices & { calls: readonly ContactCall[] }) {
  const { t } = useWords();
  const words = useCallWords();
  return (
    <fieldset className="merging-list">
      <legend>{t('merging.split-calls')}</legend>
      {calls.map((call) => (
        <label key={call.callId}>
          <input type="checkbox" checked={chosen.has(call.callId)} onChange={() => onChoose(call.callId)} />
          <span className="merging-name">
            {t(`calls.${call.direction}`)}, {words.numberOf(call)}
          </span>
          <Moment at={call.beganAt} className="small quiet" />
          <span className="small quiet merging-preview">
            {words.outcome(call)}
            {call.answeredAt && call.endedAt && <> · {formatLength(call.answeredAt, call.endedAt)}</>}
            {call.legs.length > 0 && <> · {words.colleagues(call)}</>}
          </span>
        </label>
      ))}
      {takesAll && <p className="small merging-warning">{t('merging.split-all-calls')}</p>}
    </fieldset>
  );
}

export function ChooseNotes({ contact, chosen, onChoose }: Omit<Choices, 'takesAll'> & { contact: Contact }) {
  const { t } = useWords();
  if (contact.notes.length === 0) return null;
  return (
    <fieldset className="merging-list">
      <legend>{t('merging.split-notes')}</legend>
      {contact.notes.map((note) => (
        <label key={note.noteId}>
          <input type="checkbox" checked={chosen.has(note.noteId)} onChange={() => onChoose(note.noteId)} />
          <span className="merging-name merging-text">{note.text.slice(0, 160)}</span>
          <Moment at={note.at} className="small quiet" />
        </label>
      ))}
    </fieldset>
  );
}
