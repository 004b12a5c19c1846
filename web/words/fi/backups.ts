import type { backups as en } from '../en/backups.ts';

export const backups: Record<keyof typeof en, string> = {
  'backups.none': 'Varmuuskopioita ei oteta',
  'backups.none-about':
    'Niille ei ole valittu paikkaa. Palvelun ylläpitäjä kirjoittaa asetuksiin HALTIJA_BACKUP_DIR tai HALTIJA_BACKUP_URL sekä julkiset avaimet.',
  'backups.last': 'Viimeisin ehjä',
  'backups.never': 'ei vielä yhtään',
  'backups.next': 'Seuraava viimeistään',
  'backups.late': 'Avaimet ja poistot kopioitu',
  'backups.kept': 'Säilytetään',
  'backups.days': '{days, plural, one {# päivä} other {# päivää}}',
  'backups.place': 'Paikka',
  'backups.folder': 'Kansio',
  'backups.bucket': 'Objektivarasto',
  'backups.overdue': 'myöhässä',
  'backups.list': 'Viimeisimmät varmuuskopiot',
  'backups.started': 'Aloitettu',
  'backups.state': 'Miten kävi',
  'backups.size': 'Kirjoitettu',
  'backups.holds': 'Sisältö',
  'backups.finished': 'Ehjä',
  'backups.running': 'Kesken: {done}/{all} taulua, {blobs}/{of} tiedostoa',
  'backups.failed': 'Epäonnistui',
  'backups.removed': 'Poistettu {date}',
  'backups.rows':
    '{rows, plural, one {# rivi} other {# riviä}}, {blobs, plural, =0 {ei tiedostoja} one {# tiedosto} other {# tiedostoa}}',
  'backups.took': '{minutes, plural, =0 {alle minuutti} one {# minuutti} other {# minuuttia}}',
  'backups.failed-storage-full': 'Paikka on täynnä. Vapauta tilaa tai säilytä kopioita vähemmän aikaa.',
  'backups.failed-storage-unavailable':
    'Paikkaa tai tietokantaa ei voitu käyttää. Palvelun ylläpitäjän on selvitettävä asia.',
  'backups.failed-cut-short': 'Se keskeytyi: palvelu pysähtyi sen aikana.',
  'backups.failed-other': 'Se epäonnistui ({code}). Palvelun ylläpitäjän on selvitettävä asia.',
  'backups.not-yet': 'Yhtään ei ole vielä otettu',
  'backups.not-yet-about': 'Ensimmäinen alkaa tunnin sisällä.',
  'backups.first':
    'Varmuuskopiot luetaan avaimella, jota ei ole tällä koneella, joten täältä ei voi avata mitään.',
  'backups.restores': 'Palautukset ja harjoitukset',
  'backups.restores-none': 'Yhtään ei ole vielä palautettu',
  'backups.restores-none-about':
    'Varmuuskopio tiedetään hyväksi vasta, kun se on palautettu. Harjoittele kerran kuussa: haltija restore --rehearse.',
  'backups.restore-when': 'Tehty',
  'backups.restore-what': 'Mitä tehtiin',
  'backups.restore-found': 'Tulos',
  'backups.restore-restore': 'Palautettu',
  'backups.restore-replay': 'Saatettu ajan tasalle',
  'backups.restore-rehearsal': 'Harjoiteltu',
  'backups.restore-data-of': '(tiedot ajalta {at})',
  'backups.restore-well': 'Kaikki on kunnossa',
  'backups.restore-not-well': 'Kaikki ei ole kunnossa',
  'backups.restore-alarms':
    '{alarms, plural, one {# yksikkö ei avaudu, eikä kukaan ole poistanut sitä} other {# yksikköä ei avaudu, eikä kukaan ole poistanut niitä}}.',
  'backups.restore-given-up': 'Luovuttu: {because}',
  'backups.restore-open': '{open, plural, one {# yksikkö avautuu} other {# yksikköä avautuu}}',
  'backups.restore-erased':
    '{erased, plural, one {# on poistettu varmuuskopion jälkeen ja puuttuu myös täältä} other {# on poistettu varmuuskopion jälkeen ja puuttuu myös täältä}}',
  'backups.restore-lost':
    '{lost, plural, one {# menetettiin: se syntyi, yhdistettiin, jaettiin tai siirrettiin varmuuskopion jälkeen} other {# menetettiin: ne syntyivät, yhdistettiin, jaettiin tai siirrettiin varmuuskopion jälkeen}}',
  'backups.restore-lines':
    '{lines, plural, one {# käyttölokin rivi menetettiin} other {# käyttölokin riviä menetettiin}}',
  'backups.restore-held-back':
    'Ei lähetetty, koska se on voinut lähteä jo aiemmin: {messages, plural, one {# viesti} other {# viestiä}}, {letters, plural, one {# kirje} other {# kirjettä}}, {hooks, plural, one {# webhook-ilmoitus} other {# webhook-ilmoitusta}}',
};
