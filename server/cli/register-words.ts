import type { Language } from '../safeguards/declaration/declaration.ts';

/** What the commands about a declaration say around its problems and changes. */
interface RegisterWords {
  readonly worthALook: string;
  readonly canBePublished: string;
  cannotBePublished(problems: number): string;
  /** Nothing would change. */
  same(file: string, version: number): string;
  against(file: string, version: number): string;
  inForce(version: number): string;
  inForceAlready(version: number): string;
  /** Set up here, and not let out. */
  refused(way: string, host: string): string;
}

export const registerWords: Readonly<Record<Language, RegisterWords>> = {
  sv: {
    worthALook: 'värt att titta på',
    canBePublished: 'kan publiceras.',
    cannotBePublished: (problems) =>
      `${problems === 1 ? 'Ett fel' : `${problems} fel`}; deklarationen kan inte publiceras.`,
    same: (file, version) => `${file} säger detsamma som version ${version}.`,
    against: (file, version) => `${file} jämfört med version ${version}, som är i kraft:`,
    inForce: (version) => `Version ${version} är i kraft.`,
    inForceAlready: (version) => `Version ${version}, som är i kraft, är just den här filen. Inget ändrades.`,
    refused: (way, host) => `${way} till ${host} avvisas; haltija doctor skriver ut vad som saknas`,
  },
  fi: {
    worthALook: 'katso vielä',
    canBePublished: 'voidaan julkaista.',
    cannotBePublished: (problems) =>
      `${problems === 1 ? 'Yksi virhe' : `${problems} virhettä`}; selostetta ei voida julkaista.`,
    same: (file, version) => `${file} sanoo saman kuin versio ${version}.`,
    against: (file, version) => `${file} verrattuna voimassa olevaan versioon ${version}:`,
    inForce: (version) => `Versio ${version} on voimassa.`,
    inForceAlready: (version) =>
      `Voimassa oleva versio ${version} on juuri tämä tiedosto. Mikään ei muuttunut.`,
    refused: (way, host) => `${way} koneeseen ${host} torjutaan; haltija doctor kertoo, mitä puuttuu`,
  },
  en: {
    worthALook: 'worth a look',
    canBePublished: 'can be published.',
    cannotBePublished: (problems) =>
      `${problems === 1 ? 'One problem' : `${problems} problems`}; it cannot be published.`,
    same: (file, version) => `${file} says what version ${version} says.`,
    against: (file, version) => `${file} against version ${version}, in force:`,
    inForce: (version) => `Version ${version} is in force.`,
    inForceAlready: (version) => `Version ${version}, in force, is this very file. Nothing changed.`,
    refused: (way, host) => `${way} to ${host} is refused; haltija doctor writes out what is missing`,
  },
};
