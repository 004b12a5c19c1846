import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { formatFull } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { draftsKey, draftsQuery } from './draft-queries.ts';

/** What is being written, and the way to begin: with the text in force. */
export function Drafts({ inForce }: { readonly inForce: number }) {
  const { t, intl } = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(draftsQuery);
  const { data: colleagues } = useQuery(colleaguesQuery);
  const begin = useMutation({
    mutationFn: async () => {
      const draftId = newUuid();
      const { source } = await call('registerSource', { params: { version: inForce } });
      const name = t('drafting.name-of', { version: inForce });
      await call('saveRegisterDraft', { params: { draftId }, body: { name, source, version: null } });
      return draftId;
    },
    onSuccess: (draftId) => navigate({ to: '/register/drafts/$draftId', params: { draftId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: draftsKey }),
  });
  return (
    <Section title={t('drafting.drafts')} about={t('drafting.drafts-about')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {begin.error && <ProblemNote error={begin.error} />}
      {data?.drafts.length === 0 && <p className="quiet">{t('drafting.none')}</p>}
      <ul className="rows versions">
        {data?.drafts.map((draft) => {
          const by = colleagues?.colleagues.find((each) => each.staffId === draft.savedBy)?.displayName;
          const at = formatFull(intl, draft.savedAt);
          return (
            <li key={draft.draftId}>
              <Link to="/register/drafts/$draftId" params={{ draftId: draft.draftId }}>
                {draft.name}
              </Link>
              <span className="quiet">{t('drafting.based', { version: draft.basedOn })}</span>
              <span className="quiet">
                {by ? t('drafting.saved-by', { at, name: by }) : t('drafting.saved-alone', { at })}
              </span>
            </li>
          );
        })}
      </ul>
      {may('draft-register') && (
        <Button
          className="drafting-new"
          variant="default"
          loading={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {t('drafting.new')}
        </Button>
      )}
    </Section>
  );
}
