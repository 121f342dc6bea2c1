import type { Language } from './language.ts';
import { list } from './list.ts';
import { dutchValues } from './values-nl.ts';

export const dutch: Language = {
  base: 'nl',
  values: dutchValues,
  say: {
    reminder: 'Bent u er nog?',
    silentGoodbye: 'Ik hoor u niet, dus ik beëindig het gesprek. Tot ziens.',
    timeShort: 'We hebben nog ongeveer een halve minuut.',
    timeUp: 'Onze tijd is om. Tot ziens.',
    notUnderstood: 'Sorry, dat heb ik niet verstaan.',
    gaveUp: 'Het spijt me, ik kon u niet verstaan. Tot ziens.',
    stopped: 'Ik begrijp het. Excuses voor het storen. Tot ziens.',
    goodbye: 'Tot ziens.',
    oneMoment: 'Een moment, alstublieft.',
    failed: 'Het spijt me, er ging bij ons iets mis. Tot ziens.',
    pressYesNo: 'U kunt ook op 1 drukken voor ja, of op 2 voor nee.',
    pressOption: (options) =>
      `U kunt ook drukken op ${options.map(({ key, phrase }) => `${keyName(key)} voor ${phrase}`).join(', of ')}.`,
    pressDigits: 'U kunt het ook op uw toetsen invoeren en afsluiten met een hekje.',
    pressDate: (_, withYear) =>
      `U kunt de datum ook invoeren: twee cijfers voor de dag, twee voor de maand${withYear ? ' en vier voor het jaar' : ''}.`,
    pressTime: 'U kunt de tijd ook met vier cijfers invoeren, bijvoorbeeld 1 5 3 0.',
    readBack: (value) => `Ik heb ${value}. Klopt dat?`,
  },
  hear: {
    yes: list(
      'ja, jawel, zeker, ja zeker, natuurlijk, ja hoor, prima, goed, is goed, dat is goed, klopt, dat klopt, inderdaad, oké',
      'ja graag, graag, ja natuurlijk, ja dat klopt, ja prima, ja is goed, ja dat is goed, ja dat past, dat past, dat kan',
      'ja dat kan, ja oké, akkoord, uitstekend, absoluut, precies, geen probleem, daar spreekt u mee, ja daar spreekt u mee',
      'komt goed, ja dank u, perfect, mooi, ja ja, ik bevestig',
    ),
    no: list(
      'nee, nee dank u, nee bedankt, nee hoor, nee sorry, helaas niet, nee helaas niet, dat kan niet, nee dat kan niet',
      'dat past niet, nee dat past niet, dat klopt niet, nee dat klopt niet, fout, niet echt, zeker niet, absoluut niet',
      'natuurlijk niet, nooit, geen interesse, ik heb geen interesse, vandaag niet, nu niet, liever niet, ik kan niet, nee nee',
    ),
    opensYes: list('ja, natuurlijk, zeker wel, prima, absoluut'),
    opensNo: list('nee, helaas niet, zeker niet, absoluut niet, natuurlijk niet'),
    backchannel: list(
      'mhm, mm, hmm, aha, ah, oké, ja ja, ik begrijp het, ik snap het, juist, goed, oh, zo, ja oké, prima',
    ),
    greeting: list('hallo, hoi, goedemorgen, goedemiddag, goedenavond, ja hallo, met wie, dag'),
    stop: list(
      'bel mij niet meer, bel me niet meer, niet meer bellen, stop met bellen, u hoeft niet meer te bellen',
      'haal mij van de lijst, haal me van uw lijst, verwijder mijn nummer, bel hier nooit meer, wilt u niet meer bellen',
    ),
    repeat: list(
      'sorry, pardon, wat, wat zegt u, wat zei u, kunt u dat herhalen, nog een keer, nog een keer alstublieft, hoe bedoelt u',
      'ik verstond u niet, ik heb u niet verstaan, kunt u herhalen, watblief',
    ),
    who: list(
      'wie is dit, wie bent u, met wie spreek ik, wie belt er, met wie, waar gaat het over, wie is daar, waarvoor belt u',
    ),
    wait: list(
      'moment, een moment, een momentje, momentje, ogenblikje, een ogenblik, wacht, wacht even, een seconde, even wachten',
      'een minuutje, blijf aan de lijn, even kijken, laat me even kijken',
    ),
    before: list('eh, uh, ehm, nou, nou ja, dus, ja, ach, hallo'),
    after: list('alstublieft, graag, dank u, bedankt, dan, hoor'),
    carriers: list(
      '% alstublieft, % graag, de %, het %, op %, ik wil %, ik wil graag %, ik neem %, doe maar %, liever %, dan %',
      '% is goed, % past, % kan, ja %, ik kies %, voor %',
    ),
    numbers: list('één, twee, drie, vier, vijf, zes, zeven, acht, negen, tien'),
    numbered: list('%, nummer %, optie %, de %'),
    openEnds: list(
      'en, of, maar, want, omdat, dus, als, wanneer, terwijl, tot, dat, die, wat, zodat, hoewel, dan, voordat, nadat',
      'de, het, een, mijn, uw, zijn, haar, ons, onze, hun, deze, dit, volgende, elke',
      'van, voor, met, zonder, in, op, aan, bij, om, uit, over, naar, tegen, tussen, door, sinds, rond, te',
      'is, was, ben, heb, heeft, hebben, wil, zou, kan, kunnen, moet, ik, we, wij, ze, hij, er, zeer, ook, nog, alleen',
      'misschien, ongeveer, ik denk dat, mijn nummer is, mijn naam is, ik heet',
    ),
    hesitations: list(
      'eh, uh, ehm, uhm, hmm, nou, even kijken, even denken, laat me even kijken, hoe zeg je dat',
    ),
    digits: list('nul, een, twee, drie, vier, vijf, zes, zeven, acht, negen, dubbel'),
    pairs: list(
      'tien, elf, twaalf, dertien, veertien, vijftien, zestien, zeventien, achttien, negentien, twintig, dertig, veertig',
      'vijftig, zestig, zeventig, tachtig, negentig, honderd',
    ),
    phoneDigits: 10,
    letters: {
      names: list(
        'ypsilon, Anton, Bernard, Cornelis, Dirk, Eduard, Ferdinand, Gerard, Hendrik, Izaak, Johan, Karel, Lodewijk',
      ),
      marks: list('punt, apenstaartje, streepje, liggend streepje, underscore, schuine streep, hoofdletter'),
      at: list('apenstaartje, at'),
      endings: list('nl, com, net, org, be, eu'),
    },
    asking: {
      email: list('e-mail, mailadres, e-mailadres, mail'),
      spelling: list('spellen, spelt, letter voor letter'),
      phone: list('telefoonnummer, mobiel nummer, nummer bereiken, terugbelnummer'),
      address: list('adres, waar woont u, welke straat, postcode'),
      pastDate: list('geboren, geboortedatum, geboortedag'),
      digits: list('code, klantnummer, rekeningnummer, bestelnummer, kaartnummer, cijfers, pincode'),
      story: list(
        'hoe kan ik u helpen, waarmee kan ik u helpen, wat is er gebeurd, vertel, beschrijf, waarom, probleem, leg uit',
        'waar gaat het over',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'sterretje' : key === '#' ? 'hekje' : key;
}
