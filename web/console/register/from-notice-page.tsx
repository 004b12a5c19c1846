import { Button, FileInput, NativeSelect, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, type FormEvent, useState } from 'react';
import { languageSchema } from '../../../contract/common.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { NoticeResult } from './notice-result.tsx';
import { noticeLanguages, readNotice } from './read-notice.ts';
import './from-notice.css';

/** A present notice, pasted or dropped: what a declaration here would enforce of it, and a draft to start from. */
export function FromNoticePage() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [language, setLanguage] = useState('');
  const [over, setOver] = useState(false);
  const reading = useMutation({
    mutationFn: () => readNotice(file ?? new Blob([text]), languageSchema.safeParse(language).data),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    reading.mutate();
  };
  const drop = (event: DragEvent) => {
    const dropped = event.dataTransfer.files[0];
    setOver(false);
    if (!dropped) return;
    event.preventDefault();
    setFile(dropped);
  };

  return (
    <Page
      wide
      title={t('reverse.title')}
      about={
        <>
          {t('reverse.about')} <Link to="/register">{t('reverse.back')}</Link>
        </>
      }
    >
      <form className="notice-form" data-over={over} onSubmit={submit}>
        <Textarea
          label={t('reverse.text')}
          description={t('reverse.text-about')}
          placeholder={file ? file.name : t('reverse.paste')}
          rows={8}
          maxLength={300_000}
          readOnly={file !== null}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          value={file ? '' : text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="notice-form-row">
          <FileInput
            clearable
            clearButtonProps={{ 'aria-label': t('reverse.clear') }}
            accept="application/pdf,text/plain,.pdf,.txt,.md"
            label={t('reverse.file')}
            placeholder={t('reverse.choose')}
            value={file}
            onChange={setFile}
          />
          <NativeSelect
            label={t('reverse.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
            data={[
              { value: '', label: t('reverse.find-out') },
              ...noticeLanguages.map((each) => ({ value: each, label: t(`language.${each}`) })),
            ]}
          />
        </div>
        <div className="row-acts">
          <Button type="submit" loading={reading.isPending} disabled={!file && text.trim() === ''}>
            {t('reverse.read')}
          </Button>
        </div>
      </form>
      {reading.error && <ProblemNote error={reading.error} />}
      {reading.data && !reading.isPending && <NoticeResult reading={reading.data} />}
    </Page>
  );
}
