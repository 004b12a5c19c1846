import type { conditions as en } from '../en/conditions.ts';

/** Vad husets delar säger om sig själva. */
export const conditions = {
  'condition.database': 'Databasen svarar inte. Det som skickas väntar.',
  'condition.blobs': 'Fillagringen svarar inte. Ny post väntar.',
  'condition.jobs': 'Bakgrundsarbetet har stannat.',
  'condition.mail-in': 'Ingen post kommer in just nu. Den väntar på e-postservern.',
  'condition.mail-in-of': 'Post till {address} kommer inte in just nu. Den väntar på e-postservern.',
  'condition.mail-out':
    '{count, plural, =0 {Svaren går inte ut just nu. De väntar och skickas av sig själva.} one {# svar väntar: e-postservern svarar inte. Det skickas av sig självt.} other {# svar väntar: e-postservern svarar inte. De skickas av sig själva.}}',
  'condition.mail-out-of': 'Svar från {address} går inte ut just nu. De väntar och skickas av sig själva.',
  'condition.access-log':
    'Åtkomstloggen är inte den som tidigare har signerats eller förankrats. Den som driver tjänsten måste utreda det genast.',
  'condition.access-log-anchor':
    'Åtkomstloggens kontrollpunkter kan inte sparas utanför systemet just nu. Den som driver tjänsten måste utreda det.',
  'condition.access-log-witness':
    'Vittnet signerar inte åtkomstloggens kontrollpunkter just nu. Den som driver tjänsten måste utreda det.',
  'condition.access-log-beside-keys':
    'Registrets läge kan inte skrivas upp vid nycklarna just nu. Den som driver tjänsten måste utreda det.',
  'condition.backups': 'Säkerhetskopiorna tas inte som de ska. Den som driver tjänsten måste utreda det.',
  'condition.keys':
    'Nyckeltjänsten fungerar inte som den ska. Arbetet fortsätter, men ingen nyckelperiod börjar eller slutar. Den som driver tjänsten måste se efter.',
  'condition.phone':
    'Växlarna kan inte lämna över samtal just nu, så de spelas inte in. Den som driver tjänsten måste se efter.',
  'condition.phone-of':
    'Den senaste inspelningen som {address} lämnade in kunde inte sparas. Den som driver tjänsten måste se efter.',
  'condition.demo': 'Demonstration: allt här är påhittat.',
  'condition.since': 'Sedan {at}.',
} satisfies Record<keyof typeof en, string>;
