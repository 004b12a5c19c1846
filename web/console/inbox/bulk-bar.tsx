import { Button, Menu } from '@mantine/core';
import { IconCheck, IconUser, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';

/** The same act on several contacts, one after another, each checked and logged by itself. */
export function BulkBar({
  chosen,
  onDone,
}: {
  readonly chosen: readonly ContactCard[];
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const { data } = useQuery(colleaguesQuery);
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);

  const forEach = async (act: (card: ContactCard) => Promise<unknown>) => {
    if (progress) return;
    let failed = 0;
    let why: unknown;
    for (const [index, card] of chosen.entries()) {
      setProgress({ done: index, of: chosen.length });
      await act(card).catch((error: unknown) => {
        failed += 1;
        why = error;
      });
    }
    setProgress(null);
    onDone();
    void queries.invalidateQueries({ queryKey: ['contacts'] });
    void queries.invalidateQueries({ queryKey: ['counts'] });
    if (failed > 0)
      toast({ text: t('bulk.failed', { failed, of: chosen.length, why: words(why) }), tone: 'danger' });
    else toast({ text: t('bulk.done', { count: chosen.length }) });
  };
  const close = () =>
    void forEach((card) =>
      call('close', { params: { contactId: card.contactId }, body: { version: card.version } }),
    );
  const assign = (assigneeId: string | null) =>
    void forEach((card) =>
      call('assign', { params: { contactId: card.contactId }, body: { version: card.version, assigneeId } }),
    );
  useActs([
    { id: 'bulk-clear', group: 'inbox', label: t('bulk.clear'), keys: 'Escape', keyOnly: true, run: onDone },
    ...(may('close-contact')
      ? [{ id: 'bulk-close', group: 'inbox' as const, label: t('bulk.close'), keys: 'e', run: close }]
      : []),
    ...(may('assign-contact')
      ? [
          {
            id: 'bulk-assign',
            group: 'inbox' as const,
            label: t('bulk.assign-me'),
            keys: 'a',
            run: () => assign(me.staffId),
          },
        ]
      : []),
  ]);
  return (
    <div className="bulk" role="toolbar" aria-label={t('bulk.name')}>
      <span className="bulk-count" role="status">
        {progress ? t('bulk.progress', progress) : t('bulk.chosen', { count: chosen.length })}
      </span>
      {may('assign-contact') && (
        <Menu withInitialFocusPlaceholder={false} shadow="md" width={220}>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              disabled={progress !== null}
              leftSection={<IconUser size={14} />}
            >
              {t('contact.assign')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => assign(me.staffId)}>{t('contact.assign-me')}</Menu.Item>
            <Menu.Item onClick={() => assign(null)}>{t('contact.assign-nobody')}</Menu.Item>
            <Menu.Divider />
            {data?.colleagues
              .filter((each) => each.active && each.staffId !== me.staffId)
              .map((each) => (
                <Menu.Item key={each.staffId} onClick={() => assign(each.staffId)}>
                  {each.displayName}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {may('close-contact') && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={progress !== null}
          leftSection={<IconCheck size={14} />}
          onClick={close}
        >
          {t('contact.close')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone} aria-label={t('bulk.clear')}>
        <IconX size={14} />
      </Button>
    </div>
  );
}
