import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import type { Contact } from '../api/queries.ts';
import type { Draft } from './keep-draft.ts';

interface ComposerHeadProps {
  readonly draft: Draft;
  readonly begun: Contact['reply'];
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onChange: (part: Partial<Pick<Draft, 'to' | 'cc' | 'subject'>>) => void;
}

/** To whom and about what: one line until somebody wants to change it. */
export function ComposerHead({ draft, begun, opened, onOpened, onChange }: ComposerHeadProps) {
  const { t } = useWords();
  const to = draft.to ?? begun.to;
  if (!opened)
    return (
      <button type="button" className="composer-to" aria-expanded={false} onClick={() => onOpened(true)}>
        <span className="quiet">{t('composer.to')}</span> {to.join(', ')}
        <span className="visually-hidden">, {t('composer.show-head')}</span>
      </button>
    );
  return (
    <div className="composer-head">
      <Addresses label={t('composer.to')} addresses={to} onChange={(next) => onChange({ to: next })} />
      <Addresses label={t('composer.cc')} addresses={draft.cc} onChange={(next) => onChange({ cc: next })} />
      <label className="composer-line">
        <span>{t('composer.subject')}</span>
        <input
          value={draft.subject ?? begun.subject}
          maxLength={300}
          onChange={(event) => onChange({ subject: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

interface AddressesProps {
  readonly label: string;
  readonly addresses: readonly string[];
  readonly onChange: (addresses: readonly string[]) => void;
}

const looksLikeAddress = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/;

/** Addresses as chips: typed or pasted, ended by Enter, comma or leaving; the last one goes with Backspace. */
function Addresses({ label, addresses, onChange }: AddressesProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const problem = useId();
  const add = (text: string) => {
    const given = text.split(/[\s,;<>"]+/).filter(Boolean);
    const found = given.filter((each) => looksLikeAddress.test(each));
    if (found.length === 0) return setWrong(text.trim() !== '');
    setTyped('');
    setWrong(false);
    return onChange([...new Set([...addresses, ...found])]);
  };
  return (
    <div className="composer-line">
      <span aria-hidden="true">{label}</span>
      <div className="chips">
        {addresses.map((address) => (
          <span key={address} className="chip">
            {address}
            <button
              type="button"
              aria-label={t('composer.remove-address', { address })}
              onClick={() => onChange(addresses.filter((each) => each !== address))}
            >
              <IconX size={12} aria-hidden="true" />
            </button>
          </span>
        ))}
        <input
          type="email"
          value={typed}
          aria-label={label}
          aria-invalid={wrong}
          aria-describedby={wrong ? problem : undefined}
          onChange={(event) => {
            setWrong(false);
            setTyped(event.currentTarget.value);
          }}
          onPaste={(event) => {
            event.preventDefault();
            add(typed + event.clipboardData.getData('text'));
          }}
          onBlur={() => add(typed)}
          onKeyDown={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
              event.preventDefault();
              add(typed);
            } else if (event.key === 'Backspace' && typed === '') onChange(addresses.slice(0, -1));
          }}
        />
      </div>
      {wrong && (
        <p id={problem} className="small chips-wrong">
          {t('composer.address-wrong')}
        </p>
      )}
    </div>
  );
}
