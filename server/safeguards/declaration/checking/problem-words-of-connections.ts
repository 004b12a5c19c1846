import { asWritten, either, wording } from '../wording.ts';
import type { Told } from './finding.ts';

/** What is wrong with where the software may connect to. */
export const connectionProblems = {
  twice: (): Told => ({
    problem: wording(
      'samma förbindelse till samma värd är redan angiven',
      'sama yhteys samaan koneeseen on jo ilmoitettu',
      'the same way to the same host is declared already',
    ),
    write: wording(
      'varje värd en gång för varje slag av förbindelse',
      'kukin kone kerran kutakin yhteystapaa kohti',
      'each host once a way',
    ),
  }),
  dataMissing: (categories: readonly string[]): Told => {
    const list = categories.join(', ');
    return {
      problem: wording(
        `den här vägen går uppgifter som biträdet inte är angivet för: ${list}`,
        `tätä tietä kulkee tietoja, joita käsittelijälle ei ole ilmoitettu: ${list}`,
        `data go this way that the processor is not declared for: ${list}`,
      ),
      write: wording(
        `${list} bland biträdets categories, eller stryk förbindelsen`,
        `${list} käsittelijän kohtaan categories, tai poista yhteys`,
        `${list} among the categories of the processor, or take the connection out`,
      ),
    };
  },
  noPurposeForAll: (purposes: readonly string[]): Told => ({
    problem: wording(
      'inget av biträdets ändamål gäller alla uppgifter i ett meddelande',
      'mikään käsittelijän tarkoituksista ei koske kaikkia sähköpostin tietoja',
      "none of the processor's purposes is one that all data of a mail are held for",
    ),
    write:
      purposes.length > 0
        ? either(purposes)
        : wording(
            'ett ändamål som är gemensamt för uppgifterna i ett meddelande',
            'tarkoitus, joka on yhteinen kaikille sähköpostin tiedoille',
            'a purpose that all data of a mail have in common',
          ),
  }),
  onlyWebHooks: (): Told => ({
    problem: wording(
      'till en mottagare som själv är personuppgiftsansvarig går uppgifter bara med webhookar',
      'vastaanottajalle, joka on itse rekisterinpitäjä, tietoja menee vain webhookeilla',
      'to a recipient who is a controller of its own data go by web hooks only',
    ),
    write: asWritten('web-hook'),
  }),
  systemOutside: (): Told => ({
    problem: wording(
      'ett eget system kan inte finnas utanför EU och EES',
      'oma järjestelmä ei voi olla EU:n ja ETA-alueen ulkopuolella',
      'a system of your own cannot stand outside the EU and the EEA',
    ),
    write: asWritten('FI'),
  }),
};
