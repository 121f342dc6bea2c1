/** Dutch. */
import type { MachinePhrases } from './phrases.ts';

export const dutch: MachinePhrases = {
  mailbox: [
    ...[
      'laat een bericht',
      'spreek een bericht',
      'een bericht in',
      'bericht achter',
      'uw bericht',
      'je bericht',
    ],
    ...['na de piep', 'na de toon', 'na de pieptoon', 'voicemail', 'antwoordapparaat', 'niet bereikbaar'],
    ...[
      'niet beschikbaar',
      'niet opnemen',
      'bel u terug',
      'bel je terug',
      'terug te bellen',
      'naam en telefoonnummer',
    ],
    ...['naam en nummer', 'bericht inspreken'],
  ],
  likely: [
    ...[
      'op dit moment',
      'u bent verbonden met',
      'zo spoedig mogelijk',
      'zo snel mogelijk',
      'een bericht',
      'helaas',
    ],
    ...['momenteel', 'dit is de', 'bedankt voor het bellen'],
  ],
  menu: [
    ...[
      'toets een',
      'toets twee',
      'toets drie',
      'toets nul',
      'kies een',
      'druk op',
      'toets dan',
      'keuzemenu',
    ],
    ...['volgende keuzes', 'hoofdmenu', 'worden opgenomen', 'maak een keuze'],
  ],
  screening: [
    ...['zeg uw naam', 'zeg je naam', 'noem uw naam', 'reden van uw oproep', 'reden van je oproep'],
    ...['waarom u belt', 'waarom je belt', 'oproepscreening', 'google assistent', 'neem je naam op'],
  ],
  holding: ['blijf aan de lijn', 'een moment', 'ogenblik', 'wacht', 'even geduld'],
  unreachable: ['niet in gebruik', 'niet aangesloten', 'buiten gebruik', 'gekozen nummer', 'bestaat niet'],
  human: [
    ...['hallo', 'ja', 'met', 'goedemorgen', 'goedemiddag', 'goedenavond', 'met wie', 'wie is dit', 'hoi'],
    ...['waarmee kan ik', 'hoe kan ik', 'zegt u het', 'spreekt u mee', 'spreek ik'],
  ],
  offers: ['waarmee kan ik', 'hoe kan ik', 'spreekt u mee', 'met wie'],
  digits: ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen'],
  star: ['sterretje', 'ster'],
  pound: ['hekje'],
  press: ['toets', 'kies', 'druk op', 'druk', 'toets dan'],
  pressFillers: ['de', 'het', 'dan', 'een toets', 'nummer', 'op', 'of', 'zeg'],
  option: ['om een', 'om te spreken met', 'wilt u', 'voor de', 'voor het', 'voor een', 'voor', 'om', 'als u'],
  operator: ['medewerker', 'receptie', 'telefoniste', 'overige vragen', 'andere vragen'],
  optionWord: 'voor',
  introduction: 'Hallo, u spreekt met %. Kunt u mij doorverbinden, alstublieft?',
};
