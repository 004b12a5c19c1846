import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { beginLetter, letterQuery } from './begun-letter.ts';
import './write-to.css';

/** Begins a letter to a person whose address is on the screen. */
export function WriteTo({ address, name }: { readonly address: string; readonly name: string | null }) {
  const { t } = useWords();
  const may = useMay();
  const toast = useToast();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (!may('answer-contact')) return null;
  const begin = () => {
    const before = beginLetter(queries, { to: address, name: name ?? '' });
    if (before)
      toast({
        text: t('write.put-aside'),
        act: { label: t('write.bring-back'), run: () => queries.setQueryData(letterQuery.queryKey, before) },
      });
    void navigate({ to: '/write' });
  };
  return (
    <button type="button" className="text-button write-to" onClick={begin}>
      <IconPencil size={16} aria-hidden="true" />
      {t('write.to-person')}
    </button>
  );
}
