import type { Language } from './language.ts';
import { list } from './list.ts';
import { polishValues } from './values-pl.ts';

export const polish: Language = {
  base: 'pl',
  values: polishValues,
  say: {
    reminder: 'Czy jest tam ktoś?',
    silentGoodbye: 'Nic nie słyszę, więc kończę rozmowę. Do widzenia.',
    timeShort: 'Zostało nam około pół minuty.',
    timeUp: 'Nasz czas się skończył. Do widzenia.',
    notUnderstood: 'Przepraszam, nie zrozumiałam.',
    gaveUp: 'Przykro mi, nie udało mi się zrozumieć. Do widzenia.',
    stopped: 'Rozumiem. Przepraszam za kłopot. Do widzenia.',
    goodbye: 'Do widzenia.',
    oneMoment: 'Chwileczkę, proszę.',
    failed: 'Przepraszam, po naszej stronie wystąpił błąd. Do widzenia.',
    pressYesNo: 'Można też nacisnąć 1, aby odpowiedzieć tak, lub 2, aby odpowiedzieć nie.',
    pressOption: (options) =>
      `Można też nacisnąć: ${options.map(({ key, phrase }) => `${keyName(key)}: ${phrase}`).join(', albo ')}.`,
    pressDigits: 'Można też wpisać to na klawiaturze i zakończyć krzyżykiem.',
    pressDate: (_, withYear) =>
      `Można też wpisać datę na klawiaturze: dwie cyfry dnia, dwie cyfry miesiąca${withYear ? ' i cztery cyfry roku' : ''}.`,
    pressTime: 'Można też wpisać godzinę czterema cyframi, na przykład 1 5 3 0.',
    readBack: (value) => `Mam zapisane: ${value}. Czy to się zgadza?`,
  },
  hear: {
    yes: list(
      'tak, no tak, jasne, oczywiście, pewnie, zgadza się, dokładnie, dobrze, w porządku, okej, ok, zgoda, owszem, super',
      'tak proszę, tak oczywiście, tak zgadza się, tak jasne, tak pasuje, pasuje, pasuje mi, tak może być, może być, tak mogę',
      'tak jest, tak to ja, to ja, przy telefonie, potwierdzam, tak potwierdzam, bardzo chętnie, chętnie, nie ma problemu',
      'słusznie, racja, świetnie, tak tak, jak najbardziej, tak dobrze',
    ),
    no: list(
      'nie, nie dziękuję, niestety nie, nie niestety, nie pasuje, nie pasuje mi, nie mogę, nie nie mogę, nigdy, wcale',
      'nie zgadza się, to się nie zgadza, błędnie, źle, nie jestem zainteresowany, nie jestem zainteresowana, nie chcę',
      'oczywiście że nie, absolutnie nie, w żadnym razie, raczej nie, nie dzisiaj, nie teraz, chyba nie, nie nie',
    ),
    opensYes: list('tak, oczywiście że tak, jasne, jak najbardziej, pewnie'),
    opensNo: list('nie, niestety nie, absolutnie nie, oczywiście że nie, raczej nie'),
    backchannel: list(
      'mhm, mm, hmm, aha, ach, no, rozumiem, okej, ok, dobrze, jasne, no tak, tak tak, aha dobrze, oh',
    ),
    greeting: list('halo, dzień dobry, dobry wieczór, słucham, tak słucham, halo słucham, cześć, tak halo'),
    stop: list(
      'proszę do mnie nie dzwonić, proszę więcej nie dzwonić, nie dzwońcie więcej, niech pan nie dzwoni',
      'przestańcie do mnie dzwonić, proszę usunąć mój numer, proszę mnie skreślić z listy, nie dzwonić więcej',
    ),
    repeat: list(
      'słucham, proszę, co, jak, przepraszam, proszę powtórzyć, może pan powtórzyć, może pani powtórzyć, nie zrozumiałem',
      'nie zrozumiałam, nie słyszałem, nie słyszałam, co proszę, jeszcze raz proszę, jak proszę',
    ),
    who: list(
      'kto mówi, kto dzwoni, z kim rozmawiam, kim pan jest, kim pani jest, o co chodzi, w jakiej sprawie, kto to',
    ),
    wait: list(
      'chwileczkę, chwilę, moment, momencik, proszę czekać, proszę poczekać, sekundę, sekundkę, minutkę, zaraz, poczekaj',
      'jedną chwilę, niech sprawdzę, niech pomyślę',
    ),
    before: list('no, yyy, hm, więc, to, ach, dzień dobry, eee'),
    after: list('proszę, dziękuję, poproszę, to'),
    carriers: list(
      '% proszę, % poproszę, poproszę %, wolę %, chcę %, chciałbym %, chciałabym %, wybieram %, może być %, lepiej %',
      '% pasuje, % pasuje mi, % będzie dobrze, tak %, na %, w %, o %',
    ),
    numbers: list('jeden, dwa, trzy, cztery, pięć, sześć, siedem, osiem, dziewięć, dziesięć'),
    numbered: list('%, numer %, opcja %, opcję %'),
    openEnds: list(
      'i, a, ale, lub, albo, oraz, bo, ponieważ, więc, że, żeby, jeśli, jeżeli, kiedy, gdy, aż, czy, który, która, jak, niż',
      'ten, ta, to, mój, moja, moje, nasz, pana, pani, następny, każdy, ulica',
      'w, we, z, ze, na, do, od, po, przed, przy, dla, o, u, pod, nad, bez, między, około, za, przez',
      'jest, są, był, była, mam, ma, mamy, chcę, chciałbym, chciałabym, mogę, muszę, ja, my, on, ona, bardzo, też, tylko',
      'może, chyba, myślę że, mój numer to, nazywam się, mam na imię',
    ),
    hesitations: list(
      'yyy, eee, hm, hmm, mm, no, zaraz, niech pomyślę, niech sprawdzę, jak to się mówi, no więc',
    ),
    digits: list('zero, jeden, jedna, dwa, dwie, trzy, cztery, pięć, sześć, siedem, osiem, dziewięć'),
    pairs: list(
      'dziesięć, jedenaście, dwanaście, trzynaście, czternaście, piętnaście, szesnaście, siedemnaście, osiemnaście',
      'dziewiętnaście, dwadzieścia, trzydzieści, czterdzieści, pięćdziesiąt, sześćdziesiąt, siedemdziesiąt',
      'osiemdziesiąt, dziewięćdziesiąt, sto, dwieście, trzysta, czterysta, pięćset, sześćset, siedemset, osiemset',
      'dziewięćset',
    ),
    phoneDigits: 9,
    letters: {
      names: list(
        'igrek, zet, wu, iks, fał, ku, Adam, Barbara, Celina, Dorota, Ewa, Franciszek, Genowefa, Henryk, Irena',
      ),
      marks: list('kropka, małpa, myślnik, podkreślnik, minus, ukośnik, duże, wielka litera'),
      at: ['małpa'],
      endings: list('pl, com, net, org, eu'),
    },
    asking: {
      email: list('e-mail, mail, adres mailowy, adres e-mail'),
      spelling: list('przeliterować, proszę literować, litera po literze'),
      phone: list('numer telefonu, telefon, numer komórki, numer kontaktowy'),
      address: list('adres, gdzie pan mieszka, gdzie pani mieszka, jaka ulica'),
      pastDate: list('urodził, urodziła, urodzenia'),
      digits: list('kod, numer klienta, numer konta, numer zamówienia, numer karty, cyfry, PESEL'),
      story: list(
        'w czym mogę pomóc, jak mogę pomóc, co się stało, proszę opowiedzieć, proszę opisać, dlaczego, problem',
        'w jakiej sprawie, o co chodzi',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'gwiazdka' : key === '#' ? 'krzyżyk' : key;
}
