export interface City {
  sv: string;
  fi: string;
  /** "to the city", which Finnish says in one word. */
  fiTo: string;
  postalCodes: readonly string[];
  /** How often Swedish, and other, speakers live there. */
  weight: { sv: number; other: number };
}

const city = (
  sv: string,
  fi: string,
  fiTo: string,
  codes: string,
  svWeight: number,
  other: number,
): City => ({
  sv,
  fi,
  fiTo,
  postalCodes: codes.split(' '),
  weight: { sv: svWeight, other },
});

export const cities: readonly City[] = [
  city('Helsingfors', 'Helsinki', 'Helsinkiin', '00200 00250 00530 00780 00930', 6, 9),
  city('Esbo', 'Espoo', 'Espooseen', '02100 02230 02360 02780', 5, 5),
  city('Vanda', 'Vantaa', 'Vantaalle', '01300 01450 01620', 2, 4),
  city('Åbo', 'Turku', 'Turkuun', '20100 20520 20740', 3, 3),
  city('Vasa', 'Vaasa', 'Vaasaan', '65100 65230 65370', 5, 1),
  city('Borgå', 'Porvoo', 'Porvooseen', '06100 06400', 4, 1),
  city('Jakobstad', 'Pietarsaari', 'Pietarsaareen', '68600 68620', 4, 0.3),
  city('Raseborg', 'Raasepori', 'Raaseporiin', '10300 10600', 4, 0.3),
  city('Närpes', 'Närpiö', 'Närpiöön', '64200 64230', 2, 0.1),
  city('Pargas', 'Parainen', 'Paraisille', '21600 21610', 3, 0.2),
  city('Tammerfors', 'Tampere', 'Tampereelle', '33100 33500 33720', 0.5, 6),
  city('Uleåborg', 'Oulu', 'Ouluun', '90100 90540', 0.2, 4),
  city('Jyväskylä', 'Jyväskylä', 'Jyväskylään', '40100 40520', 0.1, 3),
  city('Kuopio', 'Kuopio', 'Kuopioon', '70100 70620', 0.1, 3),
  city('Lahtis', 'Lahti', 'Lahteen', '15110 15610', 0.2, 2),
  city('Joensuu', 'Joensuu', 'Joensuuhun', '80100 80220', 0.1, 2),
  city('Rovaniemi', 'Rovaniemi', 'Rovaniemelle', '96100 96300', 0.1, 2),
  city('Karleby', 'Kokkola', 'Kokkolaan', '67100 67300', 2, 1),
];

const list = (words: string): string[] => words.split(/\s+/);

export const streetNames = {
  sv: list(`Alkärrsvägen Bergsbrinken Blåklintsstigen Dimgränden Enebacksvägen Fyrmästargatan Gärdsgårdsvägen
    Havtornsstigen Hällmarksvägen Kaptensbacken Klockringargränden Kråkbärsvägen Källmossavägen Lotsförmansvägen
    Mullbärsgränden Nätbodsstigen Rosenkvarnsgatan Sjömärksvägen Skogsduvevägen Strömmingsgränden
    Tallkottsvägen Vassruggsvägen Åkerrenen Ängshöksvägen`),
  fi: list(`Aaltosillankatu Hiidenkirnuntie Hillasuontie Honkapirtinkuja Jokiuomantie Kaislasaarentie
    Kanervamättääntie Karhunputkenpolku Kuismakedontie Käenkaalinkuja Lampaanpolskatie Lokkiluodontie
    Metsäpurontie Myllykivenkatu Neilikkapuistontie Ojakellukankuja Peikonlehdentie Purjevenekatu
    Rantakäärmeentie Riihitontunkuja Sudenkorennontie Tervahaudankaarre Tuohikontintie Viklontaipale`),
} as const;
