import type { House } from '../../compose.ts';
import { renderNotice } from '../../safeguards/declaration/notice/render-notice.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { promiseWords } from '../../safeguards/promises/promise-words.ts';
import type { AttestedMeasure } from '../../safeguards/promises/attestations.ts';
import type { ProbeView, PromiseView } from '../../safeguards/promises/read-promises.ts';
import type { Handlers } from './bind-routes.ts';

type PromiseHandlers = Pick<Handlers, 'promises' | 'promisesBundle' | 'checkPromises'>;

export function createPromiseHandlers(house: House): PromiseHandlers {
  return {
    async promises({ query: { language } }) {
      const published = house.declarations.current();
      const { title, registerName, inForce } = renderNotice(published, language);
      const view = await house.promises.read(language);
      return {
        version: published.version,
        title,
        registerName,
        inForce,
        checkedAt: moment(view.checkedAt),
        tellsByMail: house.promises.tellsByMail,
        contactAddress: published.declaration.controller.contactAddress,
        sections: view.sections.map(({ id, title: name, blocks }) => ({
          id,
          title: name,
          // The contract's lists are its own to change; the notice's are nobody's.
          blocks: blocks.map(({ block, promises }) => ({
            block: structuredClone(block) as never,
            promises: [...promises],
          })),
        })),
        promises: view.promises.map((each) => presentPromise(each, language)),
        attested: view.attested.map((each) => presentMeasure(each, language)),
      };
    },

    async promisesBundle({ query, reply }) {
      const { name, zip } = await house.promises.bundle(query.language);
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${name}.zip"`)
        .serializer((payload: unknown) => payload as string)
        .send(zip);
    },

    async checkPromises() {
      const { at, results } = await house.promises.run();
      return {
        checkedAt: at.toISOString(),
        broken: results.filter(({ state }) => state === 'broken').length,
      };
    },
  };
}

const moment = (at: Date | null | undefined) => at?.toISOString() ?? null;

function presentPromise({ spec, status, probes }: PromiseView, language: Language) {
  const text = promiseWords(language).promises[spec.number]!;
  return {
    number: spec.number,
    status,
    title: text.title,
    how: text.how,
    gap: spec.gap ? (text.gap ?? null) : null,
    control: [...spec.control],
    tests: [...spec.tests],
    probes: probes.map((each) => presentProbe(each, language)),
  };
}

function presentProbe(view: ProbeView, language: Language) {
  const { key, asks } = view.probe;
  const text = promiseWords(language).probes[key]!;
  const { newest } = view;
  return {
    probe: key,
    counts: text.counts,
    mend: text.mend,
    asks: [...asks],
    digest: view.digest,
    newest: newest
      ? {
          at: newest.at.toISOString(),
          state: newest.state,
          numerator: newest.numerator,
          denominator: newest.denominator,
          sample: [...newest.sample],
          code: newest.code,
          milliseconds: newest.milliseconds,
        }
      : null,
    days: view.days.map(({ day, state, numerator }) => ({ day, state, numerator })),
    firstAt: moment(view.firstAt),
    lastBrokenAt: moment(view.lastBrokenAt),
    brokenSince: moment(view.alert?.since),
    mailedAt: moment(view.alert?.mailed_at),
  };
}

function presentMeasure({ measure, name, state, newest }: AttestedMeasure, language: Language) {
  return {
    measure,
    name: name[language],
    state,
    newest: newest
      ? {
          attestationId: newest.id,
          ownerId: newest.owner_id,
          reviewerId: newest.reviewer_id,
          reviewedOn: newest.reviewed_on,
          nextReviewOn: newest.next_review_on,
          evidenceDigest: newest.evidence_digest.toString('hex'),
          evidenceType: newest.evidence_type,
          bytes: newest.bytes,
        }
      : null,
  };
}
