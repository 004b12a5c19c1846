/** Miksi tallenne tai se, mikä sitä säilyttää, ei anna tehdä jotakin. */
export const recordingErrors = {
  'error.recording-not-kept': 'Puhelusta ei ole tallennetta, jota voisi kuunnella.',
  'error.recording-held': 'Lakiin perustuva poistokielto: tallennetta saa käyttää vain kyseisessä asiassa.',
  'error.recording-past-cap': 'Tallennetta ei saa säilyttää niin kauan puhelun jälkeen.',
  'error.matter-closed': 'Reklamaatio, hanke tai poistokielto on jo päättynyt.',
  'error.own-call': 'Olit itse mukana tässä puhelussa. Sen arvioi joku muu.',
} as const;
