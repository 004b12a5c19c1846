import type { backups as en } from '../en/backups.ts';

export const backups: Record<keyof typeof en, string> = {
  'backups.none': 'Inga säkerhetskopior tas',
  'backups.none-about':
    'Ingen plats är vald för dem. Den som driver tjänsten anger HALTIJA_BACKUP_DIR eller HALTIJA_BACKUP_URL och de publika nycklarna i inställningarna.',
  'backups.last': 'Senaste hela',
  'backups.never': 'ingen ännu',
  'backups.next': 'Nästa senast',
  'backups.late': 'Nycklar och raderingar kopierade',
  'backups.kept': 'Sparas',
  'backups.days': '{days, plural, one {# dag} other {# dagar}}',
  'backups.place': 'Plats',
  'backups.folder': 'En mapp',
  'backups.bucket': 'Ett objektlager',
  'backups.overdue': 'försenad',
  'backups.list': 'De senaste säkerhetskopiorna',
  'backups.started': 'Påbörjad',
  'backups.state': 'Hur det gick',
  'backups.size': 'Skrivet',
  'backups.holds': 'Innehåll',
  'backups.finished': 'Hel',
  'backups.running': 'Pågår: {done} av {all} tabeller, {blobs} av {of} filer',
  'backups.failed': 'Misslyckades',
  'backups.removed': 'Borttagen {date}',
  'backups.rows':
    '{rows, plural, one {# rad} other {# rader}}, {blobs, plural, =0 {inga filer} one {# fil} other {# filer}}',
  'backups.took': '{minutes, plural, =0 {under en minut} one {# minut} other {# minuter}}',
  'backups.failed-storage-full': 'Platsen är full. Frigör utrymme eller spara dem färre dagar.',
  'backups.failed-storage-unavailable':
    'Platsen eller databasen gick inte att använda. Den som driver tjänsten måste utreda det.',
  'backups.failed-cut-short': 'Den avbröts: tjänsten stannade under tiden.',
  'backups.failed-other': 'Den misslyckades ({code}). Den som driver tjänsten måste utreda det.',
  'backups.not-yet': 'Ingen har tagits ännu',
  'backups.not-yet-about': 'Den första börjar inom en timme.',
  'backups.first':
    'Säkerhetskopiorna läses med en nyckel som inte finns på den här datorn, så ingenting kan öppnas härifrån.',
  'backups.restores': 'Återställningar och övningar',
  'backups.restores-none': 'Ingen har återställts ännu',
  'backups.restores-none-about':
    'Först när en säkerhetskopia har återställts vet man att den duger. Öva en gång i månaden: haltija restore --rehearse.',
  'backups.restore-when': 'Gjord',
  'backups.restore-what': 'Vad som gjordes',
  'backups.restore-found': 'Resultat',
  'backups.restore-restore': 'Återställd',
  'backups.restore-replay': 'Uppdaterad i efterhand',
  'backups.restore-rehearsal': 'Övad',
  'backups.restore-data-of': '(uppgifterna från {at})',
  'backups.restore-well': 'Allt är i sin ordning',
  'backups.restore-not-well': 'Allt är inte i sin ordning',
  'backups.restore-alarms':
    '{alarms, plural, one {# enhet går} other {# enheter går}} inte att öppna, och ingen har raderat {alarms, plural, one {den} other {dem}}.',
  'backups.restore-given-up': 'Slopade: {because}',
  'backups.restore-open': '{open, plural, one {# enhet går} other {# enheter går}} att öppna',
  'backups.restore-erased':
    '{erased, plural, one {# har raderats efter kopian och är borta även här} other {# har raderats efter kopian och är borta även här}}',
  'backups.restore-lost':
    '{lost, plural, one {# gick förlorad: den skapades, slogs ihop, delades eller flyttades efter kopian} other {# gick förlorade: de skapades, slogs ihop, delades eller flyttades efter kopian}}',
  'backups.restore-lines':
    '{lines, plural, one {# rad i åtkomstloggen gick förlorad} other {# rader i åtkomstloggen gick förlorade}}',
  'backups.restore-held-back':
    'Skickades inte, eftersom det kan ha gått i väg tidigare: {messages, plural, one {# meddelande} other {# meddelanden}}, {letters, plural, one {# brev} other {# brev}}, {hooks, plural, one {# webhook} other {# webhookar}}',
};
