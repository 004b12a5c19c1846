import type { Language } from '../corpus/corpus.ts';
import type { wrapUpCall } from '../../../register/contacts/wrap-up-call.ts';

type WrapUp = Parameters<typeof wrapUpCall>[4]['code'];

interface CallWords {
  /** What a colleague notes of a call, by what came of it. */
  readonly notes: readonly (readonly [WrapUp, string])[];
  readonly missed: string;
}

/** Notes as the colleagues of that language write them. */
export const callWords: Readonly<Record<Language, CallWords>> = {
  sv: {
    notes: [
      ['resolved', 'Hittade inte fakturan. Den låg i arkivet, visade var. Klart.'],
      ['resolved', 'Ny telefon, kom inte in. Legitimerade sig via banken, fungerar nu.'],
      [
        'resolved',
        'Vill ha lönebeskeden digitalt. Arbetsgivaren är ansluten, kunden väljer själv i inställningarna.',
      ],
      ['passed-on', 'Frågan gäller avsändarens uppgifter. Bad kunden kontakta avsändaren.'],
      ['follow-up', 'Kunden prövar i kväll och hör av sig om det krånglar.'],
    ],
    missed: 'Ringde upp. Kunden hade redan fått hjälp i appen.',
  },
  fi: {
    notes: [
      ['resolved', 'Lasku ei löytynyt. Se oli arkistossa, neuvottu mistä. Valmis.'],
      ['resolved', 'Uusi puhelin, ei päässyt sisään. Tunnistautui pankin kautta, toimii nyt.'],
      ['resolved', 'Haluaa palkkalaskelmat sähköisesti. Työnantaja on mukana, asiakas valitsee asetuksista.'],
      ['passed-on', 'Kysymys koskee lähettäjän tietoja. Pyydetty ottamaan yhteyttä lähettäjään.'],
      ['follow-up', 'Asiakas kokeilee illalla ja palaa asiaan, jos ei onnistu.'],
    ],
    missed: 'Soitettu takaisin. Asia oli jo selvinnyt sovelluksessa.',
  },
  en: {
    notes: [
      ['resolved', 'Could not find an invoice. It was in the archive, showed where. Done.'],
      ['resolved', 'New phone, could not get in. Signed in by the bank, works now.'],
      ['follow-up', 'The customer will try tonight and come back if it fails.'],
    ],
    missed: 'Called back. The customer had already sorted it out in the app.',
  },
};

/** What keeps some recordings longer than their period. */
export const matterWords = {
  complaint: {
    reason:
      'Kunden reklamerar: säger sig ha blivit lovad att en påminnelseavgift skulle strykas. Samtalen behövs för att reda ut vad som sades.',
    extension: 'Det som lovades sades i det här samtalet.',
  },
  project: {
    name: 'Selkeä alku: puhelun ensimmäinen minuutti',
    reason: 'Selvitetään, kuinka nopeasti asia ymmärretään ja mitä kysytään turhaan.',
    remarks: [
      '',
      'Asia ymmärrettiin heti, yksi kysymys turhaan.',
      'Tervehdys pitkä, muuten sujuva.',
      'Jatkosta sovittiin selvästi.',
    ],
  },
  hold: 'Tvist i tingsrätten, mål T 26/0117; handlingen hos dataskyddsombudet, pärm 4.',
} as const;
