import type { importing as en } from '../en/importing.ts';

export const importing: Record<keyof typeof en, string> = {
  'set.import': 'Vanha sähköposti',
  'set.import-about':
    'Tuo sähköpostia vanhasta järjestelmästä: mbox- tai .eml-tiedostoja. Yhteydenotot päätetään omaan aikaansa, kenellekään ei ilmoiteta eikä vastata, eikä mitään säilytetä tuonnin takia pidempään.',
  'import.not-declared': 'Selosteessa ei mainita vanhaa sähköpostia',
  'import.not-declared-about':
    'Ihmisille on kerrottava, mistä heidän tietonsa on saatu. Lisää selosteeseen ”imports: [email]” ja julkaise se: silloin tietosuojaseloste kertoo siitä, ja sähköpostia voi tuoda täällä.',
  'import.mailbox': 'Postilaatikko',
  'import.mailbox-about': 'Se, johon sähköposti kuului. Se määrää jonon ja sen, mitkä viestit ovat meidän.',
  'import.files': 'Tiedostot',
  'import.files-about':
    'Ne luetaan matkalla ja sinetöidään; tiedostosta ei tallenneta kopiota. Suuret arkistot ja Maildir-kansiot tuodaan nopeammin komennolla ”haltija import mail”.',
  'import.choose': 'Valitse tiedostot',
  'import.dry-run': 'Vain katsotaan',
  'import.dry-run-about': 'Kertoo, mitä kullekin viestille tapahtuisi. Mitään ei kirjoiteta.',
  'import.look': 'Katso tiedostot',
  'import.bring': 'Tuo sähköposti',
  'import.progress': 'Kuinka paljon on lähetetty',
  'import.sent': '{sent} / {total}',
  'import.again': 'Jatka valitsemalla samat tiedostot uudelleen: mikään jo tuotu ei kahdennu.',
  'import.cancelled': 'Päättyi ennen tiedostojen loppua',
  'import.looked': 'Näin kävisi; mitään ei kirjoitettu',
  'import.finished': 'Sähköposti on tuotu',
  'import.report': 'Tallenna luettelo pois jääneistä',
  'import.unlisted':
    '{count, plural, one {# viesti ei} other {# viestiä ei}} mahdu luetteloon. ”haltija import mail --report” luettelee kaikki.',
  'import.class.imported': 'tuotu',
  'import.class.already-there': 'oli jo täällä',
  'import.class.too-old': 'vanhempi kuin selosteen säilytysaika: poistettaisiin heti',
  'import.class.from-future': 'päivätty tulevaisuuteen',
  'import.class.not-allowed': 'seloste ei salli',
  'import.class.unreadable': 'odottaa kohdassa ”Lukukelvottomat”',
  'import.class.too-large': 'suurempi kuin viesti saa olla',
  'import.class.not-mail': 'ei sähköpostia',
  'import.past': 'Aiemmat tuonnit',
  'import.of': '{imported} / {all} tuotu',
  'import.state.running': 'käynnissä',
  'import.state.finished': 'valmis',
  'import.state.cancelled': 'peruttu',
  'import.state.failed': 'epäonnistui',
  'import.state.broken-off': 'katkennut',
};
