import type { z } from 'zod';
import type { noticeSchema, registerDraftRoutes } from '../../../contract/console/register-drafts.ts';
import { wordChange } from '../../safeguards/declaration/comparing/change-words.ts';
import { compareDeclarations } from '../../safeguards/declaration/comparing/compare-declarations.ts';
import { DeclarationInvalid } from '../../safeguards/declaration/declaration-invalid.ts';
import { findWarnings } from '../../safeguards/declaration/checking/find-warnings.ts';
import type { Notice } from '../../safeguards/declaration/notice/notice.ts';
import { renderNotice } from '../../safeguards/declaration/notice/render-notice.ts';
import { formatWarning } from '../../safeguards/declaration/checking/warning-words.ts';
import { parseDeclaration } from '../../safeguards/declaration/parse-declaration.ts';
import { simulatePublishing } from '../../safeguards/retention/simulate-publishing.ts';
import { mostDrafts } from '../../safeguards/retention/keep-drafts.ts';
import type { DraftRow } from '../../safeguards/retention/keep-drafts.ts';
import { countAffectedPeople as countAffected } from '../../register/contacts/informing/inform-people.ts';
import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';
import { presentSimulation } from './present-simulation.ts';

/** The declaration in the making: drafts, what is wrong in them, what publishing would change. */
export function createDraftHandlers(house: House): Pick<Handlers, keyof typeof registerDraftRoutes> {
  const { drafts, declarations } = house;

  return {
    async listRegisterDrafts() {
      return { drafts: (await drafts.list()).map(presentDraft), most: mostDrafts };
    },
    async readRegisterDraft({ params }) {
      const { source, ...draft } = await drafts.read(params.draftId);
      return { ...presentDraft(draft), source };
    },
    async saveRegisterDraft({ params, body: { version, ...text } }, { actor }) {
      return { version: await drafts.save(actor, params.draftId, text, version) };
    },
    async removeRegisterDraft({ params, query }, { actor }) {
      await drafts.remove(actor, params.draftId, query.version);
      return { done: true };
    },
    async publishRegisterDraft({ params, body }, { actor }) {
      return { version: await drafts.publish(actor, params.draftId, body) };
    },

    async checkRegister({ body: { source, language } }) {
      const { version, declaration } = declarations.current();
      try {
        const draft = parseDeclaration(source);
        return {
          problems: [],
          warnings: findWarnings(draft, house.contacts.clock.now()).map((warning) =>
            formatWarning(warning, language),
          ),
          changes: compareDeclarations(declaration, draft).map(
            (change) => wordChange(change, declaration, draft)[language],
          ),
          against: version,
        };
      } catch (error) {
        if (!(error instanceof DeclarationInvalid)) throw error;
        const problems = error.problems.map(({ problem, write, found, ...place }) => ({
          ...place,
          found: found ?? '',
          problem: problem[language],
          write: write[language],
        }));
        return { problems, warnings: [], changes: [], against: version };
      }
    },

    async simulatePublishing({ body: { source } }) {
      const draft = parseDeclaration(source);
      const now = declarations.current().declaration;
      const found = await simulatePublishing(
        {
          db: house.storage.db,
          clock: house.contacts.clock,
          current: declarations.current,
          holdings: house.holdings,
          configured: house.connections.configured,
        },
        draft,
      );
      const toInform = await countAffected(house.storage.db, draft, declarations.current().version + 1);
      return { ...presentSimulation(found, now, draft), toInform };
    },

    async previewNotice({ body: { source, language } }) {
      const declaration = parseDeclaration(source);
      const { version } = declarations.current();
      const notice = renderNotice(
        { version: version + 1, publishedAt: house.contacts.clock.now(), declaration },
        language,
      );
      return presentNotice(notice);
    },

    async registerSource({ params: { version } }) {
      return { version, source: await declarations.source(version) };
    },
  };
}

function presentDraft({ id, name, based_on, version, saved_at, saved_by }: DraftRow) {
  return {
    draftId: id,
    name,
    basedOn: based_on,
    version,
    savedAt: saved_at.toISOString(),
    savedBy: saved_by,
  };
}

/** Lists as the contract's own: what is rendered is shared and cannot be changed. */
function presentNotice({ language, title, registerName, controllerName, sections }: Notice) {
  return structuredClone({ language, title, registerName, controllerName, sections }) as z.input<
    typeof noticeSchema
  >;
}
