import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttestedMeasure } from '../../../contract/console/promises.ts';
import { formatDate } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { AttestForm } from './attest-form.tsx';

/** Who answers for what no software can see to, and when it is looked at again; who keeps the register vouches here. */
export function AttestedList({ measures }: { readonly measures: readonly AttestedMeasure[] }) {
  const { t, intl } = useWords();
  const may = useMay();
  const { data } = useQuery(colleaguesQuery);
  const [open, setOpen] = useState<string | null>(null);
  const colleagues = data?.colleagues ?? [];
  const nameOf = (id: string) => colleagues.find(({ staffId }) => staffId === id)?.displayName ?? '–';
  return (
    <ul className="attested">
      {measures.map(({ measure, name, state, newest }) => (
        <li key={measure}>
          <span className="attested-name">{name}</span>
          <span className="tag" data-tone={state === 'attested' ? 'accent' : 'time'}>
            {t(`attest.state-${state}`)}
          </span>
          {newest && (
            <dl className="attested-facts small">
              <dt>{t('attest.owner')}</dt>
              <dd>{nameOf(newest.ownerId)}</dd>
              <dt>{t('attest.reviewer')}</dt>
              <dd>
                {nameOf(newest.reviewerId)}, {formatDate(intl, newest.reviewedOn)}
              </dd>
              <dt>{t('attest.next')}</dt>
              <dd>{formatDate(intl, newest.nextReviewOn)}</dd>
              <dt>{t('attest.evidence')}</dt>
              <dd>
                <a href={`/api/console/promises/attestations/${newest.attestationId}`} download>
                  {t('attest.open')}
                </a>
                <code title={newest.evidenceDigest}>{newest.evidenceDigest.slice(0, 16)}…</code>
              </dd>
            </dl>
          )}
          {may('publish-register') && (
            <Button
              className="no-print"
              variant="subtle"
              size="compact-sm"
              aria-expanded={open === measure}
              aria-label={`${t(newest ? 'attest.again' : 'attest.begin')}: ${name}`}
              onClick={() => setOpen(open === measure ? null : measure)}
            >
              {t(newest ? 'attest.again' : 'attest.begin')}
            </Button>
          )}
          {open === measure && (
            <AttestForm measure={measure} colleagues={colleagues} onDone={() => setOpen(null)} />
          )}
        </li>
      ))}
    </ul>
  );
}
