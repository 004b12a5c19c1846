import type { importing as en } from '../en/importing.ts';

export const importing: Record<keyof typeof en, string> = {
  'set.import': 'Äldre e-post',
  'set.import-about':
    'För över e-post från ett äldre system: mbox-filer eller .eml-filer. Kontakterna avslutas vid sin egen tidpunkt, ingen meddelas eller får svar, och inget sparas längre för att det har förts över.',
  'import.not-declared': 'Deklarationen nämner inte äldre e-post',
  'import.not-declared-about':
    'Människor ska få veta var deras uppgifter kommer ifrån. Lägg till ”imports: [email]” i deklarationen och publicera den: då står det i dataskyddsbeskrivningen, och e-post kan föras över här.',
  'import.mailbox': 'E-postlåda',
  'import.mailbox-about': 'Den som e-posten hörde till. Den avgör kön och vilka meddelanden som är våra.',
  'import.files': 'Filer',
  'import.files-about':
    'De läses på vägen och förseglas; ingen kopia av filen sparas. Stora arkiv och Maildir-mappar går snabbare med ”haltija import mail”.',
  'import.choose': 'Välj filer',
  'import.dry-run': 'Bara titta',
  'import.dry-run-about': 'Visar vad som skulle hända med varje meddelande. Inget skrivs.',
  'import.look': 'Titta på filerna',
  'import.bring': 'För över e-posten',
  'import.progress': 'Hur mycket som har skickats',
  'import.sent': '{sent} av {total}',
  'import.again': 'Välj samma filer igen för att fortsätta: det som redan finns här dubbleras inte.',
  'import.cancelled': 'Avslutades före filernas slut',
  'import.looked': 'Så här skulle det bli; inget har skrivits',
  'import.finished': 'E-posten har förts över',
  'import.report': 'Spara listan över det som lämnades utanför',
  'import.unlisted':
    '{count, plural, one {Ytterligare # meddelande} other {Ytterligare # meddelanden}} ryms inte i listan. ”haltija import mail --report” listar alla.',
  'import.class.imported': 'överförda',
  'import.class.already-there': 'fanns redan',
  'import.class.too-old': 'äldre än den deklarerade tiden: skulle raderas genast',
  'import.class.from-future': 'daterade i framtiden',
  'import.class.not-allowed': 'tillåts inte av deklarationen',
  'import.class.unreadable': 'väntar under ”Kunde inte läsas”',
  'import.class.too-large': 'större än ett meddelande får vara',
  'import.class.not-mail': 'inte e-post',
  'import.past': 'Tidigare överföringar',
  'import.of': '{imported} av {all} överförda',
  'import.state.running': 'pågår',
  'import.state.finished': 'klar',
  'import.state.cancelled': 'avbruten',
  'import.state.failed': 'misslyckades',
  'import.state.broken-off': 'bröts',
};
