/** German. */
import type { MachinePhrases } from './phrases.ts';

export const german: MachinePhrases = {
  mailbox: [
    ...['hinterlassen sie', 'hinterlasse eine', 'hinterlass eine', 'eine nachricht', 'ihre nachricht'],
    ...['nach dem signalton', 'nach dem ton', 'nach dem piep', 'nach dem pfeifton', 'mailbox', 'sprachbox'],
    ...[
      'anrufbeantworter',
      'nicht erreichbar',
      'zurzeit nicht',
      'zur zeit nicht',
      'derzeit nicht',
      'momentan nicht',
    ],
    ...[
      'rufe sie zuruck',
      'rufen sie zuruck',
      'rufe zuruck',
      'ihren namen und',
      'nicht personlich',
      'sprachnachricht',
    ],
    ...['nicht ans telefon', 'name und telefonnummer', 'per sms informiert', 'deine nachricht'],
  ],
  likely: [
    ...['sie sind verbunden mit', 'leider', 'nicht da', 'so bald wie moglich', 'so schnell wie moglich'],
    ...['signalton', 'ihr anruf', 'vielen dank fur ihren anruf', 'der gewunschte', 'momentan', 'zurzeit'],
  ],
  menu: [
    ...['drucken sie', 'drucken sie die', 'wahlen sie die', 'wahlen sie eins', 'die eins', 'die zwei'],
    ...['taste', 'hauptmenu', 'folgenden moglichkeiten', 'zu schulungszwecken', 'aufgezeichnet', 'durchwahl'],
  ],
  screening: [
    ...['nennen sie ihren namen', 'sagen sie ihren namen', 'nenne deinen namen', 'grund ihres anrufs'],
    ...['grund fur ihren anruf', 'warum sie anrufen', 'anruffilter', 'anrufassistent', 'google assistant'],
    ...['namen und den grund', 'telefonassistent', 'name und grund'],
  ],
  holding: [
    'bleiben sie dran',
    'einen moment',
    'bitte warten',
    'moment bitte',
    'ich verbinde',
    'einen augenblick',
  ],
  unreachable: [
    ...['kein anschluss unter', 'nicht vergeben', 'rufnummer ist nicht', 'nicht bekannt', 'nicht geschaltet'],
    ...['ist uns nicht bekannt'],
  ],
  human: [
    ...['hallo', 'ja', 'ja hallo', 'ja bitte', 'guten tag', 'guten morgen', 'am apparat', 'wer ist da'],
    ...['wer spricht', 'was kann ich', 'wie kann ich', 'gruss gott', 'mein name ist', 'bitte'],
  ],
  offers: ['was kann ich', 'wie kann ich', 'am apparat', 'wer ist', 'wer spricht'],
  digits: ['null', 'eins', 'zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun'],
  star: ['stern', 'sterntaste'],
  pound: ['raute', 'rautetaste'],
  press: ['drucken sie', 'wahlen sie', 'drucken', 'wahlen', 'sagen oder drucken sie', 'drucken sie bitte'],
  pressFillers: ['die', 'bitte', 'taste', 'ziffer', 'oder', 'sagen', 'sie', 'zahl'],
  option: [
    ...[
      'um mit einem',
      'um mit',
      'wenn sie mit',
      'wenn sie',
      'fur den',
      'fur die',
      'fur das',
      'fur',
      'um',
      'zum',
      'zur',
    ],
  ],
  operator: [
    'mitarbeiter',
    'berater',
    'zentrale',
    'vermittlung',
    'kundenberater',
    'alle anderen',
    'sonstige',
  ],
  optionWord: 'für',
  introduction: 'Guten Tag, hier ist %. Können Sie mich bitte verbinden?',
};
