import type { Words } from '../declaration.ts';
import type { NoticeFacts } from './notice-facts.ts';
import type { ReverseRuleKey } from './reverse-rules.ts';

/** Something GDPR Articles 13 and 14 ask a notice to tell, and the notice does not. */
export interface Silence {
  readonly key: string;
  readonly article: string;
  readonly name: Words;
}

interface Asked extends Silence {
  /** Any of these tells it. */
  readonly told: readonly ReverseRuleKey[];
  readonly when?: (facts: NoticeFacts) => boolean;
}

const asked = (
  key: string,
  article: string,
  [sv, fi, en]: readonly [string, string, string],
  told: readonly ReverseRuleKey[],
  when?: (facts: NoticeFacts) => boolean,
): Asked => ({ key, article, name: { sv, fi, en }, told, ...(when ? { when } : {}) });

const restsOn = (basis: string) => (facts: NoticeFacts) => facts.bases.some((each) => each.basis === basis);
const leavesEea = (facts: NoticeFacts) => facts.outsideEea?.value === true;

const all: readonly Asked[] = [
  asked(
    'controller',
    '13(1)(a)',
    ['vem den personuppgiftsansvarige är', 'kuka rekisterinpitäjä on', 'who the controller is'],
    ['controller', 'wrong-business-id'],
  ),
  asked(
    'contact',
    '13(1)(a)',
    ['hur den personuppgiftsansvarige nås', 'rekisterinpitäjän yhteystiedot', 'how to reach the controller'],
    [],
  ),
  asked(
    'protection-officer',
    '13(1)(b)',
    [
      'dataskyddsombudet, om ett sådant har utsetts',
      'tietosuojavastaava, jos sellainen on nimetty',
      'the data protection officer, if there is one',
    ],
    ['protection-officer'],
  ),
  asked('purposes', '13(1)(c)', ['ändamålen', 'käsittelyn tarkoitukset', 'the purposes'], ['purpose']),
  asked(
    'legal-basis',
    '13(1)(c)',
    ['rättslig grund', 'oikeusperuste', 'the legal basis'],
    ['legal-basis', 'implied-consent'],
  ),
  asked(
    'interest',
    '13(1)(d)',
    ['vilket det berättigade intresset är', 'mikä oikeutettu etu on', 'which the legitimate interest is'],
    ['interest'],
    restsOn('legitimate-interest'),
  ),
  asked(
    'categories',
    '14(1)(d)',
    ['vilka uppgifter som behandlas', 'mitä tietoja käsitellään', 'which data are processed'],
    ['category', 'category-later', 'category-unknown'],
  ),
  asked(
    'source',
    '14(2)(f)',
    ['varifrån uppgifterna kommer', 'mistä tiedot saadaan', 'where the data come from'],
    ['source', 'other-source', 'channel', 'channel-later', 'collection-rule'],
  ),
  asked(
    'recipients',
    '13(1)(e)',
    ['mottagarna', 'vastaanottajat', 'the recipients'],
    ['processors', 'group-companies', 'no-other-use', 'no-sale', 'authorities', 'shares-freely', 'sells'],
  ),
  asked(
    'third-countries',
    '13(1)(f)',
    [
      'om uppgifter förs utanför EU och EES',
      'siirretäänkö tietoja EU:n ja ETA-alueen ulkopuolelle',
      'whether data leave the EU and the EEA',
    ],
    ['eea', 'transfer-ground', 'transfer-without-ground'],
  ),
  asked(
    'transfer-ground',
    '13(1)(f)',
    [
      'grunden för överföringen till tredjeland',
      'peruste siirrolle kolmanteen maahan',
      'the ground for third countries',
    ],
    ['transfer-ground'],
  ),
  asked(
    'periods',
    '13(2)(a)',
    ['hur länge uppgifterna förvaras', 'kuinka kauan tietoja säilytetään', 'how long the data are kept'],
    ['period', 'recording-period', 'needed-only', 'keeps-forever', 'two-periods'],
  ),
  asked(
    'right-access',
    '13(2)(b)',
    ['rätten till tillgång', 'oikeus saada pääsy tietoihin', 'the right of access'],
    ['right-access'],
  ),
  asked(
    'right-rectification',
    '13(2)(b)',
    ['rätten till rättelse', 'oikeus tietojen oikaisemiseen', 'the right to rectification'],
    ['right-rectification'],
  ),
  asked(
    'right-erasure',
    '13(2)(b)',
    ['rätten till radering', 'oikeus tietojen poistamiseen', 'the right to erasure'],
    ['right-erasure'],
  ),
  asked(
    'right-restriction',
    '13(2)(b)',
    ['rätten till begränsning', 'oikeus käsittelyn rajoittamiseen', 'the right to restriction'],
    ['right-restriction'],
  ),
  asked(
    'right-objection',
    '13(2)(b)',
    ['rätten att invända', 'oikeus vastustaa käsittelyä', 'the right to object'],
    ['right-objection'],
  ),
  asked(
    'right-portability',
    '13(2)(b)',
    [
      'rätten till dataportabilitet',
      'oikeus siirtää tiedot järjestelmästä toiseen',
      'the right to portability',
    ],
    ['right-portability'],
  ),
  asked(
    'right-withdraw',
    '13(2)(c)',
    ['rätten att återkalla samtycke', 'oikeus peruuttaa suostumus', 'the right to withdraw consent'],
    ['right-withdraw'],
    restsOn('consent'),
  ),
  asked(
    'complaint',
    '13(2)(d)',
    ['klagomål till tillsynsmyndigheten', 'valitus valvontaviranomaiselle', 'complaint to the authority'],
    ['authority'],
  ),
  asked(
    'obligation',
    '13(2)(e)',
    [
      'om uppgifterna måste lämnas och vad som annars följer',
      'onko tiedot annettava ja mitä muuten seuraa',
      'whether data must be given, and what follows if not',
    ],
    ['obligation'],
  ),
  asked(
    'automation',
    '13(2)(f)',
    [
      'om automatiserade beslut fattas',
      'tehdäänkö automatisoituja päätöksiä',
      'whether decisions are automated',
    ],
    ['no-automation', 'automated-decisions'],
  ),
];

/** In the order of the articles. */
export function findSilence(told: ReadonlySet<ReverseRuleKey>, facts: NoticeFacts): Silence[] {
  return all
    .filter((each) => {
      // An address is told by an address, not by a sentence about contacting.
      if (each.key === 'contact') return facts.contactAddress === undefined;
      if (each.key === 'transfer-ground')
        return leavesEea(facts) && (told.has('transfer-without-ground') || !told.has('transfer-ground'));
      if (each.when && !each.when(facts)) return false;
      return !each.told.some((rule) => told.has(rule));
    })
    .map(({ key, article, name }) => ({ key, article, name }));
}
