import { Refusal } from '../../base/errors.ts';

/** Names of mailboxes and desks that several people share, accents folded. Finnish, Swedish, English. */
const sharedNames = new Set(
  `admin administrator administration adm root superuser sysadmin system systeemi webmaster hostmaster postmaster master
  info information informaatio tiedotus viestinta kommunikation press media
  asiakaspalvelu asiakaspalvelut asiakas asiakkaat palvelu neuvonta vaihde tuki tukipalvelu helpdesk
  kundtjanst kundservice kundtjansten kundsupport kund kunder service radgivning vaxel stod
  customerservice customersupport customercare customer customers support help contact contactus callcenter
  yhteys yhteystiedot kontakt kontakta toimisto kontor office reception vastaanotto reception aula desk frontdesk
  noreply donotreply alavastaa svarainte mailer daemon mailerdaemon bounce autoreply
  team tiimi ryhma grupp group teamet staff personal henkilosto henkilokunta hr everyone kaikki alla shared yhteinen gemensam jaettu delad
  sales myynti forsaljning billing laskutus fakturering invoice lasku faktura finance talous ekonomi
  abuse security tietoturva sakerhet privacy tietosuoja dataskydd dataskyddsombud tietosuojavastaava dpo legal
  user kayttaja anvandare username guest vieras gast test testi tester testaaja demo temp tilapainen vikarie sijainen
  agent agentti operator operaattori manager esimies paivystys paivystaja jour jourhavande dispatch
  posti post mail email epost sahkoposti kirjaamo registratur feedback palaute respons it ict dev ops devops robot bot api`.split(
    /\s+/,
  ),
);

const part = String.raw`\p{Script=Latin}[\p{Script=Latin}\d]*`;
const personalPattern = new RegExp(`^${part}(?:[.-]${part})*\\.${part}(?:[.-]${part})*$`, 'u');

/** The form in which a user name is stored and found. Any text has one; see {@link parseUserName} for what is taken. */
export function normaliseUserName(text: string): string {
  return text.normalize('NFC').trim().toLowerCase().slice(0, 100);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'ae');
}

function isShared(word: string): boolean {
  return sharedNames.has(word.replace(/\d+$/, ''));
}

/**
 * The user name of one person: given name and family name joined by a dot (`anna-liisa.mäkelä`,
 * `a.lindqvist2`), 3-64 characters, in lower case.
 * @throws Refusal 'user-name-not-personal' (reason `address`, `shared` or `shape`): an address or a name that
 *   several people share cannot say who read what (notice: personal user names)
 */
export function parseUserName(text: string): string {
  const name = normaliseUserName(text);
  if (name.includes('@')) throw new Refusal('user-name-not-personal', { reason: 'address' });
  const words = fold(name)
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
  // `no-reply`, `customer.service` and `info2` are the same names in other clothes.
  if (words.some(isShared) || isShared(words.join('')) || pairs(words).some(isShared)) {
    throw new Refusal('user-name-not-personal', { reason: 'shared' });
  }
  if (name.length < 3 || name.length > 64 || !personalPattern.test(name)) {
    throw new Refusal('user-name-not-personal', { reason: 'shape', write: 'given.family' });
  }
  return name;
}

function pairs(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]}${word}`);
}
