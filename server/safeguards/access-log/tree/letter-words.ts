/** What an auditor is written beside a checkpoint. */
export const letterWords = {
  en: {
    subject: (day: string) => `Access log: checkpoint of ${day}`,
    lead: (register: string, lines: number) =>
      `${register}: the access log has ${lines} lines. Keep this letter: with it anybody can show later whether the log was changed or cut short.`,
    key: 'Key of the log:',
    how: 'To compare: save the text of this letter to a file and give it to the verifier as a kept checkpoint, with an export of the log.',
  },
  sv: {
    subject: (day: string) => `Åtkomstloggen: kontrollpunkt ${day}`,
    lead: (register: string, lines: number) =>
      `${register}: åtkomstloggen har ${lines} rader. Spara detta brev: med det kan vem som helst senare visa om loggen har ändrats eller kortats av.`,
    key: 'Loggens nyckel:',
    how: 'Så här jämförs den: spara brevets text i en fil och ge den till kontrollprogrammet som sparad kontrollpunkt, tillsammans med en export av loggen.',
  },
  fi: {
    subject: (day: string) => `Käyttöloki: tarkistuspiste ${day}`,
    lead: (register: string, lines: number) =>
      `${register}: käyttölokissa on ${lines} riviä. Säilytä tämä kirje: sen avulla kuka tahansa voi myöhemmin osoittaa, onko lokia muutettu tai lyhennetty.`,
    key: 'Lokin avain:',
    how: 'Vertaaminen: tallenna kirjeen teksti tiedostoon ja anna se tarkistusohjelmalle talletettuna tarkistuspisteenä yhdessä lokin viennin kanssa.',
  },
} as const;
