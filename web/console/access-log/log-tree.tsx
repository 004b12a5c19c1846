import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { logTreeQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';

/** That the log is signed as it stands, how far, and what is kept elsewhere; how to check it on demand. */
export function LogTree() {
  const { t, intl } = useWords();
  const may = useMay();
  const { data } = useQuery({ ...logTreeQuery, refetchInterval: 30_000 });
  if (!data) return null;
  const { checkpoint, anchored, anchors, prunedUntil, verifierKey } = data;
  const wrong = anchored?.code ?? null;
  const kept = () => {
    if (wrong) return t(`log.tree.${wrong}`);
    if (!anchors) return t('log.tree.kept-nowhere');
    if (!anchored || anchored.size === 0) return t('log.tree.kept-not-yet');
    return t('log.tree.kept', { count: anchored.size, at: formatFull(intl, anchored.at) });
  };
  return (
    <details className="log-tree" open={wrong !== null}>
      <summary>
        <span>{t('log.tree')}</span>{' '}
        <span className="quiet">
          {checkpoint
            ? t('log.tree.lines', { count: checkpoint.size, at: formatFull(intl, checkpoint.at) })
            : t('log.tree.none')}
        </span>
        {wrong && (
          <span className="tag" data-tone="danger">
            {t('log.tree.wrong')}
          </span>
        )}
      </summary>
      <p>{t('log.tree.about')}</p>
      <p role={wrong ? 'alert' : undefined}>{kept()}</p>
      {prunedUntil > 0 && <p>{t('log.tree.pruned', { count: prunedUntil })}</p>}
      <dl className="facts">
        <dt>{t('log.tree.key')}</dt>
        <dd className="log-key">{verifierKey}</dd>
      </dl>
      <ul className="log-downloads">
        {checkpoint && (
          <Download href={addressOf(consoleRoutes.logCheckpoint.path, {})} name="checkpoint.txt">
            {t('log.tree.checkpoint')}
          </Download>
        )}
        {checkpoint && may('export-access-log') && (
          <Download href={addressOf(consoleRoutes.exportLogTree.path, {})}>{t('log.tree.whole')}</Download>
        )}
        <Download href="/access-log/verifier.html">{t('log.tree.verifier')}</Download>
      </ul>
    </details>
  );
}

function Download(props: { readonly href: string; readonly name?: string; readonly children: string }) {
  return (
    <li>
      <a href={props.href} download={props.name ?? true}>
        <IconDownload size={14} aria-hidden="true" /> {props.children}
      </a>
    </li>
  );
}
