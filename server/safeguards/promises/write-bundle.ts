import type { Block, Printable, Section } from '../../base/printable.ts';
import type { Language, PublishedDeclaration } from '../declaration/declaration.ts';
import { formatDate } from '../declaration/notice/format-notice-text.ts';
import { facts } from '../declaration/notice/notice-tools.ts';
import type { Statement } from './bundle.ts';
import { type BundleWords, bundleWords } from './bundle-words.ts';
import { formatFigure, promiseWords } from './promise-words.ts';

interface Proof {
  readonly statement: Statement;
  /** SHA-256 of the JSON file, and of the key; hex. */
  readonly jsonSha256: string;
  readonly fingerprint: string;
}

/** A signed bundle as a document to be printed. It says nothing that the bundle does not say. */
export function writeBundle(proof: Proof, published: PublishedDeclaration, language: Language): Printable {
  const { statement } = proof;
  const own = bundleWords[language];
  const { timeZone } = published.declaration.register;
  const moment = new Intl.DateTimeFormat(`${language}-FI`, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  });
  const writing: Writing = { ...proof, own, language, at: (text) => moment.format(new Date(text)) };
  return {
    language,
    title: own.title,
    lines: [statement.controller.name, writing.at(statement.madeAt)],
    author: statement.controller.name,
    date: new Date(statement.madeAt),
    wide: true,
    sections: [
      section('source', own.source, writeSource(writing)),
      section('all', own.all, [writeAll(writing)]),
      ...statement.promises.map((each) => writePromise(writing, each)),
      ...(statement.attested.length === 0
        ? []
        : [section('attested', own.attested, [writeAttested(writing, published)])]),
    ],
  };
}

interface Writing extends Proof {
  readonly own: BundleWords;
  readonly language: Language;
  at(moment: string): string;
}

const section = (id: string, title: string, blocks: readonly Block[]): Section => ({ id, title, blocks });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] });

/** In groups, so that a narrow column can break it. */
const grouped = (digest: string) => digest.replaceAll(/.{16}(?=.)/g, '$& ');

function writeSource({ statement, jsonSha256, fingerprint, own, language, at }: Writing): Block[] {
  const { controller, declaration, accessLog } = statement;
  return [
    paragraph(own.about),
    paragraph(own.checkIt),
    facts([
      [own.controller, controller.name],
      [own.businessId, controller.businessId],
      [own.version, own.versionSince(declaration.version, at(declaration.publishedAt))],
      [own.madeAt, at(statement.madeAt)],
      [own.checkedAt, statement.checkedAt ? at(statement.checkedAt) : own.notChecked],
      [own.json, grouped(jsonSha256)],
      [own.key, grouped(fingerprint)],
    ]),
    { kind: 'heading', id: 'log', text: own.log },
    facts([
      [own.logLines, new Intl.NumberFormat(language).format(accessLog.entries)],
      [own.logLast, accessLog.until ?? own.none],
      [own.logRoot, grouped(accessLog.root)],
      [own.logAltered, new Intl.NumberFormat(language).format(accessLog.linesNotAsWritten)],
    ]),
  ];
}

function writeAll({ statement, own, language }: Writing): Block {
  const { promises } = promiseWords(language);
  return {
    kind: 'table',
    caption: own.allCaption,
    head: own.allHead,
    rows: statement.promises.map(({ promise, status }) => [
      `P${promise}`,
      promises[promise]!.title,
      own.statuses[status],
    ]),
  };
}

function writePromise(writing: Writing, proof: Statement['promises'][number]): Section {
  const { own, language } = writing;
  const { title, how, gap } = promiseWords(language).promises[proof.promise]!;
  return section(`p${proof.promise}`, `P${proof.promise} ${title}`, [
    facts([
      [own.status, own.statuses[proof.status]],
      [own.how, how],
      ...(proof.notBuilt !== null && gap !== undefined ? [[own.notBuilt, gap] as const] : []),
      ...(proof.control.length > 0 ? [[own.control, proof.control.join(', ')] as const] : []),
      ...(proof.tests.length > 0 ? [[own.tests, proof.tests.join(', ')] as const] : []),
    ]),
    ...(proof.probes.length > 0 ? [writeProbes(writing, proof.probes)] : []),
  ]);
}

function writeProbes({ own, language, at }: Writing, probes: Statement['promises'][number]['probes']): Block {
  const words = promiseWords(language).probes;
  return {
    kind: 'table',
    caption: own.probes,
    head: own.probesHead,
    rows: probes.map(({ probe, result, firstAskedAt, lastBrokenAt, asksSha256 }) => [
      words[probe]!.counts,
      !result
        ? own.notAsked
        : result.state === 'unknown'
          ? own.noAnswer(result.code ?? own.none)
          : [formatFigure(language, result.numerator, result.denominator), ...result.sample].join('; '),
      result ? at(result.at) : own.none,
      [
        ...(firstAskedAt ? [own.since(at(firstAskedAt))] : []),
        ...(lastBrokenAt ? [own.broken(at(lastBrokenAt))] : []),
      ].join('; ') || own.none,
      grouped(asksSha256),
    ]),
  };
}

function writeAttested({ statement, own, language }: Writing, { declaration }: PublishedDeclaration): Block {
  return {
    kind: 'table',
    caption: own.attested,
    head: own.attestedHead,
    rows: statement.attested.map(({ measure, state, reviewedOn, nextReviewOn, evidenceSha256 }) => [
      declaration.measures.find(({ name }) => name.en === measure)?.name[language] ?? measure,
      own.statuses[state],
      reviewedOn ? formatDate(language, reviewedOn) : own.none,
      nextReviewOn ? formatDate(language, nextReviewOn) : own.none,
      evidenceSha256 ? grouped(evidenceSha256) : own.none,
    ]),
  };
}
