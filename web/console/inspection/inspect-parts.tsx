import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Language } from '../../../contract/common.ts';
import type { InspectionRoutes, InspectionScope } from '../../../contract/inspection/routes.ts';
import { formatFull } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Written } from '../register/written.tsx';
import { fileOf, inspect } from './inspect.ts';

/** What the inspection is of. Nothing is fetched before it is asked for: each look is a line of the log. */
export function InspectParts({ scopes }: { readonly scopes: readonly InspectionScope[] }) {
  const { t, intl } = useWords();
  const language = intl.locale.slice(0, 2) as Language;
  const has = (scope: InspectionScope) => scopes.includes(scope);
  return (
    <>
      {has('log') && (
        <Section title={t('scope.log')} about={t('inspect.log-about')}>
          <Part
            name="log"
            words={t('inspect.log-show')}
            save={<Save of="inspectWholeLog" words={t('inspect.log-whole')} />}
          >
            <Log />
          </Part>
        </Section>
      )}
      {has('promises') && (
        <Section title={t('scope.promises')}>
          <Part
            name="promises"
            words={t('inspect.show')}
            save={<Save of="inspectPromisesBundle" query={{ language }} words={t('inspect.save-bundle')} />}
          >
            <Promises language={language} />
          </Part>
        </Section>
      )}
      {has('erasures') && (
        <Section title={t('scope.erasures')}>
          <Part name="erasures" words={t('inspect.show')}>
            <Erasures />
          </Part>
        </Section>
      )}
      {has('record') && (
        <Section title={t('scope.record')}>
          <Part name="record" words={t('inspect.show')}>
            <Record language={language} />
          </Part>
        </Section>
      )}
      {has('declaration') && (
        <Section title={t('scope.declaration')}>
          <Save of="inspectDeclaration" words={t('inspect.save-declaration')} />
        </Section>
      )}
    </>
  );
}

function Part({
  name,
  words,
  save,
  children,
}: {
  readonly name: string;
  readonly words: string;
  readonly save?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="inspection-part" data-part={name}>
      <div className="row-acts">
        {!open && (
          <Button
            variant="default"
            aria-label={`${words}: ${t(`scope.${name as InspectionScope}`)}`}
            onClick={() => setOpen(true)}
          >
            {words}
          </Button>
        )}
        {save}
      </div>
      {open && children}
    </div>
  );
}

function Save({
  of,
  query = {},
  words,
}: {
  readonly of: keyof InspectionRoutes;
  readonly query?: Readonly<Record<string, string>>;
  readonly words: string;
}) {
  return (
    <Button
      component="a"
      variant="default"
      download
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      href={fileOf(of, { query })}
    >
      {words}
    </Button>
  );
}

function useInspected<Name extends keyof InspectionRoutes>(name: Name, query: Record<string, unknown> = {}) {
  return useQuery({
    queryKey: ['inspection', name, query],
    queryFn: () => inspect(name, { query }),
    staleTime: Infinity,
    retry: false,
  });
}

function Table({
  name,
  head,
  children,
}: {
  readonly name: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={name}>
      <table className="table table-stacked">
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col" key={cell}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Log() {
  const { t, intl, known } = useWords();
  const { data, error } = useInspected('inspectLog', { limit: 100 });
  if (error) return <ProblemNote error={error} />;
  const [at, what, who, units] = [
    t('inspect.log-at'),
    t('inspect.log-what'),
    t('inspect.log-who'),
    t('inspect.log-units'),
  ];
  return (
    <Table name={t('scope.log')} head={[at, what, who, units]}>
      {data?.entries.map((entry) => (
        <tr key={entry.id}>
          <td data-name={at}>
            <time dateTime={entry.at}>{formatFull(intl, entry.at)}</time>
          </td>
          <td data-name={what}>
            {t(known(`action.${entry.action}`) ?? 'log.other', { name: entry.action })}
            {' · '}
            {t(known(`act-name.${entry.act}`) ?? 'log.other', { name: entry.act })}
            {entry.refusal && (
              <span className="tag" data-tone="danger">
                {t('log.refused')}
              </span>
            )}
          </td>
          <td data-name={who}>
            <code className="small">{entry.actor}</code>
          </td>
          <td data-name={units}>{intl.formatNumber(entry.units.length)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Promises({ language }: { readonly language: Language }) {
  const { t, known } = useWords();
  const { data, error } = useInspected('inspectPromises', { language });
  if (error) return <ProblemNote error={error} />;
  const [name, status] = [t('inspect.promise'), t('inspect.status')];
  return (
    <Table name={t('scope.promises')} head={[name, status]}>
      {data?.promises.map((each) => (
        <tr key={each.promise}>
          <td data-name={name}>
            P{each.promise} {each.title}
          </td>
          <td data-name={status}>
            {t(known(`promise-status.${each.status}`) ?? 'log.other', { name: each.status })}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Erasures() {
  const { t, intl, known } = useWords();
  const { data, error } = useInspected('inspectErasures', { limit: 100 });
  if (error) return <ProblemNote error={error} />;
  const [since, kind, unit, gone] = [
    t('erasures.unreadable'),
    t('erasures.kind'),
    t('erasures.unit'),
    t('erasures.unrecoverable'),
  ];
  if (data?.erasures.length === 0) return <p className="quiet">{t('erasures.none')}</p>;
  return (
    <Table name={t('scope.erasures')} head={[since, kind, unit, gone]}>
      {data?.erasures.map((each) => (
        <tr key={each.unitId}>
          <td data-name={since}>{formatFull(intl, each.unreadableSince)}</td>
          <td data-name={kind}>
            {t(known(`erasures.kind-${each.kind}`) ?? 'log.other', { name: each.kind })}
          </td>
          <td data-name={unit}>
            <code className="small">{each.unitId}</code>
          </td>
          <td data-name={gone}>
            {each.unrecoverableSince ? formatFull(intl, each.unrecoverableSince) : '–'}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Record({ language }: { readonly language: Language }) {
  const { data, error } = useInspected('inspectRecord', { language });
  if (error) return <ProblemNote error={error} />;
  return (
    <>
      {data?.sections.map((section) => (
        <div key={section.id} className="inspection-record">
          <h3>{section.title}</h3>
          {section.blocks.map((block, index) => (
            // The blocks of a section never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <Written key={index} block={block} />
          ))}
        </div>
      ))}
    </>
  );
}
