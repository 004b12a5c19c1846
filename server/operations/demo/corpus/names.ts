import type { Language } from './corpus.ts';

export interface NameStock {
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
}

const list = (words: string): string[] => words.split(/\s+/);

/** Common names joined by chance. Whoever bears the same two is a coincidence, and has another code, number and address. */
export const nameStock: Record<Language, NameStock> = {
  sv: {
    women: list(`Annika Birgitta Carola Disa Ebba Elin Frida Gunilla Gunnevi Hedvig Ingeborg Johanna Kerstin
      Linnéa Lovisa Maj-Britt Malin Märta Nanny Pernilla Ragnhild Sara Solveig Tove Ulla-Maj Viola Åsa`),
    men: list(`Albin Anders Bengt Bo-Göran Christer Dan Edvin Fredrik Göran Gustav Henrik Håkan Ivar Jan-Erik
      Kenneth Lars-Ole Mikael Nils Oskar Peter Rasmus Sixten Stefan Tage Ulf Viktor Örjan`),
    families: list(`Ahlskog Backlund Björkqvist Dahlskär Ekholm-Nyby Enlund Finnäs Forsgård Granvik Grönstrand
      Häggblad Högnäs Kackur Klemets Kronqvist Lillrank Löfholm Mattjus Nybacka Näsman-Ström Rosendal Sandvär
      Sjöskog Skogberg Sundkulla Söderholt Tallgård Västerkvarn Wikars Åbergsson Östergrann`),
  },
  fi: {
    women:
      list(`Aino Anja Annikki Eeva Eila Elina Emilia Hanna Heidi Helmi Iida Inkeri Irma Johanna Jonna Kaarina
      Katariina Kirsi Laura Leena Maija Marjatta Minna Noora Oona Päivi Raili Ritva Saija Satu Sinikka Taina
      Tuula Venla`),
    men: list(`Aleksi Antero Antti Arto Eero Eino Hannu Heikki Ilkka Jari Jarmo Joonas Juhani Jukka Kalevi Kari
      Kimmo Lauri Markku Matias Mikko Niko Olavi Onni Pekka Pentti Rauno Reijo Sami Seppo Tapio Timo Toivo Väinö`),
    families:
      list(`Aaltovuo Ahvenjärvi Halmeela Harjuniitty Heinikoski Hietasuo Huhtaniemi Ihalempiä Jokisalmi
      Kaislakorpi Kallioaro Kanervala Kivisuonpää Koivurinne Kuuselanaho Lahdenmaja Lehtisaho Leppävuo Lumikorpi
      Mäkitupa Männikkölä Niittyranta Ojaperkiö Paajasvirta Pihlavisto Rantakumpu Ruohometsä Salonkoski Suvilehto
      Syrjävaara Takamäkelä Tuomelinna Vesiharju Virtasuvanto Ylitörmä`),
  },
  en: {
    women:
      list(`Abena Amelia Anjali Bridget Carmen Chiamaka Daria Eleni Farah Grace Hana Ioana Ivana Leila Mei
      Niamh Olga Priya Rosalind Thuy Valentina Yasmin Zainab`),
    men: list(`Ahmed Andrei Bilal Callum Diego Emeka Farid Gareth Hiroshi Ivan Jamal Kofi Liam Marek Nikhil Omar
      Pavel Rafael Samuel Tariq Viktor Wei Yusuf`),
    families: list(`Abernathey Adeyinka Baranov Bhattarai Castellanos Danquah Eastwick Farrowby Ghorbani
      Hathersage Ibekwe Jankowiak Kirichenko Lindqvist-Moore Mehrotra Nakagawa Oyelaran Papadimou Quillfeather
      Rahmanzai Sadowski Thorneycroft Umarov Valdivieso Wetherell Yilmazer Zhangsun`),
  },
};

export const mailDomains: Record<Language, readonly (readonly [string, number])[]> = {
  sv: [
    ['example.fi', 5],
    ['example.se', 2],
    ['example.com', 2],
    ['brev.example', 1],
  ],
  fi: [
    ['example.fi', 6],
    ['posti.example', 2],
    ['example.com', 2],
  ],
  en: [
    ['example.com', 6],
    ['example.fi', 2],
    ['mail.example', 1],
  ],
};
