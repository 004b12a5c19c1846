import type { Language, Words } from '../declaration.ts';
import type { DeclarationWarning } from './find-warnings.ts';
import { wording } from '../wording.ts';

/** What is worth a look, and what to do about it: no capital and no full stop, as with problems. */
export interface WarningWords {
  readonly says: Words;
  readonly hint: Words;
}

/** One line for a terminal. */
export function formatWarning(warning: DeclarationWarning, language: Language): string {
  const { says, hint } = wordWarning(warning);
  return `${says[language]}; ${hint[language]}`;
}

const languageNames: Readonly<Record<Language, Words>> = {
  sv: wording('svenska', 'ruotsiksi', 'Swedish'),
  fi: wording('finska', 'suomeksi', 'Finnish'),
  en: wording('engelska', 'englanniksi', 'English'),
};

/** A date as its readers write it; 2026-01-31 in English, as in the file. */
function dayIn(iso: string): Words {
  const [year, month, day] = iso.split('-').map(Number);
  const finnish = `${day}.${month}.${year}`;
  return wording(finnish, finnish, iso);
}

export function wordWarning(warning: DeclarationWarning): WarningWords {
  switch (warning.kind) {
    case 'act-without-task':
      return {
        says: wording(
          `ingen arbetsuppgift innehåller åtgärden ${warning.act}, så ingen kan utföra den`,
          `missään työtehtävässä ei ole toimintoa ${warning.act}, joten kukaan ei voi tehdä sitä`,
          `no task holds the act ${warning.act}, so nobody can do it`,
        ),
        hint: wording(
          'lägg till den bland åtgärderna i en arbetsuppgift, om den behövs',
          'lisää se jonkin työtehtävän toimintoihin, jos sitä tarvitaan',
          'add it to the acts of a task if it is wanted',
        ),
      };
    case 'contact-address-without-mailbox':
      return {
        says: wording(
          `e-post till dataskyddsbeskrivningens egen adress ${warning.address} når ingen e-postlåda`,
          `sähköposti selosteen omaan osoitteeseen ${warning.address} ei tule mihinkään postilaatikkoon`,
          `mail to the notice's own address ${warning.address} reaches no mailbox`,
        ),
        hint: wording('lägg till den under mailboxes', 'lisää se kohtaan mailboxes', 'add it to mailboxes'),
      };
    case 'queue-without-task':
      return {
        says: wording(
          `ingen arbetsuppgift arbetar i kön ${warning.queue}`,
          `missään työtehtävässä ei hoideta jonoa ${warning.queue}`,
          `no task works in the queue ${warning.queue}`,
        ),
        hint: wording(
          'lägg till den bland köerna i en arbetsuppgift',
          'lisää se jonkin työtehtävän jonoihin',
          'add it to the queues of a task',
        ),
      };
    case 'queue-without-mailbox':
      return {
        says: wording(
          `ingen e-postlåda leder till kön ${warning.queue}, så dit kommer bara det som någon flyttar`,
          `mikään postilaatikko ei johda jonoon ${warning.queue}, joten sinne tulee vain se, minkä joku siirtää`,
          `no mailbox leads to the queue ${warning.queue}, so only what somebody moves comes there`,
        ),
        hint: wording(
          'ge en e-postlåda den kön, eller stryk kön',
          'anna jokin postilaatikko sille jonolle tai poista jono',
          'give a mailbox that queue, or take the queue out',
        ),
      };
    case 'mailbox-without-channel':
      return {
        says: wording(
          `e-postlådan ${warning.mailbox} tar inte emot något, för kanalen email är inte deklarerad`,
          `postilaatikkoon ${warning.mailbox} ei oteta mitään vastaan, koska kanavaa email ei ole`,
          `the mailbox ${warning.mailbox} can take nothing in, for the channel email is not declared`,
        ),
        hint: wording(
          'lägg till email under channels, eller stryk e-postlådan',
          'lisää email kohtaan channels tai poista postilaatikko',
          'add email to channels, or take the mailbox out',
        ),
      };
    case 'channel-without-mailbox':
      return {
        says: wording(
          'kanalen email är deklarerad, men ingen e-postlåda',
          'kanava email on olemassa, mutta yhtään postilaatikkoa ei ole',
          'the channel email is declared and no mailbox is',
        ),
        hint: wording(
          'lägg till en e-postlåda under mailboxes',
          'lisää postilaatikko kohtaan mailboxes',
          'add a mailbox to mailboxes',
        ),
      };
    case 'mailbox-language-not-published':
      return {
        says: wording(
          `e-postlådan ${warning.mailbox} svarar på ${languageNames[warning.language].sv}, som dataskyddsbeskrivningen inte publiceras på`,
          `postilaatikosta ${warning.mailbox} vastataan ${languageNames[warning.language].fi}, mutta selostetta ei julkaista sillä kielellä`,
          `the mailbox ${warning.mailbox} answers in ${languageNames[warning.language].en}, in which the notice is not published`,
        ),
        hint: wording(
          `lägg till ${warning.language} under register.languages`,
          `lisää ${warning.language} kohtaan register.languages`,
          `add ${warning.language} to register.languages`,
        ),
      };
    case 'purpose-without-task':
      return {
        says: wording(
          `uppgifter samlas in för ändamålet ${warning.purpose}, men ingen arbetsuppgift använder dem för det`,
          `tietoja kerätään tarkoitukseen ${warning.purpose}, mutta missään työtehtävässä niitä ei käytetä siihen`,
          `data are collected for the purpose ${warning.purpose} and no task uses them for it`,
        ),
        hint: wording(
          'lägg till det bland ändamålen för en arbetsuppgift, eller stryk det',
          'lisää se jonkin työtehtävän tarkoituksiin tai poista se',
          'add it to the purposes of a task, or take it out',
        ),
      };
    case 'category-purpose-not-collected':
      return {
        says: wording(
          `kategorin ${warning.category} finns för ändamålet ${warning.purpose}, men ingen kanal samlar in den för det`,
          `tietoryhmä ${warning.category} on tarkoitusta ${warning.purpose} varten, mutta mikään kanava ei kerää sitä siihen`,
          `the category ${warning.category} is held for the purpose ${warning.purpose} and no channel collects it for that`,
        ),
        hint: wording(
          'lägg till ändamålet i en regel som samlar in kategorin, eller stryk det ur kategorin',
          'lisää tarkoitus sääntöön, joka kerää tietoryhmää, tai poista se tietoryhmästä',
          'add the purpose to a rule that collects the category, or take it out of the category',
        ),
      };
    case 'category-purpose-not-kept':
      return {
        says: wording(
          `${warning.category} finns för ${warning.purpose}, men förvaringstiden ${warning.period} gäller inte det ändamålet, så uppgiften används aldrig för det`,
          `${warning.category} on tarkoitusta ${warning.purpose} varten, mutta säilytysaika ${warning.period} ei koske sitä, joten tietoa ei koskaan käytetä siihen`,
          `${warning.category} is held for ${warning.purpose}, and the period ${warning.period} is not for it, so it is never used for it`,
        ),
        hint: wording(
          `lägg till ändamålet i periods.${warning.period}.purposes, eller stryk det bland kategorins`,
          `lisää tarkoitus kohtaan periods.${warning.period}.purposes tai poista se tietoryhmältä`,
          `add the purpose to periods.${warning.period}.purposes, or take it out of the category's`,
        ),
      };
    case 'recipient-ended':
      return {
        says: wording(
          `mottagaren ${warning.recipient} får inget mer: den sista dagen var ${dayIn(warning.validUntil).sv}`,
          `vastaanottaja ${warning.recipient} ei enää saa mitään: viimeinen päivä oli ${dayIn(warning.validUntil).fi}`,
          `the recipient ${warning.recipient} is given nothing more: its last day was ${warning.validUntil}`,
        ),
        hint: wording(
          'ändra validUntil, eller stryk mottagaren',
          'muuta validUntil tai poista vastaanottaja',
          'change validUntil, or take the recipient out',
        ),
      };
    case 'source-not-built':
      return {
        says: wording(
          `programvaran hämtar ännu inget från källan ${warning.source} (${warning.sourceKind}), men dataskyddsbeskrivningen nämner den`,
          `ohjelmisto ei vielä hae mitään lähteestä ${warning.source} (${warning.sourceKind}), mutta seloste mainitsee sen`,
          `the software takes nothing from the source ${warning.source} (${warning.sourceKind}) yet, and the notice names it`,
        ),
        hint: wording(
          'stryk källan tills den används, om den inte behövs av annan orsak',
          'poista lähde, kunnes sitä käytetään, jollei sitä tarvita muusta syystä',
          'leave the source out until it is used, unless it is wanted for another reason',
        ),
      };
    case 'backups-not-told':
      return {
        says: wording(
          'det framgår inte hur länge raderade uppgifter kan finnas kvar i säkerhetskopior',
          'ei käy ilmi, kuinka kauan poistetut tiedot voivat olla varmuuskopioissa',
          'it does not say how long erased data can still be in backup copies',
        ),
        hint: wording(
          'skriv till exempel  backups: { horizonDays: 30 }',
          'kirjoita esimerkiksi  backups: { horizonDays: 30 }',
          'write for example  backups: { horizonDays: 30 }',
        ),
      };
    case 'category-without-task':
      return {
        says: wording(
          `ingen arbetsuppgift får se eller skriva kategorin ${warning.category}`,
          `missään työtehtävässä ei saa nähdä eikä kirjata tietoryhmää ${warning.category}`,
          `no task may see or write the category ${warning.category}`,
        ),
        hint: wording(
          'lägg till den i en arbetsuppgift, eller samla inte in den',
          'lisää se johonkin työtehtävään tai jätä se keräämättä',
          'add it to a task, or do not collect it',
        ),
      };
    case 'task-purpose-without-category':
      return {
        says: wording(
          `arbetsuppgiften ${warning.task} har ändamålet ${warning.purpose}, men inga kategorier som finns för det`,
          `työtehtävällä ${warning.task} on tarkoitus ${warning.purpose}, mutta ei tietoryhmiä sitä varten`,
          `the task ${warning.task} has the purpose ${warning.purpose} and no category held for it`,
        ),
        hint: wording(
          'lägg till en sådan kategori, eller stryk ändamålet',
          'lisää sellainen tietoryhmä tai poista tarkoitus',
          'add such a category, or take the purpose out',
        ),
      };
    case 'agreement-ended': {
      const day = dayIn(warning.validUntil);
      return {
        says: wording(
          `avtalet med ${warning.processor} gällde till och med ${day.sv}, så inget lämnas ut dit`,
          `sopimus käsittelijän ${warning.processor} kanssa oli voimassa ${day.fi} saakka, joten sinne ei luovuteta mitään`,
          `the agreement with ${warning.processor} was valid until ${day.en}, so nothing is given to it`,
        ),
        hint: wording(
          'skriv den nya sista dagen under validUntil, eller stryk biträdet',
          'kirjoita uusi viimeinen päivä kohtaan validUntil tai poista käsittelijä',
          'write the new last day under validUntil, or take the processor out',
        ),
      };
    }
    case 'agreement-not-begun': {
      const day = dayIn(warning.date);
      return {
        says: wording(
          `avtalet med ${warning.processor} gäller från och med ${day.sv}, så inget lämnas ut dit före det`,
          `sopimus käsittelijän ${warning.processor} kanssa tulee voimaan ${day.fi}, joten sitä ennen sinne ei luovuteta mitään`,
          `the agreement with ${warning.processor} is valid from ${day.en}, so nothing is given to it before`,
        ),
        hint: wording(
          'kontrollera dagen under agreement.date',
          'tarkista päivä kohdasta agreement.date',
          'check the day under agreement.date',
        ),
      };
    }
    case 'period-without-unit':
      return {
        says: wording(
          `förvaringstiden ${warning.period} gäller enheten ${warning.unit}, som inte uppstår i det här registret`,
          `säilytysaika ${warning.period} koskee yksikköä ${warning.unit}, jota tähän rekisteriin ei synny`,
          `the period ${warning.period} is for the unit ${warning.unit}, which does not come about in this register`,
        ),
        hint: wording(
          'stryk den, eller deklarera det som saknas',
          'poista se tai lisää se, mikä puuttuu',
          'take it out, or declare what is missing',
        ),
      };
    case 'measures-of-one-kind':
      return {
        says: wording(
          `ingen av skyddsåtgärderna har  kind: ${warning.missing}`,
          `millään suojatoimella ei ole merkintää  kind: ${warning.missing}`,
          `no measure has  kind: ${warning.missing}`,
        ),
        hint:
          warning.missing === 'attested'
            ? wording(
                'lägg till det som ingen programvara kan skydda, till exempel lokalerna',
                'lisää se, mitä mikään ohjelmisto ei voi suojata, esimerkiksi toimitilat',
                'add what no software can protect, such as the premises',
              )
            : wording(
                'lägg till det som programvaran gör, till exempel åtkomstloggen',
                'lisää se, mitä ohjelmisto tekee, esimerkiksi käyttöloki',
                'add what the software does, such as the access log',
              ),
      };
  }
}
