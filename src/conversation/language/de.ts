import type { Language } from './language.ts';
import { list } from './list.ts';
import { germanValues } from './values-de.ts';

export const german: Language = {
  base: 'de',
  values: germanValues,
  say: {
    reminder: 'Sind Sie noch da?',
    silentGoodbye: 'Ich höre Sie nicht und beende jetzt das Gespräch. Auf Wiederhören.',
    timeShort: 'Wir haben noch etwa eine halbe Minute.',
    timeUp: 'Unsere Zeit ist um. Auf Wiederhören.',
    notUnderstood: 'Entschuldigung, das habe ich nicht verstanden.',
    gaveUp: 'Es tut mir leid, ich konnte Sie nicht verstehen. Auf Wiederhören.',
    stopped: 'Ich verstehe. Entschuldigen Sie die Störung. Auf Wiederhören.',
    goodbye: 'Auf Wiederhören.',
    oneMoment: 'Einen Moment, bitte.',
    failed: 'Es tut mir leid, bei uns ist etwas schiefgegangen. Auf Wiederhören.',
    pressYesNo: 'Sie können auch die 1 für Ja oder die 2 für Nein drücken.',
    pressOption: (options) =>
      `Sie können auch drücken: ${options.map(({ key, phrase }) => `die ${keyName(key)} für ${phrase}`).join(', oder ')}.`,
    pressDigits: 'Sie können die Ziffern auch auf der Tastatur eingeben und mit der Rautetaste abschließen.',
    pressDate: (_, withYear) =>
      `Sie können das Datum auch auf der Tastatur eingeben: zwei Ziffern für den Tag, zwei für den Monat${withYear ? ', vier für das Jahr' : ''}.`,
    pressTime: 'Sie können die Uhrzeit auch mit vier Ziffern eingeben, zum Beispiel 1 5 3 0.',
    readBack: (value) => `Ich habe ${value} verstanden. Ist das richtig?`,
  },
  hear: {
    yes: list(
      'ja, ja gerne, gerne, jawohl, genau, richtig, klar, natürlich, sicher, in Ordnung, einverstanden, stimmt, okay',
      'ja bitte, ja klar, ja genau, ja natürlich, ja das passt, das passt, passt, passt mir, ja passt, das geht, ja das geht',
      'auf jeden Fall, selbstverständlich, gut, sehr gut, alles klar, das stimmt, ja das stimmt, das ist richtig, jo, jep',
      'ja ist gut, am Apparat, ja am Apparat, ja kein Problem, kein Problem, sehr gerne, ja sicher, perfekt, doch',
    ),
    no: list(
      'nein, nee, nö, nein danke, leider nein, leider nicht, nein leider nicht, auf keinen Fall, das geht nicht',
      'nein das geht nicht, das passt nicht, nein das passt nicht, passt mir nicht, das stimmt nicht, falsch',
      'das ist falsch, kein Interesse, nein kein Interesse, ich möchte nicht, ich kann nicht, nein ich kann nicht',
      'heute nicht, jetzt nicht, nicht wirklich, eher nicht, niemals, natürlich nicht, bestimmt nicht',
    ),
    opensYes: list('ja, natürlich, auf jeden Fall, klar, genau, selbstverständlich, gerne'),
    opensNo: list('nein, nee, leider nein, leider nicht, auf keinen Fall, natürlich nicht'),
    backchannel: list(
      'mhm, mm, hmm, aha, ah, ach so, verstehe, ich verstehe, okay, gut, alles klar, ja ja, ah ja, soso, ja okay, oh',
    ),
    greeting: list(
      'hallo, ja hallo, guten Tag, guten Morgen, guten Abend, grüß Gott, ja bitte, moin, hallo hallo, servus',
    ),
    stop: list(
      'rufen Sie mich nicht mehr an, rufen Sie nicht mehr an, hören Sie auf mich anzurufen, nicht mehr anrufen',
      'streichen Sie mich von Ihrer Liste, nehmen Sie mich von der Liste, löschen Sie meine Nummer',
      'rufen Sie hier nie wieder an, bitte rufen Sie mich nicht mehr an, nie wieder anrufen',
    ),
    repeat: list(
      'wie bitte, bitte, was, wie, können Sie das wiederholen, nochmal bitte, noch einmal bitte, was haben Sie gesagt',
      'das habe ich nicht verstanden, entschuldigung, ich habe Sie nicht verstanden, könnten Sie das wiederholen, sorry',
    ),
    who: list(
      'wer ist da, wer sind Sie, wer spricht da, mit wem spreche ich, wer ruft an, worum geht es, wer ist denn da',
      'von welcher Firma, was wollen Sie',
    ),
    wait: list(
      'Moment, einen Moment, einen Moment bitte, Moment bitte, Augenblick, einen Augenblick, eine Sekunde, Sekunde',
      'warten Sie, warten Sie bitte, Moment mal, bleiben Sie dran, eine Minute, lassen Sie mich sehen',
    ),
    before: list('äh, ähm, also, na ja, ja also, ach, hallo, hm, gut'),
    after: list('bitte, danke, danke schön, dann, vielen Dank'),
    carriers: list(
      '% bitte, der %, die %, das %, am %, ich möchte %, ich hätte gern %, ich hätte gerne %, ich nehme %, ich nehme den %',
      'lieber %, dann %, % passt, % passt mir, % wäre gut, % ist gut, ja %, ich will %, nehmen wir %, um %',
    ),
    numbers: list('eins, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn'),
    numbered: list('%, Nummer %, Option %, die %, Möglichkeit %'),
    openEnds: list(
      'und, oder, aber, weil, denn, dass, wenn, als, ob, bevor, nachdem, während, damit, obwohl, dann, sondern',
      'der, die, das, den, dem, des, ein, eine, einen, einem, einer, mein, meine, meinen, Ihr, Ihre, unser, nächsten',
      'von, vom, zu, zum, zur, für, mit, ohne, in, im, an, am, auf, bei, bis, um, gegen, nach, vor, über, unter, aus',
      'ist, sind, war, bin, habe, hat, haben, will, möchte, kann, könnte, würde, muss, soll, ich, wir, sie, er, es',
      'vielleicht, sehr, noch, auch, nur, ungefähr, etwa, meine Nummer ist, ich heiße, ich glaube, ich denke, so',
    ),
    hesitations: list(
      'äh, ähm, öh, hm, hmm, also, mal sehen, mal schauen, lassen Sie mich überlegen, wie sagt man, na ja',
    ),
    digits: list('null, eins, ein, zwei, zwo, drei, vier, fünf, sechs, sieben, acht, neun, doppel'),
    pairs: list(
      'zehn, elf, zwölf, dreizehn, vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn, zwanzig, dreißig, vierzig',
      'fünfzig, sechzig, siebzig, achtzig, neunzig, hundert, einundzwanzig, zweiundzwanzig, dreiundzwanzig',
      'vierundzwanzig, fünfundzwanzig, dreiunddreißig, vierundvierzig, fünfundfünfzig, sechsundsechzig',
    ),
    phoneDigits: 11,
    letters: {
      names: list(
        'Ypsilon, Anton, Berta, Cäsar, Dora, Emil, Friedrich, Gustav, Heinrich, Ida, Julius, Kaufmann, Ludwig, Martha',
        'Nordpol, Otto, Paula, Quelle, Richard, Samuel, Siegfried, Theodor, Ulrich, Viktor, Wilhelm, Xanthippe, Zacharias',
      ),
      marks: list('Punkt, at, Bindestrich, Unterstrich, Minus, Strich, Schrägstrich, groß'),
      at: ['at'],
      endings: list('de, com, net, org, at, ch, eu, info'),
    },
    asking: {
      email: list('E-Mail, Mailadresse, E-Mail-Adresse, Mail'),
      spelling: list('buchstabieren, buchstabieren Sie, Buchstabe für Buchstabe'),
      phone: list('Telefonnummer, Rufnummer, Handynummer, Rückrufnummer, Nummer erreichen'),
      address: list('Adresse, Anschrift, wo wohnen Sie, welche Straße'),
      pastDate: list('geboren, Geburtsdatum, Geburtstag, Geburtsjahr'),
      digits: list(
        'Code, Kundennummer, Kontonummer, Bestellnummer, Auftragsnummer, Kartennummer, Ziffern, Geheimzahl',
      ),
      story: list(
        'wie kann ich Ihnen helfen, was kann ich für Sie tun, was ist passiert, erzählen Sie, beschreiben Sie, warum, wieso',
        'Problem, worum geht es, erklären Sie, Anliegen',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'Sterntaste' : key === '#' ? 'Rautetaste' : key;
}
