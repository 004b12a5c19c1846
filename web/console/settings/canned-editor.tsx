import { Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Language } from '../../../contract/common.ts';
import type { Canned, Team } from '../../../contract/console/team.ts';
import {
  cannedVariables,
  findUnknownVariable,
  type CannedVariable,
  findVariables,
} from '../../../contract/render-canned.ts';
import { languages, useLanguage } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { SaveProblem } from './save-problem.tsx';
import { FormActs } from './form-parts.tsx';
import { useSave } from './use-settings.ts';

interface CannedEditorProps {
  readonly team: Team;
  readonly reply?: Canned;
  readonly onDone: () => void;
}

/** A canned reply: a text for each language, variables put in by pressing, and how it will look beside it. */
export function CannedEditor({ team, reply, onDone }: CannedEditorProps) {
  const { t, own } = useWords();
  const { language: shown } = useLanguage();
  const [id] = useState(() => reply?.id ?? newUuid());
  const [title, setTitle] = useState(reply?.title ?? '');
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState<Canned['text']>(reply?.text ?? {});
  const [queues, setQueues] = useState<string[]>(reply?.queues ?? []);
  const [language, setLanguage] = useState<Language>(shown);
  const area = useRef<HTMLTextAreaElement>(null);
  const save = useSave(
    (body: Omit<Canned, 'id' | 'version'>) =>
      call('saveCanned', { params: { id }, body: { ...body, version: reply?.version ?? null } }),
    ['canned'],
    onDone,
  );
  const present = text[language] ?? '';
  const unknown = findUnknownVariable(present);

  function put(variable: CannedVariable): void {
    const { selectionStart: from, selectionEnd: to } = area.current ?? {
      selectionStart: present.length,
      selectionEnd: present.length,
    };
    const mark = `{${variable}}`;
    setText({ ...text, [language]: present.slice(0, from) + mark + present.slice(to) });
    window.requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + mark.length, from + mark.length);
    });
  }

  return (
    <form
      className="settings-form canned-form"
      aria-label={t(reply ? 'set.edit' : 'canned.new')}
      onSubmit={(event) => {
        event.preventDefault();
        const written = Object.fromEntries(Object.entries(text).filter(([, each]) => each?.trim()));
        save.mutate({ title: title.trim(), shortcut, text: written, queues });
      }}
    >
      <div className="canned-names">
        <TextInput
          label={t('canned.title')}
          required
          withAsterisk={false}
          autoFocus
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label={t('canned.shortcut')}
          description={t('canned.shortcut-about')}
          required
          withAsterisk={false}
          leftSection="/"
          maxLength={30}
          value={shortcut}
          onChange={(event) =>
            setShortcut(event.currentTarget.value.toLowerCase().replace(/[^\p{Ll}\p{N}-]/gu, ''))
          }
        />
      </div>
      <SegmentedControl
        aria-label={t('canned.text-in')}
        value={language}
        onChange={(chosen) => setLanguage(chosen as Language)}
        data={languages.map((each) => ({
          value: each,
          label: `${t(`language.${each}`)}${text[each]?.trim() ? ' ✓' : ''}`,
        }))}
      />
      <div className="canned-both">
        <div>
          <Textarea
            ref={area}
            label={t('canned.text')}
            lang={language}
            rows={10}
            maxLength={8000}
            value={present}
            onChange={(event) => setText({ ...text, [language]: event.currentTarget.value })}
            error={unknown ? t('canned.unknown', { name: unknown.name }) : undefined}
          />
          <div className="canned-variables" role="group" aria-label={t('canned.variables')}>
            {cannedVariables.map((variable) => (
              <button
                key={variable}
                type="button"
                className="canned-chip"
                title={`{${variable}}`}
                onClick={() => put(variable)}
              >
                {t(`variable.${variable}`)}
              </button>
            ))}
          </div>
        </div>
        <section aria-label={t('canned.preview')}>
          <h2 className="minor">{t('canned.preview')}</h2>
          <Preview text={present} language={language} />
        </section>
      </div>
      <Checkbox.Group
        label={t('canned.queues')}
        description={t('canned.queues-about')}
        value={queues}
        onChange={setQueues}
      >
        <div className="settings-choices">
          {team.queues.map(({ queue, name }) => (
            <Checkbox key={queue} value={queue} label={own(name, queue)} />
          ))}
        </div>
      </Checkbox.Group>
      <SaveProblem error={save.error} />
      <FormActs
        pending={save.isPending}
        disabled={
          !title.trim() ||
          !shortcut ||
          unknown !== undefined ||
          !Object.values(text).some((each) => each?.trim())
        }
        onCancel={onDone}
      />
    </form>
  );
}

/** The text with its variables as marks: what stands there is filled in when it is used. */
function Preview({ text, language }: { readonly text: string; readonly language: Language }) {
  const { t } = useWords();
  if (!text.trim()) return <p className="quiet">{t('canned.preview-empty')}</p>;
  const parts: { readonly key: number; readonly text: string; readonly variable?: CannedVariable }[] = [];
  let from = 0;
  for (const found of findVariables(text)) {
    if (!found.known) continue;
    parts.push({ key: from, text: text.slice(from, found.start) });
    parts.push({ key: found.start, text: '', variable: found.name as CannedVariable });
    from = found.end;
  }
  parts.push({ key: from, text: text.slice(from) });
  return (
    <p className="canned-preview" lang={language}>
      {parts.map((part, index) =>
        part.variable ? (
          // Places of one text: they never move on their own.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className="canned-mark">
            {t(`variable.${part.variable}`)}
          </span>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
