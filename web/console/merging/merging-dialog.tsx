import { Modal, SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Contact } from '../api/queries.ts';
import { MergeForm } from './merge-form.tsx';
import { MoveForm } from './move-form.tsx';
import { canSplit, SplitForm } from './split-form.tsx';
import './merging.css';

const ways = ['merge', 'split', 'move'] as const;
type Way = (typeof ways)[number];

interface DialogProps {
  readonly contact: Contact;
  readonly onClose: () => void;
}

export function MergingDialog({ contact, onClose }: DialogProps) {
  const { t } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>('merge');
  const onDone = (text: string, newContactId?: string) => {
    for (const key of [['contact', contact.contactId], ['calls'], ['contacts'], ['counts'], ['person']])
      void queries.invalidateQueries({ queryKey: key });
    toast({
      text,
      ...(newContactId
        ? {
            act: {
              label: t('merging.open-new'),
              run: () =>
                void navigate({ to: '/inbox/$contactId', params: { contactId: newContactId }, search: true }),
            },
          }
        : {}),
    });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('merging.title')}
      size={620}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="merging">
        <SegmentedControl
          fullWidth
          aria-label={t('merging.what')}
          value={way}
          onChange={(value) => setWay(ways.find((each) => each === value) ?? 'merge')}
          data={ways.map((each) => ({
            value: each,
            label: t(`merging.${each}`),
            disabled: each === 'split' && !canSplit(contact),
          }))}
        />
        {way === 'merge' && <MergeForm contact={contact} onDone={onDone} />}
        {way === 'split' && <SplitForm contact={contact} onDone={onDone} />}
        {way === 'move' && <MoveForm contact={contact} onDone={onDone} />}
      </div>
    </Modal>
  );
}
