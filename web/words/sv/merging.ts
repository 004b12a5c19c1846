import type { merging as source } from '../en/merging.ts';

export const merging: Record<keyof typeof source, string> = {
  'merging.title': 'Slå ihop, dela, flytta',
  'merging.what': 'Vad vill du göra?',
  'merging.merge': 'Slå ihop',
  'merging.split': 'Dela',
  'merging.move': 'Annan person',
  'merging.merge-about':
    'Kontakterna du väljer läggs in i den här med allt de innehåller. Deras gamla nummer och länkar leder hit.',
  'merging.others': 'Kontakter som slås ihop med den här',
  'merging.no-others': 'Personen har inga andra kontakter i den här kön.',
  'merging.find': 'Sök en annan kontakt',
  'merging.merge-do':
    '{count, plural, =0 {Slå ihop} one {Slå ihop # kontakt med den här} other {Slå ihop # kontakter med den här}}',
  'merging.merged': '{count, plural, one {# kontakt} other {# kontakter}} har slagits ihop',
  'merging.whose': 'Kontakterna hör till olika personer. Vems är den sammanslagna kontakten?',
  'merging.whose-warning':
    'Personen du väljer får rätt att se allt i kontakten. Kontrollera att meddelandena är den personens.',
  'merging.split-about': 'Meddelandena du väljer blir en egen kontakt, med sina filer. Resten blir kvar här.',
  'merging.split-messages': 'Meddelanden som tas ut',
  'merging.split-notes': 'Anteckningar som följer med',
  'merging.split-person': 'Vems är den nya kontakten?',
  'merging.person-same': 'Samma person',
  'merging.person-sender': 'Den som skickade det första av dem',
  'merging.person-other': 'En annan person i registret',
  'merging.split-do': '{count, plural, =0 {Dela} one {Ta ut # meddelande} other {Ta ut # meddelanden}}',
  'merging.split-done': 'En ny kontakt har skapats',
  'merging.split-all': 'Lämna kvar minst ett meddelande här.',
  'merging.open-new': 'Öppna den',
  'merging.move-about':
    'För en kontakt som har hamnat hos fel person, eller vars avsändare du nu känner till. Läsningarna bokförs hädanefter på rätt person.',
  'merging.move-do': 'Flytta till personen',
  'merging.moved': 'Kontakten har flyttats',
  'merging.choose-person': 'Sök personen',
  'merging.chosen-person': 'Vald: {name}',
  'merging.nobody': 'Ingen hittades. Av namn behövs ett helt för- eller efternamn.',
  'merging.from-ours': 'vårt svar',
  'event.merged-from': 'Kontakt {number} slogs ihop med den här',
  'event.split-into': '{messages, plural, one {# meddelande} other {# meddelanden}} togs ut till {number}',
  'event.split-from': 'Delad från {number}',
  'event.moved-to-person': 'Flyttad till en annan person',
  'event.by': '{what} · {name}',
};
