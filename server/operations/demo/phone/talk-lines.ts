import type { Language } from '../corpus/corpus.ts';

/** What is said on the phone, spelt as it sounds to who reads letter by letter: it is only ever heard. */
export interface TalkLines {
  /** Who answers. */
  readonly greetings: readonly string[];
  /** Who calls out. */
  readonly callBacks: readonly string[];
  /** The customer and the colleague in turn; the customer begins. */
  readonly matters: readonly (readonly string[])[];
  /** While something is looked up. */
  readonly waiting: readonly string[];
  readonly murmurs: readonly string[];
  /** The colleague, then the customer. */
  readonly farewells: readonly (readonly [string, string])[];
  readonly handingOver: string;
  readonly takingOver: string;
}

export const talkLines: Readonly<Record<Language, TalkLines>> = {
  fi: {
    greetings: [
      'kivran asiakaspalvelu, hyvää päivää. kuinka voin auttaa?',
      'asiakaspalvelussa, huomenta. miten voin olla avuksi?',
    ],
    callBacks: [
      'hyvää päivää, täällä kivran asiakaspalvelu. lupasimme soittaa takaisin.',
      'hei, soitan kivrasta. yrititte tavoittaa meitä aiemmin.',
    ],
    matters: [
      [
        'hei. en löydä laskua, joka tuli viime viikolla. se oli sähköyhtiöltä.',
        'katsotaan yhdessä. oletteko kirjautuneena palveluun nyt?',
        'joo, olen. näen kyllä muut kirjeet, mutta en sitä.',
        'se on siirtynyt arkistoon, kun se merkittiin maksetuksi. avatkaa valikko, ja sieltä arkisto.',
        'aa, täällähän se on. enpä olisi arvannut.',
        'hienoa. voitte siirtää sen takaisin samasta valikosta.',
      ],
      [
        'terve. sain ilmoituksen, että minulle on tullut kirje, mutta en pääse sisään.',
        'vaihdoitteko puhelinta hiljattain?',
        'vaihdoin, joo, viime kuussa. liittyykö se tähän?',
        'liittyy kyllä. tunnistautukaa kerran verkkopankin kautta, niin uusi puhelin tulee tutuksi.',
        'selvä, kokeilen heti. kyllä, nyt se aukesi.',
        'mainiota. jatkossa riittää sormenjälki.',
      ],
      [
        'hei, haluaisin että palkkalaskelmat tulevat teille eivätkä postissa.',
        'se onnistuu. työnantajan täytyy olla mukana palvelussa. minä katson.',
        'kiitos. odotan tässä.',
        'kyllä vain, työnantajanne on mukana. voitte valita sen asetuksista.',
      ],
    ],
    waiting: ['odottakaa hetki, katson järjestelmästä.', 'pieni hetki, haen tiedot.'],
    murmurs: ['joo.', 'niin.', 'mm.', 'selvä.'],
    farewells: [
      [
        'voinko auttaa jossain muussa? kiitos soitosta, hyvää päivänjatkoa.',
        'ei muuta, kiitos avusta. hei hei.',
      ],
      ['hyvä, sitten tämä on selvä. kuulemiin.', 'kiitos paljon, kuulemiin.'],
    ],
    handingOver: 'tämä kuuluu kollegalleni. yhdistän teidät hänelle, hetki vain.',
    takingOver: 'hei, kollega kertoi jo asiasta. minä voin auttaa tästä eteenpäin.',
  },
  sv: {
    greetings: [
      'kivras kundsjänst, gomorron. va kan ja jelpa till me?',
      'välkommen till kivras kundsjänst. hur kan ja jelpa dej?',
    ],
    callBacks: [
      'hej, de här e kivras kundsjänst. du bad oss ringa tibaka.',
      'hejsan, ja ringer från kivra. du försökte nå oss tidigare i da.',
    ],
    matters: [
      [
        'hej. ja hittar inte fakturan som kom förra vekkan. den va från elbolaget.',
        'då tittar vi på de tisammans. e du inloggad nu?',
        'ja de e ja. ja ser alla andra brev, men inte den.',
        'den har flyttats ti arkivet, för den e betald. öppna menyn, så finns arkivet där.',
        'jaha, där ligger den ju. de hade ja aldrig gissat.',
        'va bra. du kan flytta tibaka den på samma ställe.',
      ],
      [
        'hej hej. ja fikk ett besked om ett nytt brev, men ja kommer inte in.',
        'har du bytt telefon på sista tiden?',
        'ja, förra månaden faktiskt. har de me saken att göra?',
        'de har de. legitimera dej en gång me banken, så lär sej appen den nya telefonen.',
        'okej, ja prövar me detsamma. jo, nu gikk de.',
        'fint. framöver räkker de me fingeravtrykk.',
      ],
      [
        'hej, ja skulle vilja få lönebeskeden till er i stället för på papper.',
        'de går bra. arbetsgivaren måste va ansluten. ja ska kolla.',
        'takk. ja väntar.',
        'jo då, din arbetsgivare e me. du väljer den under inställningar.',
      ],
    ],
    waiting: ['ett ögonblikk, ja tittar i systemet.', 'vänta lite, så tar ja fram de.'],
    murmurs: ['ja.', 'jo.', 'mm.', 'okej.'],
    farewells: [
      [
        'e de något annat ja kan jelpa till me? takk för att du ringde, ha en fin da.',
        'nä, de va allt. takk för jälpen, hej då.',
      ],
      ['bra, då e de klart. hej så länge.', 'takk så mykket. hej hej.'],
    ],
    handingOver: 'de här sköter min kollega. ja kopplar dej vidare, ett ögonblikk bara.',
    takingOver: 'hej, kollegan berättade va de gäller. ja kan jälpa dej härifrån.',
  },
  en: {
    greetings: [
      'kivra kastömö söövis, gud mooning. hau kän ai help juu?',
      'gud aaftönuun, kivra kastömö söövis. vot kän ai duu foo juu?',
    ],
    callBacks: ['gud mooning, dis is kivra kastömö söövis. juu aaskt as tu kool juu bäk.'],
    matters: [
      [
        'helöu. ai kaant faind dö invois dät keim laast viik. it voos from dö elektrik kampöni.',
        'lets luk at it tugedö. aar juu sainid in nau?',
        'jes ai äm. ai sii dö adö letös, bat not dät van.',
        'it häs muuvd tu dö aakaiv, bikoos it voos peid. open dö menju, änd juu vil faind it deö.',
        'aa, deö it is. ai vud nevö häv gest.',
        'gud. juu kän muuv it bäk from dö seim menju.',
      ],
      [
        'hai. ai got ö notis öbaut ö njuu letö, bat ai kaant get in.',
        'häv juu tseindsd joo föun riisöntli?',
        'jes, laast mant. is dät dö riisön?',
        'it is. ail get juu tu sain in vans vid joo bänk, änd den it nöus dö njuu föun.',
        'rait, ail trai it nau. jes, it vööks.',
        'löveli. from nau on joo fingö is inaf.',
      ],
    ],
    waiting: ['van möumönt pliis, ai vil luk it ap.'],
    murmurs: ['jes.', 'mm.', 'okei.', 'sööt.'],
    farewells: [
      [
        'is deö enitsing els? tänk juu foo kooling, häv ö gud dei.',
        'nöu, dät is ool. tänks foo joo help, bai bai.',
      ],
    ],
    handingOver: 'mai kolliig luks aaftö dis. ail put juu truu, dsast ö möumönt.',
    takingOver: 'helöu, mai kolliig töuld mii öbaut it. ai kän help juu from hiö.',
  },
};
