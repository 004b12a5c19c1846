import type { NoticeBlock } from './notice.ts';
import type { NoticeTools } from './notice-tools.ts';
import { keysWithBasis } from './notice-tools.ts';

/** What the law gives (GDPR Art. 12(3)), where the declaration promises nothing quicker. */
const lawfulTime = { answerMonths: 1, extensionMonths: 2 };

/** The rights of GDPR Art. 15-21 with the purposes they reach by their legal basis, and how a request is answered. */
export function renderRights(tools: NoticeTools): { rights: NoticeBlock[]; answers: NoticeBlock[] } {
  const { words, names, paragraph } = tools;
  const { controller, purposes, rights: time = lawfulTime } = tools.published.declaration;
  const portable = keysWithBasis(purposes, 'consent', 'contract');
  const contested = keysWithBasis(purposes, 'legitimate-interest', 'public-task');
  const consented = keysWithBasis(purposes, 'consent');
  const right = (
    id: string,
    [title, ...texts]: readonly string[],
    ...more: readonly string[]
  ): NoticeBlock[] => [{ kind: 'heading', id, text: title! }, ...[...texts, ...more].map(paragraph)];
  return {
    rights: [
      paragraph(words.rights.intro(controller.contactAddress)),
      ...right('right-information', words.rights.information),
      ...right(
        'right-access',
        words.rights.access,
        words.rights.accessTime(time.answerMonths, time.extensionMonths),
      ),
      ...right('right-rectification', words.rights.rectification),
      ...right('right-erasure', words.rights.erasure),
      ...right('right-restriction', words.rights.restriction),
      ...(portable.length > 0
        ? right(
            'right-portability',
            words.rights.portability,
            words.rights.portabilityPurposes(names(purposes, portable)),
          )
        : []),
      ...(contested.length > 0
        ? right(
            'right-objection',
            words.rights.objection,
            words.rights.objectionPurposes(names(purposes, contested)),
          )
        : []),
      ...(consented.length > 0 ? right('right-withdrawal', words.rights.withdrawal) : []),
    ],
    answers: [
      paragraph(words.answers.time(time.answerMonths, time.extensionMonths)),
      ...words.answers.rest.map(paragraph),
    ],
  };
}
