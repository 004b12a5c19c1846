/** The closed lists by which an incident is described. */

/** What happened. The first three are of messages that were sent. */
export const incidentKinds = [
  'wrong-recipient',
  'wrong-content',
  'wrong-attachment',
  'seen-without-right',
  'taken',
  'changed',
  'lost',
  'unavailable',
  'other',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** What of the data's safety was breached (GDPR Art. 4(12); EDPB Guidelines 9/2022, 15). */
export const natures = ['confidentiality', 'integrity', 'availability'] as const;
export type Nature = (typeof natures)[number];

/** How it came to be known. */
export const sources = [
  'recall',
  'log',
  'promise',
  'restore',
  'colleague',
  'processor',
  'person',
  'other',
] as const;
export type IncidentSource = (typeof sources)[number];

/** To the rights and freedoms of those concerned: by it is decided who is told (Art. 33(1), 34(1)). */
export const risks = ['none', 'risk', 'high'] as const;
export type Risk = (typeof risks)[number];

export const authorityDecisions = ['notify', 'not-notify'] as const;
export type AuthorityDecision = (typeof authorityDecisions)[number];

/**
 * Whether those concerned are told. The exceptions: their data were unintelligible to whoever had them (Art. 34(3)(a)), the
 * high risk is averted (b), telling each would be out of proportion and the public is told (c); or there is no high risk.
 */
export const tellDecisions = ['tell', 'protected', 'averted', 'public', 'not-high'] as const;
export type TellDecision = (typeof tellDecisions)[number];

export const stepKinds = [
  'reported',
  'described',
  'measure',
  'risk',
  'authority',
  'notified',
  'found',
  'added',
  'left-out',
  'taken-in',
  'tell',
  'letter',
  'letters-started',
  'letters-paused',
  'told',
  'lessons',
  'settled',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** What a nature follows from, where nobody has said otherwise. */
export function natureOf(kind: IncidentKind): Nature {
  if (kind === 'changed') return 'integrity';
  return kind === 'lost' || kind === 'unavailable' ? 'availability' : 'confidentiality';
}
