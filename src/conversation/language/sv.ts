import type { Language } from './language.ts';
import { list } from './list.ts';
import { swedishValues } from './values-sv.ts';

export const swedish: Language = {
  base: 'sv',
  values: swedishValues,
  say: {
    reminder: 'Är du kvar?',
    silentGoodbye: 'Jag hör dig inte, så jag avslutar samtalet. Hej då.',
    timeShort: 'Vi har ungefär en halv minut kvar.',
    timeUp: 'Vår tid är slut. Hej då.',
    notUnderstood: 'Förlåt, jag förstod inte.',
    gaveUp: 'Jag är ledsen, jag kunde inte förstå dig. Hej då.',
    stopped: 'Jag förstår. Ursäkta att jag störde. Hej då.',
    goodbye: 'Hej då.',
    oneMoment: 'Ett ögonblick.',
    failed: 'Jag är ledsen, något gick fel hos oss. Hej då.',
    pressYesNo: 'Du kan också trycka 1 för ja eller 2 för nej.',
    pressOption: (options) =>
      `Du kan också trycka ${options.map(({ key, phrase }) => `${keyName(key)} för ${phrase}`).join(', eller ')}.`,
    pressDigits: 'Du kan också slå in det på knappsatsen och avsluta med fyrkant.',
    pressDate: (_, withYear) =>
      `Du kan också slå in datumet: två siffror för dagen, två för månaden${withYear ? ' och fyra för året' : ''}.`,
    pressTime: 'Du kan också slå in tiden med fyra siffror, till exempel 1 5 3 0.',
    readBack: (value) => `Jag har ${value}. Stämmer det?`,
  },
  hear: {
    yes: list(
      'ja, jo, japp, absolut, visst, javisst, ja tack, gärna, självklart, okej, det stämmer, stämmer, precis, bra, jajamän',
      'ja det stämmer, ja det går bra, det går bra, ja gärna, ja visst, det funkar, ja det funkar, det passar, ja det passar',
      'ja absolut, det är jag, ja det är jag, inga problem, perfekt, det blir bra, ja okej, jag bekräftar',
    ),
    no: list(
      'nej, nä, nej tack, tyvärr, nej tyvärr, tyvärr inte, inte alls, aldrig, det går inte, nej det går inte',
      'det passar inte, nej det passar inte, det stämmer inte, fel, inte intresserad, jag är inte intresserad, inte idag',
      'inte nu, absolut inte, självklart inte, jag kan inte, helst inte, jag vill inte',
    ),
    opensYes: list('ja, absolut, självklart, javisst, jo'),
    opensNo: list('nej, nä, tyvärr inte, absolut inte'),
    backchannel: list('mm, mhm, hmm, aha, jaha, okej, jag förstår, just det, ja ja, ah, oh, bra, precis'),
    greeting: list('hallå, hej, god morgon, god dag, god kväll, ja hallå, hejsan, ja hej'),
    stop: list(
      'ring mig inte mer, ring inte mer, sluta ringa, sluta ringa mig, ring inte hit igen, ta bort mitt nummer',
      'ta bort mig från listan, ring aldrig mer',
    ),
    repeat: list(
      'va, förlåt, ursäkta, vad sa du, kan du upprepa, en gång till, jag hörde inte, jag förstod inte, hur sa',
    ),
    who: list('vem är det, vem är du, vem talar jag med, vem ringer, vad gäller det, vad handlar det om'),
    wait: list(
      'vänta, vänta lite, ett ögonblick, en sekund, en minut, vänta ett ögonblick, dröj kvar, låt mig se',
    ),
    before: list('eh, öh, alltså, ja, jo, hej, tja, hm'),
    after: list('tack, då, är du snäll'),
    carriers: list(
      '% tack, jag vill ha %, jag tar %, helst %, gärna %, % passar, % går bra, % blir bra, ja %, på %, klockan %, vi tar %',
    ),
    numbers: list('ett, två, tre, fyra, fem, sex, sju, åtta, nio, tio'),
    numbered: list('%, nummer %, alternativ %'),
    openEnds: list(
      'och, eller, men, för att, eftersom, så, om, när, medan, tills, att, som, än, fast, sedan, innan',
      'en, ett, den, det, de, min, mitt, mina, din, ditt, vår, nästa, varje, den här',
      'av, till, för, med, utan, från, i, på, vid, om, kring, mellan, efter, före, hos, under, över, mot',
      'är, var, har, hade, vill, skulle, kan, måste, jag, vi, han, hon, mycket, också, bara, ungefär',
      'kanske, jag tror att, mitt nummer är, jag heter',
    ),
    hesitations: list('eh, öh, hm, hmm, alltså, låt mig se, ska vi se, vad heter det, låt mig tänka'),
    digits: list('noll, ett, en, två, tre, fyra, fem, sex, sju, åtta, nio, dubbel'),
    pairs: list(
      'tio, elva, tolv, tretton, fjorton, femton, sexton, sjutton, arton, nitton, tjugo, trettio, fyrtio, femtio, sextio',
      'sjuttio, åttio, nittio, hundra',
    ),
    phoneDigits: 10,
    letters: {
      names: list(
        'dubbel-v, zäta, Adam, Bertil, Cesar, David, Erik, Filip, Gustav, Helge, Ivar, Johan, Kalle, Ludvig',
      ),
      marks: list('punkt, snabel-a, bindestreck, understreck, streck, snedstreck, stort'),
      at: ['snabel-a'],
      endings: list('se, com, net, org, nu, eu'),
    },
    asking: {
      email: list('e-post, mejl, mejladress, e-postadress, mail'),
      spelling: list('bokstavera, stava, bokstav för bokstav'),
      phone: list('telefonnummer, mobilnummer, nummer att nå'),
      address: list('adress, var bor du, vilken gata'),
      pastDate: list('född, födelsedatum, födelsedag'),
      digits: list('kod, kundnummer, kontonummer, ordernummer, kortnummer, siffror, personnummer'),
      story: list(
        'hur kan jag hjälpa, vad kan jag hjälpa, vad har hänt, berätta, beskriv, varför, problem, förklara',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'stjärna' : key === '#' ? 'fyrkant' : key;
}
