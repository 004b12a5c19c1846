import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { singleKeys } from '../acts/acts.tsx';
import { isFixed } from '../acts/own-keys.ts';
import { KeyNames } from '../frame/key-names.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { keysNow, type Shortcut, shortcuts, whyNot } from './shortcuts.ts';
import { RowButton } from './form-parts.tsx';
import { useOwnSettings } from './use-settings.ts';

const groups = ['contact', 'inbox', 'go', 'own'] as const;

/** Every shortcut: press the key and then the one it should be. */
export function Keys() {
  const { t } = useWords();
  const { own, error, refetch, change } = useOwnSettings();
  const [singleOn, setSingleOn] = useState(singleKeys.areOn);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!own) return null;
  const { keys } = own.settings;
  const bind = (shortcut: Shortcut, to: string | null) => {
    const { [shortcut.id]: _, ...others } = keys;
    change({ keys: to === shortcut.keys ? others : { ...others, [shortcut.id]: to } });
  };
  return (
    <>
      <Checkbox
        label={t('settings.single-keys')}
        description={t('settings.single-keys-about')}
        checked={singleOn}
        onChange={(event) => {
          singleKeys.turn(event.currentTarget.checked);
          setSingleOn(event.currentTarget.checked);
        }}
      />
      {groups.map((group) => (
        <section key={group} className="settings-rows" aria-label={t(`keys.${group}`)}>
          <h2 className="minor">{t(`keys.${group}`)}</h2>
          <ul>
            {shortcuts
              .filter((each) => each.group === group)
              .map((each) => (
                <KeyRow key={each.id} shortcut={each} own={keys} onBind={(to) => bind(each, to)} />
              ))}
          </ul>
        </section>
      ))}
      {Object.keys(keys).length > 0 && (
        <div className="settings-rows">
          <Button variant="default" onClick={() => change({ keys: {} })}>
            {t('key.reset-all')}
          </Button>
        </div>
      )}
    </>
  );
}

interface KeyRowProps {
  readonly shortcut: Shortcut;
  readonly own: Readonly<Record<string, string | null>>;
  readonly onBind: (keys: string | null) => void;
}

function KeyRow({ shortcut, own, onBind }: KeyRowProps) {
  const { t } = useWords();
  const [listening, setListening] = useState(false);
  const [first, setFirst] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const labelOf = (each: Shortcut) => t(each.label, { place: each.place ? t(each.place) : '' });
  const now = keysNow(shortcut, own);
  const fixed = isFixed(shortcut.keys);

  function stop(): void {
    setListening(false);
    setFirst(null);
  }

  function press(event: React.KeyboardEvent): void {
    if (!listening || event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return;
    if (event.key === 'Shift') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return stop();
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === 'g' && first === null) return setFirst('g');
    const keys = first === null ? key : `${first} ${key}`;
    const why = whyNot(keys, shortcut, own);
    stop();
    if (why === undefined) {
      setRefused(null);
      onBind(keys);
    } else {
      setRefused(why.code === 'taken' ? t('key.taken', { keys, act: labelOf(why.by) }) : t('key.form'));
    }
  }

  return (
    <li>
      <div className="key-row">
        <span>{labelOf(shortcut)}</span>
        {fixed ? (
          <KeyNames keys={shortcut.keys} />
        ) : (
          <button
            type="button"
            className="key-listen"
            data-listening={listening}
            onClick={() => {
              setRefused(null);
              setListening(true);
            }}
            onKeyDown={press}
            onBlur={stop}
          >
            <span className="visually-hidden">{t('key.change', { act: labelOf(shortcut) })} </span>
            {listening ? (first ?? t('key.press')) : now === null ? t('key.off') : <KeyNames keys={now} />}
          </button>
        )}
        <div className="row-acts">
          {!fixed && now !== null && (
            <RowButton label={t('key.turn-off')} name={labelOf(shortcut)} onClick={() => onBind(null)} />
          )}
          {!fixed && own[shortcut.id] !== undefined && (
            <RowButton
              label={t('key.reset')}
              name={labelOf(shortcut)}
              onClick={() => onBind(shortcut.keys)}
            />
          )}
        </div>
      </div>
      <p className="small key-refused" role="status">
        {refused}
      </p>
    </li>
  );
}
