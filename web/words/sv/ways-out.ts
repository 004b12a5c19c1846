import type { waysOut as source } from '../en/ways-out.ts';

export const waysOut: Record<keyof typeof source, string> = {
  'refusal.connection-not-declared': 'förbindelsen inte deklarerad',
  'refusal.recipient-agreement-ended': 'avtalet inte i kraft',
  'refusal.recipient-country-not-allowed': 'landet inte tillåtet',
  'act-name.connect': 'ansluta till en annan dator',
  'detail.way': 'Förbindelse',
  'delivery-code.connection-not-declared': 'deklarationen nämner inte datorn',
  'delivery.code.connection-not-declared':
    'Det väntar: deklarationen nämner inte den utgående servern. Det skickas av sig självt när den gör det.',
  'delivery.code.recipient-agreement-ended':
    'Det väntar: avtalet om den utgående servern är inte i kraft. Det skickas av sig självt när det är det.',
  'delivery.code.recipient-country-not-allowed':
    'Det väntar: den utgående servern finns i ett land som deklarationen inte tillåter.',
  'delivery.code.token-endpoint-not-allowed':
    'Det väntar: deklarationen låter oss inte logga in på den utgående servern. Det skickas av sig självt när den gör det.',
  'mail-code.connection-not-declared':
    'Deklarationen nämner inte den här servern, så vi ansluter inte till den.',
  'mail-code.recipient-agreement-ended':
    'Avtalet med den som sköter servern är inte i kraft, så vi ansluter inte till den.',
  'mail-code.recipient-country-not-allowed':
    'Servern finns i ett land som deklarationen inte tillåter, så vi ansluter inte till den.',
  'mail-code.token-endpoint-not-allowed':
    'Deklarationen nämner inte den server som ger token, så vi kan inte logga in.',
  'ways.title': 'Förbindelser till andra datorer',
  'ways.about':
    'Systemet ansluter bara till datorer som deklarationen nämner. Allt annat avvisas och antecknas.',
  'ways.none': 'Ingen förbindelse lämnar den här datorn.',
  'ways.this-machine': 'den här datorn',
  'ways.own': 'eget system',
  'ways.refused': 'avvisas',
  'ways.refused-title': 'Avvisade försök',
  'ways.times': '{count, plural, one {En gång} other {# gånger}}',
  'ways.last': 'senast {at}',
  'ways.write-about':
    'Lägg till det här i deklarationen hos det biträde som sköter datorn, eller under controller.systems om den är er egen, och publicera.',
  'ways.copy': 'Kopiera',
  'ways.copied': 'Kopierat',
  'way.mail-out': 'Utgående e-post',
  'way.mail-in': 'Inkommande e-post',
  'way.web-hook': 'Webhook',
  'way.sign-in': 'Inloggningstjänst',
  'way.storage': 'Fillagring',
  'way.backup': 'Säkerhetskopior',
  'way.database': 'Databas',
  'way.keys': 'Nyckeltjänst',
  'way.witness': 'Åtkomstloggens vittne',
  'way.calls': 'Samtal',
  'way.recordings': 'Inspelningar',
  'way.identification': 'Identifiering',
  'simulation.refused': '{way}: anslutningen till {host} skulle avvisas.',
};
