import { eeaCountries } from '../../declaration/eea.ts';
import { findRefused } from '../../processors/configured.ts';
import { type DisclosureRefusal, recipientsOf, refuseDisclosure } from '../../processors/may-disclose.ts';
import type { ConnectionRefusal } from '../../processors/refuse-connection.ts';
import {
  codeProbe,
  countGroups,
  firstIdAt,
  found,
  type Group,
  lookBack,
  type Probe,
  versionOr,
} from './probe.ts';

interface DisclosureGroup extends Group {
  readonly recipient: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly declaration_version: number;
  readonly day: string;
  readonly sample: string;
}

const disclosuresSql = `SELECT recipient, purpose, categories, declaration_version, (at AT TIME ZONE $2)::date AS day, count(*) AS times, max(id::text) AS sample
   FROM connections.disclosure WHERE id >= $1 AND outcome <> 'refused' GROUP BY 1, 2, 3, 4, 5`;
const here = 'code: server/safeguards/processors/may-disclose.ts';

function disclosureProbe(key: string, wrong: readonly DisclosureRefusal[]): Probe {
  return codeProbe(key, [disclosuresSql, here, wrong.join(' ')], async (context) => {
    const { timeZone } = context.inForce.declaration.register;
    const groups = await context.once('disclosures', () =>
      context.db.query<DisclosureGroup>(disclosuresSql, [
        firstIdAt(new Date(context.now.getTime() - lookBack)),
        timeZone,
      ]),
    );
    return countGroups(
      groups,
      async (group) => {
        const declaration = await versionOr(context, group.declaration_version);
        if (declaration === undefined) return true;
        const refusal = refuseDisclosure(declaration, group.day, group);
        return refusal !== undefined && wrong.includes(refusal);
      },
      ({ sample }) => [sample],
    );
  });
}

/** P12: what left in the last thirty days went to a declared recipient, for a purpose and with data agreed on. */
const disclosedAsDeclared = disclosureProbe('P12.disclosed-as-declared', [
  'recipient-not-declared',
  'recipient-purpose-not-declared',
  'recipient-category-not-declared',
]);

/** P14: and to a country where it may be. */
const disclosedWhereAllowed = disclosureProbe('P14.disclosed-where-allowed', [
  'recipient-country-not-allowed',
]);

/** P16: and while the agreement was in force. */
const disclosedUnderAgreement = disclosureProbe('P16.disclosed-under-agreement', [
  'recipient-agreement-ended',
]);

const declarationAsked =
  'code: server/safeguards/promises/probes/disclosure-probes.ts, on the declaration in force';

/** P14: each processor and other recipient is in the EEA, or has a ground for being elsewhere that the register allows. */
const processorsWhereAllowed = codeProbe(
  'P14.processors-where-allowed',
  [declarationAsked],
  ({ inForce }) => {
    const { processing } = inForce.declaration;
    const given = recipientsOf(inForce.declaration);
    const wrong = given.filter(
      ([, { countries, transferGround }]) =>
        countries.length === 0 ||
        (countries.some((country) => !eeaCountries.has(country)) &&
          (!processing.outsideEea.allowed || transferGround === undefined)),
    );
    return Promise.resolve(
      found(
        wrong.length,
        given.length,
        wrong.map(([key]) => key),
      ),
    );
  },
);

/** P16: each processor that is named has an agreement that is in force today. */
const agreementsInForce = codeProbe('P16.agreements-in-force', [declarationAsked], ({ inForce, today }) => {
  const processors = Object.entries(inForce.declaration.processors ?? {});
  const ended = processors.filter(
    ([, { agreement, validUntil }]) => today > validUntil || today < agreement.date,
  );
  return Promise.resolve(
    found(
      ended.length,
      processors.length,
      ended.map(([key]) => key),
    ),
  );
});

const judged =
  'code: server/safeguards/processors/refuse-connection.ts, on what settings and web hooks ask for';

/** What is set up and refused shows as its way, with the mailbox or recipient: hosts are nobody's business here. */
function connectionProbe(key: string, wrong: ConnectionRefusal): Probe {
  return codeProbe(key, [judged, wrong], async (context) => {
    const configured = await context.once('configured', () => context.configured());
    const { declaration } = context.inForce;
    const refused = findRefused(declaration, context.today, configured).filter(({ code }) => code === wrong);
    return found(refused.length, configured.length, [
      ...new Set(refused.map(({ way, setting, recipient }) => `${way} ${setting ?? recipient ?? ''}`.trim())),
    ]);
  });
}

/** P12: whatever the settings and the web hooks lead to is declared. */
const connectionsDeclared = connectionProbe('P12.connections-declared', 'connection-not-declared');
/** P14: and stands where data may be. */
const connectionsWhereAllowed = connectionProbe(
  'P14.connections-where-allowed',
  'recipient-country-not-allowed',
);
/** P16: and its keeper has an agreement that is in force today. */
const connectionsUnderAgreement = connectionProbe(
  'P16.connections-under-agreement',
  'recipient-agreement-ended',
);

export const disclosureProbes: readonly Probe[] = [
  disclosedAsDeclared,
  connectionsDeclared,
  connectionsWhereAllowed,
  connectionsUnderAgreement,
  disclosedWhereAllowed,
  processorsWhereAllowed,
  disclosedUnderAgreement,
  agreementsInForce,
];
