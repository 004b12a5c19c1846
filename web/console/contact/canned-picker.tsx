import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { Language } from '../../../contract/common.ts';
import { type CannedValues, renderCanned } from '../../../contract/render-canned.ts';
import { useWords } from '../../words/use-words.ts';
import { cannedQuery, type Contact } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';

interface CannedPickerProps {
  readonly contact: Contact;
  readonly language: Language;
  /** Those that the house fills. */
  readonly variables: CannedValues;
  readonly onPick: (text: string) => void;
  readonly onClose: () => void;
}

/** The team's canned replies: searched as one types, shown as they will stand, put in by Enter. */
export function CannedPicker({ contact, language, variables, onPick, onClose }: CannedPickerProps) {
  const { t } = useWords();
  const me = useMe();
  const { data } = useQuery(cannedQuery);
  const [searched, setSearched] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  useEffect(() => field.current?.focus(), []);
  const values = {
    ...variables,
    'customer.name': contact.person.name,
    'agent.name': me.displayName,
    'contact.number': contact.number,
    'contact.subject': contact.subject,
  };
  const words = searched.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (data?.replies ?? [])
    .filter((each) => each.queues.length === 0 || each.queues.includes(contact.queue))
    .map((each) => {
      const written = [language, 'fi' as const, 'sv' as const, 'en' as const].find((one) => each.text[one]);
      return { ...each, written, body: written === undefined ? '' : (each.text[written] ?? '') };
    })
    .filter((each) => {
      const text = `${each.shortcut} ${each.title} ${each.body}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => Number(b.shortcut.startsWith(searched)) - Number(a.shortcut.startsWith(searched)))
    .slice(0, 50);
  const chosen = found[Math.min(at, found.length - 1)];
  const pick = (reply: (typeof found)[number] | undefined) => {
    if (reply) onPick(renderCanned(reply.body, values).text);
  };
  return (
    <div
      className="canned"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <input
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen && `${list}-${chosen.id}`}
        aria-label={t('composer.canned-search')}
        placeholder={t('composer.canned-search')}
        value={searched}
        onChange={(event) => {
          setSearched(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          else if (event.key === 'Enter') pick(chosen);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {data && found.length === 0 && <p className="small quiet">{t('composer.canned-none')}</p>}
      <div className="canned-both">
        <ul id={list} role="listbox" aria-label={t('composer.canned')}>
          {found.map((reply, index) => (
            <li
              key={reply.id}
              id={`${list}-${reply.id}`}
              role="option"
              aria-selected={reply === chosen}
              onPointerEnter={() => setAt(index)}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(reply);
              }}
            >
              {reply.title}
              {reply.written !== language && reply.written && (
                <span className="small quiet"> {t(`language.${reply.written}`)}</span>
              )}{' '}
              <kbd>/{reply.shortcut}</kbd>
            </li>
          ))}
        </ul>
        {chosen && (
          <p className="canned-preview" lang={chosen.written}>
            {renderCanned(chosen.body, values).text}
          </p>
        )}
      </div>
    </div>
  );
}
