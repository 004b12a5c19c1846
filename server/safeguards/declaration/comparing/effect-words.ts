import type { ChangeEffect } from './declaration-change.ts';
import type { Words } from '../declaration.ts';
import { wording } from '../wording.ts';

/** What a change does from the moment of publishing, each in a sentence of its own. */
export const effectWords: Readonly<Record<ChangeEffect, Words>> = {
  'notice-only': wording(
    'Bara det som visas ändras, ingen regel.',
    'Vain näytettävä teksti muuttuu, ei mikään sääntö.',
    'Only what is shown changes, no rule.',
  ),
  'purpose-used': wording(
    'Uppgifter får därefter samlas in och användas för ändamålet.',
    'Tietoja saa siitä lähtien kerätä ja käyttää tähän tarkoitukseen.',
    'Data may be collected and used for it from then on.',
  ),
  'purpose-not-used': wording(
    'Inget samlas längre in eller används för ändamålet.',
    'Mitään ei enää kerätä eikä käytetä tähän tarkoitukseen.',
    'Nothing is collected or used for it any more.',
  ),
  'basis-told': wording(
    'Dataskyddsbeskrivningen anger därefter den nya rättsliga grunden.',
    'Selosteessa kerrotaan siitä lähtien uusi oikeusperuste.',
    'The notice gives the new legal basis from then on.',
  ),
  'stored-from-then-on': wording(
    'Uppgiften kan sparas från och med då.',
    'Tiedon voi tallentaa siitä lähtien.',
    'It can be stored from then on.',
  ),
  'no-longer-stored': wording(
    'Uppgiften kan inte längre sparas; det som redan finns raderas när förvaringstiden går ut.',
    'Tietoa ei voi enää tallentaa; jo tallennettu poistetaan, kun säilytysaika päättyy.',
    'Nothing more of it can be stored; what is held goes when its period ends.',
  ),
  'use-at-once': wording(
    'Vad uppgifterna får användas till ändras genast.',
    'Se, mihin tietoja saa käyttää, muuttuu heti.',
    'What it may be used for changes at once.',
  ),
  'checked-otherwise': wording(
    'Värden kontrolleras därefter enligt det nya slaget.',
    'Arvot tarkistetaan siitä lähtien uuden lajin mukaan.',
    'Values are checked as the new kind from then on.',
  ),
  'channel-opens': wording(
    'Det som kanalen samlar in kan sparas från och med då.',
    'Kanavassa kerättävät tiedot voi tallentaa siitä lähtien.',
    'What it collects can be stored from then on.',
  ),
  'channel-closes': wording(
    'Inget mer som kommer den vägen kan sparas.',
    'Sitä kautta tulevaa ei voi enää tallentaa.',
    'Nothing more that comes by it can be stored.',
  ),
  'arriving-only': wording(
    'Det gäller bara det som kommer in därefter.',
    'Se koskee vain sitä, mitä saapuu sen jälkeen.',
    'It counts only for what arrives from then on.',
  ),
  'held-at-once': wording(
    'Det gäller genast också det som redan finns.',
    'Se koskee heti myös sitä, mitä on jo tallessa.',
    'It reaches what is held at once.',
  ),
  'held-keeps-its-end': wording(
    'Slutdagen för det som redan finns ändras inte.',
    'Jo tallennetun päättymispäivä ei muutu.',
    'What is held keeps the end it has.',
  ),
  'extensions-follow': wording(
    'Förlängningar som beviljas därefter följer det.',
    'Sitä noudatetaan pidennyksissä, jotka myönnetään sen jälkeen.',
    'Extensions granted from then on follow it.',
  ),
  'queue-filled-by-others': wording(
    'Kön är tom tills en e-postlåda eller en kollega för kontakter dit.',
    'Jono on tyhjä, kunnes postilaatikko tai työtoveri tuo sinne yhteydenottoja.',
    'It is empty until a mailbox or a colleague brings contacts there.',
  ),
  'queue-out-of-sight': wording(
    'Kontakter som blir kvar där kan ingen öppna: flytta dem först.',
    'Sinne jääviä yhteydenottoja ei voi kukaan avata: siirrä ne ensin.',
    'Contacts left in it can be opened by nobody: move them first.',
  ),
  'mail-taken': wording(
    'E-post dit tas emot från och med då.',
    'Sinne tuleva sähköposti otetaan vastaan siitä lähtien.',
    'Mail to it is taken in from then on.',
  ),
  'mail-not-taken': wording(
    'E-post dit tas inte längre emot.',
    'Sinne tulevaa sähköpostia ei enää oteta vastaan.',
    'No more mail to it is taken in.',
  ),
  'granted-to-nobody-yet': wording(
    'Ingen har den förrän den ges till någon.',
    'Kenelläkään ei ole sitä ennen kuin se annetaan.',
    'Nobody has it until it is granted.',
  ),
  'holders-lose-it': wording(
    'De som har arbetsuppgiften förlorar den genast.',
    'Ne, joilla on työtehtävä, menettävät sen heti.',
    'Those who have the task lose it at once.',
  ),
  'holders-at-once': wording(
    'Ändringen gäller genast dem som har arbetsuppgiften.',
    'Muutos koskee heti kaikkia, joilla on työtehtävä.',
    'It changes at once for those who have the task.',
  ),
  'reason-offered': wording(
    'Det kan väljas från och med då.',
    'Sen voi valita siitä lähtien.',
    'It can be chosen from then on.',
  ),
  'reason-not-offered': wording(
    'Det kan inte längre väljas.',
    'Sitä ei voi enää valita.',
    'It can no longer be chosen.',
  ),
  'accepted-again': wording(
    'Inget öppnas för någon som inte har godkänt den här versionen.',
    'Mitään ei avata kenellekään, joka ei ole hyväksynyt tätä versiota.',
    'Nothing opens for anyone who has not accepted this version.',
  ),
  'not-accepted-again': wording(
    'Ingen behöver godkänna den på nytt: versionen är densamma.',
    'Kenenkään ei tarvitse hyväksyä sitä uudelleen: versio on sama.',
    'Nobody is asked to accept it again: its version is the same.',
  ),
  'gate-at-once': wording(
    'Det avgör genast vad som får lämnas ut.',
    'Se ratkaisee heti, mitä saa luovuttaa.',
    'What may be given out follows it at once.',
  ),
  'identified-so-at-once': wording(
    'Kunder identifieras så från och med då.',
    'Asiakkaat tunnistetaan siitä lähtien näin.',
    'Customers are identified so from then on.',
  ),
  'may-be-given': wording(
    'Uppgifter får lämnas dit från och med då.',
    'Sinne voi luovuttaa tietoja siitä lähtien.',
    'It may be given data from then on.',
  ),
  'given-nothing': wording(
    'Inget mer lämnas dit.',
    'Sinne ei enää luovuteta mitään.',
    'It is given nothing more.',
  ),
  'source-opens': wording(
    'Det som källan får ge kan sparas från och med då.',
    'Lähteestä sallitut tiedot voi tallentaa siitä lähtien.',
    'What it may bring can be stored from then on.',
  ),
  'source-closes': wording(
    'Inget mer sparas därifrån.',
    'Sieltä ei enää tallenneta mitään.',
    'Nothing more from it is stored.',
  ),
  'source-at-once': wording(
    'Vad som sparas därifrån ändras genast.',
    'Se, mitä sieltä tallennetaan, muuttuu heti.',
    'What is stored from it changes at once.',
  ),
  'days-counted-otherwise': wording(
    'Dagarna räknas därefter i den nya tidszonen.',
    'Päivät lasketaan siitä lähtien uuden aikavyöhykkeen mukaan.',
    'Days are counted in the new time zone from then on.',
  ),
  'published-in': wording(
    'Dataskyddsbeskrivningen publiceras därefter på de här språken.',
    'Seloste julkaistaan siitä lähtien näillä kielillä.',
    'The notice is published in these languages from then on.',
  ),
  'first-counts': wording(
    'Där flera passar gäller den första.',
    'Jos useampi sopii, ensimmäinen ratkaisee.',
    'Where several fit, the first of them counts.',
  ),
};
