import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatFull } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { ChangeEndpoint } from './change-endpoint.tsx';
import { Deliveries } from './deliveries.tsx';

interface EndpointRowProps {
  readonly endpoint: Answer<'listEndpoints'>['endpoints'][number];
  readonly recipientName: string;
  readonly queueName: (queue: string) => string;
  readonly onSecret: (rotated: Answer<'rotateSecret'>) => void;
}

/** One web hook: to whom, of what, how it is, and what can be done about it. */
export function EndpointRow({ endpoint, recipientName, queueName, onSecret }: EndpointRowProps) {
  const { t, intl, own, known } = useWords();
  const me = useMe();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [changing, setChanging] = useState(false);
  const params = { endpointId: endpoint.endpointId };
  const after = {
    onError: (error: unknown) => toast({ text: words(error), tone: 'danger' }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['connections'] }),
  };
  const test = useMutation({
    mutationFn: () => call('testEndpoint', { params }),
    ...after,
    onSuccess: () => {
      setOpen(true);
      toast({ text: t('hooks.test-sent') });
    },
  });
  const setState = useMutation({
    mutationFn: (state: 'active' | 'paused') => call('setEndpointState', { params, body: { state } }),
    ...after,
  });
  const rotate = useMutation({
    mutationFn: () => call('rotateSecret', { params }),
    ...after,
    onSuccess: onSecret,
    gcTime: 0,
  });
  const remove = useMutation({ mutationFn: () => call('removeEndpoint', { params }), ...after });
  const stopped = endpoint.stopCode ? known(`delivery-code.${endpoint.stopCode}`) : undefined;
  const failing = endpoint.state === 'active' ? endpoint.failingSince : null;
  const state = failing
    ? t('hooks.failing', { at: formatFull(intl, failing) })
    : t(`hooks.state-${endpoint.state}`);
  const calm = endpoint.state === 'active' && !failing;
  const tone = calm ? 'accent' : endpoint.state === 'stopped' ? 'danger' : 'time';
  const told = endpoint.categories.filter((category) => !endpoint.withheld.includes(category));
  const categoryName = (key: string) => own(me.categories.find((each) => each.category === key)?.name, key);
  const eventName = (type: string) => t(known(`event.${type}`) ?? 'log.other', { name: type });
  return (
    <li className="connection">
      <div>
        <p className="connection-line">
          <strong>{endpoint.host}</strong>
          <span className="tag" data-tone={tone}>
            {state}
          </span>
          {endpoint.waiting > 0 && (
            <span className="small quiet">{t('hooks.waiting', { count: endpoint.waiting })}</span>
          )}
        </p>
        <p>
          {recipientName} ·{' '}
          {own(me.purposes.find((each) => each.purpose === endpoint.purpose)?.name, endpoint.purpose)}
        </p>
        <p className="small quiet">
          {endpoint.types.map(eventName).join(', ')} · {endpoint.queues.map(queueName).join(', ')}
        </p>
        <p className="small quiet">
          {t('hooks.told', {
            data: told.length === 0 ? t('hooks.ids-only') : told.map(categoryName).join(', '),
          })}
        </p>
        {endpoint.withheld.length > 0 && (
          <p className="small">
            {t('hooks.withheld', { data: endpoint.withheld.map(categoryName).join(', ') })}
          </p>
        )}
        {stopped && <p className="small">{t(stopped)}</p>}
      </div>
      <div className="connection-acts">
        <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('hooks.deliveries')}
        </Button>
        <Menu withInitialFocusPlaceholder={false} shadow="md" position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('hooks.more', { host: endpoint.host })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {endpoint.state === 'active' ? (
              <>
                <Menu.Item onClick={() => test.mutate()}>{t('hooks.test')}</Menu.Item>
                <Menu.Item onClick={() => setState.mutate('paused')}>{t('hooks.pause')}</Menu.Item>
              </>
            ) : (
              <Menu.Item onClick={() => setState.mutate('active')}>{t('hooks.resume')}</Menu.Item>
            )}
            <Menu.Item onClick={() => setChanging(true)}>{t('hooks.change')}</Menu.Item>
            <Menu.Item onClick={() => rotate.mutate()}>{t('hooks.rotate')}</Menu.Item>
            <Menu.Item color="red" onClick={() => setRemoving(true)}>
              {t('hooks.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {changing && (
        <div className="connection-more">
          <ChangeEndpoint
            endpoint={endpoint}
            onDone={(changed) => {
              setChanging(false);
              if (!changed) return;
              toast({ text: t('hooks.changed') });
              void queries.invalidateQueries({ queryKey: ['connections'] });
            }}
          />
        </div>
      )}
      {removing && (
        <div className="connection-more connection-confirm" role="alert">
          <p>{t('hooks.remove-about')}</p>
          <div className="row-acts">
            <Button
              size="compact-md"
              className="danger-button"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('hooks.remove')}
            </Button>
            <Button size="compact-md" variant="subtle" color="gray" onClick={() => setRemoving(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      )}
      {open && (
        <div className="connection-more">
          <Deliveries endpointId={endpoint.endpointId} host={endpoint.host} />
        </div>
      )}
    </li>
  );
}
