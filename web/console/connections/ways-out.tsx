import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { formatFull } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Answer } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { waysOutQuery } from './connection-queries.ts';

type Found = Answer<'listWaysOut'>;

/** Every connection to another machine that is set up, whose it is, and what was refused. */
export function WaysOut() {
  const { t, intl } = useWords();
  const { data, error, refetch } = useQuery(waysOutQuery);
  return (
    <Section title={t('ways.title')} about={t('ways.about')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && data.connections.length === 0 && <Empty title={t('ways.none')} />}
      {data && data.connections.length > 0 && (
        <ul className="rows" aria-label={t('ways.title')}>
          {data.connections.map((each) => (
            <Configured key={`${each.way} ${each.host} ${each.port} ${each.setting}`} connection={each} />
          ))}
        </ul>
      )}
      {data && data.refused.length > 0 && (
        <>
          <h3 className="minor connection-refused">{t('ways.refused-title')}</h3>
          <ul className="rows" aria-label={t('ways.refused-title')}>
            {data.refused.map(({ attemptId, times, lastAt, code, write, ...place }) => (
              <li key={attemptId} className="connection">
                <div>
                  <Place {...place} />
                  <p className="small quiet">
                    <Why code={code} /> · {t('ways.times', { count: times })},{' '}
                    <time dateTime={lastAt}>{t('ways.last', { at: formatFull(intl, lastAt) })}</time>
                  </p>
                </div>
                {write !== null && <ToWrite text={write} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Configured({ connection }: { readonly connection: Found['connections'][number] }) {
  const { t, own } = useWords();
  const { owner, name, countries, code, setting, write } = connection;
  const keeper = name ? own(name, '') : undefined;
  return (
    <li className="connection">
      <div>
        <Place {...connection} refused={code !== null} />
        <p className="small quiet">
          {code !== null && <Why code={code} />}
          {owner === 'this-machine' && t('ways.this-machine')}
          {owner === 'system' && `${keeper} (${t('ways.own')})`}
          {owner === 'recipient' && keeper}
          {countries.length > 0 && ` · ${countries.join(', ')}`}
          {setting !== null && (
            <>
              {' · '}
              <code>{setting}</code>
            </>
          )}
        </p>
      </div>
      {write !== null && <ToWrite text={write} />}
    </li>
  );
}

function Place(
  props: Pick<Found['refused'][number], 'way' | 'host' | 'port'> & { readonly refused?: boolean },
) {
  const { t } = useWords();
  const { way, host, port, refused = false } = props;
  return (
    <p className="connection-line">
      <strong>{t(`way.${way}`)}</strong>
      <span>
        {host.includes(':') ? `[${host}]:${port}` : host.startsWith('/') ? host : `${host}:${port}`}
      </span>
      {refused && (
        <span className="tag" data-tone="danger">
          {t('ways.refused')}
        </span>
      )}
    </p>
  );
}

function Why({ code }: { readonly code: string }) {
  const { t, known } = useWords();
  const words = known(`refusal.${code}`);
  return <>{words ? t(words) : code}</>;
}

/** What is missing from the declaration, as it is written there. */
function ToWrite({ text }: { readonly text: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="connection-more">
      <p className="small">{t('ways.write-about')}</p>
      <pre className="connection-yaml" tabIndex={0}>
        {text}
      </pre>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
      >
        {t(copied ? 'ways.copied' : 'ways.copy')}
      </Button>
    </div>
  );
}
