import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Tag, tones } from '../../../contract/console/team.ts';
import { Empty } from '../../ui/empty.tsx';
import { languages } from '../../words/language.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { teamQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useTagName } from '../parts/tag.tsx';
import '../parts/tag.css';
import { FormActs, RowButton } from './form-parts.tsx';
import { SaveProblem } from './save-problem.tsx';
import { useSave, useUndoable } from './use-settings.ts';

const put = ({ id, version, ...tag }: Omit<Tag, 'version'> & { readonly version: number | null }) =>
  call('saveTag', { params: { id }, body: { ...tag, version } });

/** The words by which contacts are sorted: few, about nobody, in as many languages as one needs. */
export function Tags() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(teamQuery);
  const nameOf = useTagName();
  const [editing, setEditing] = useState<string | null>(null);
  const archive = useUndoable<Tag>({
    act: (tag) => put({ ...tag, archived: !tag.archived }),
    undo: (tag) => put({ ...tag, version: tag.version + 1 }),
    stale: [['team']],
    told: (tag) => t(tag.archived ? 'tags.restored' : 'tags.archived', { name: nameOf(tag) }),
  });
  const remove = useUndoable<Tag>({
    act: ({ id }) => call('removeTag', { params: { id } }),
    undo: (tag) => put({ ...tag, version: null }),
    stale: [['team']],
    told: (tag) => t('set.removed', { name: nameOf(tag) }),
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const tags = data.tags.toSorted(
    (one, other) => Number(one.archived) - Number(other.archived) || nameOf(one).localeCompare(nameOf(other)),
  );
  return (
    <>
      {editing === 'new' ? (
        <TagForm onDone={() => setEditing(null)} />
      ) : (
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {t('tags.new')}
        </Button>
      )}
      {tags.length === 0 && editing !== 'new' && (
        <Empty title={t('tags.empty')}>{t('tags.empty-about')}</Empty>
      )}
      <ul className="rows settings-rows">
        {tags.map((tag) =>
          editing === tag.id ? (
            <li key={tag.id}>
              <TagForm tag={tag} onDone={() => setEditing(null)} />
            </li>
          ) : (
            <li key={tag.id} className="settings-row" data-archived={tag.archived}>
              <div>
                <span className="tag-mark" data-tone={tag.tone}>
                  {nameOf(tag)}
                </span>{' '}
                <span className="quiet small">
                  {languages
                    .map((each) => tag.name[each])
                    .filter((name) => name && name !== nameOf(tag))
                    .join(' · ')}
                </span>
                {tag.archived && <span className="tag">{t('tags.is-archived')}</span>}
              </div>
              <div className="row-acts">
                <RowButton label={t('set.edit')} name={nameOf(tag)} onClick={() => setEditing(tag.id)} />
                <RowButton
                  label={t(tag.archived ? 'tags.restore' : 'tags.archive')}
                  name={nameOf(tag)}
                  onClick={() => archive.mutate(tag)}
                />
                {tag.archived && (
                  <RowButton label={t('set.remove')} name={nameOf(tag)} onClick={() => remove.mutate(tag)} />
                )}
              </div>
            </li>
          ),
        )}
      </ul>
    </>
  );
}

function TagForm({ tag, onDone }: { readonly tag?: Tag; readonly onDone: () => void }) {
  const { t } = useWords();
  const [id] = useState(() => tag?.id ?? newUuid());
  const [name, setName] = useState<Tag['name']>(tag?.name ?? {});
  const [tone, setTone] = useState<Tag['tone']>(tag?.tone ?? 'green');
  const save = useSave(put, ['team'], onDone);
  const written = Object.fromEntries(Object.entries(name).filter(([, text]) => text?.trim()));
  return (
    <form
      className="form settings-form"
      aria-label={t(tag ? 'set.edit' : 'tags.new')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          id,
          name: written,
          tone,
          archived: tag?.archived ?? false,
          version: tag?.version ?? null,
        });
      }}
    >
      {languages.map((each, index) => (
        <TextInput
          key={each}
          label={t('set.name-in', { language: t(`person.lang-${each}`) })}
          lang={each}
          maxLength={40}
          autoFocus={index === 0}
          value={name[each] ?? ''}
          onChange={(event) => setName({ ...name, [each]: event.currentTarget.value })}
        />
      ))}
      <fieldset className="tones">
        <legend>{t('tags.tone')}</legend>
        {tones.map((each) => (
          <label key={each}>
            <input type="radio" name="tone" checked={tone === each} onChange={() => setTone(each)} />
            <span className="tag-mark" data-tone={each}>
              {t(`tone.${each}`)}
            </span>
          </label>
        ))}
      </fieldset>
      <SaveProblem error={save.error} />
      <FormActs pending={save.isPending} disabled={Object.keys(written).length === 0} onCancel={onDone} />
    </form>
  );
}
