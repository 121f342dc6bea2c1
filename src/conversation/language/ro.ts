import type { Language } from './language.ts';
import { list } from './list.ts';
import { romanianValues } from './values-ro.ts';

export const romanian: Language = {
  base: 'ro',
  values: romanianValues,
  say: {
    reminder: 'Mai sunteți acolo?',
    silentGoodbye: 'Nu vă aud, așa că închei apelul. La revedere.',
    timeShort: 'Mai avem cam o jumătate de minut.',
    timeUp: 'Timpul nostru s-a terminat. La revedere.',
    notUnderstood: 'Mă scuzați, nu am înțeles.',
    gaveUp: 'Îmi pare rău, nu am reușit să vă înțeleg. La revedere.',
    stopped: 'Am înțeles. Îmi cer scuze pentru deranj. La revedere.',
    goodbye: 'La revedere.',
    oneMoment: 'Un moment, vă rog.',
    failed: 'Îmi pare rău, a apărut o problemă la noi. La revedere.',
    pressYesNo: 'Puteți și să apăsați 1 pentru da sau 2 pentru nu.',
    pressOption: (options) =>
      `Puteți și să apăsați ${options.map(({ key, phrase }) => `${keyName(key)} pentru ${phrase}`).join(', sau ')}.`,
    pressDigits: 'Puteți și să tastați numărul și să încheiați cu tasta diez.',
    pressDate: (_, withYear) =>
      `Puteți și să tastați data: două cifre pentru zi, două pentru lună${withYear ? ' și patru pentru an' : ''}.`,
    pressTime: 'Puteți și să tastați ora cu patru cifre, de exemplu 1 5 3 0.',
    readBack: (value) => `Am notat ${value}. Este corect?`,
  },
  hear: {
    yes: list(
      'da, desigur, sigur, sigur că da, bineînțeles, exact, corect, așa este, în regulă, bine, de acord, perfect, ok, okay',
      'da vă rog, da sigur, da desigur, da bine, da e bine, e bine, da îmi convine, îmi convine, e în regulă, da se poate',
      'se poate, da pot, confirm, da confirm, eu sunt, da eu sunt, este corect, e corect, cu plăcere, nicio problemă, foarte bine',
      'da da, așa e, merge, da merge, absolut, de acord da',
    ),
    no: list(
      'nu, nu mulțumesc, din păcate nu, nu pot, nu din păcate, nu îmi convine, nu e bine, nu este corect, greșit',
      'nu mă interesează, nu sunt interesat, nu sunt interesată, nu vreau, deloc, niciodată, în niciun caz, sigur că nu',
      'astăzi nu, acum nu, nu chiar, mai bine nu, nu nu, nu se poate, cred că nu',
    ),
    opensYes: list('da, sigur că da, bineînțeles, desigur, absolut'),
    opensNo: list('nu, din păcate nu, în niciun caz, sigur că nu'),
    backchannel: list(
      'mhm, mm, hmm, aha, ah, înțeleg, am înțeles, ok, okay, bine, da da, așa, oh, bun, ah da',
    ),
    greeting: list('alo, bună, bună ziua, bună dimineața, bună seara, da alo, alo da, salut, da vă rog'),
    stop: list(
      'nu mă mai sunați, nu mai sunați, încetați să mă sunați, să nu mă mai sunați, nu mă mai suna',
      'scoateți-mă de pe listă, ștergeți numărul meu, ștergeți-mi numărul, nu mai sunați aici',
    ),
    repeat: list(
      'poftim, cum, ce, ce ați spus, puteți repeta, puteți repeta vă rog, repetați vă rog, nu am înțeles, nu am auzit',
      'scuze, pardon, încă o dată vă rog, cum ați spus, mai spuneți o dată',
    ),
    who: list(
      'cine este, cine sunteți, cine e, cine sună, cu cine vorbesc, cine vorbește, despre ce este vorba, de unde sunați',
    ),
    wait: list(
      'un moment, un moment vă rog, o clipă, o secundă, un minut, așteptați, așteptați puțin, stați puțin, imediat',
      'rămâneți la telefon, stați să văd, lăsați-mă să mă gândesc',
    ),
    before: list('ăă, păi, deci, ei, ah, bună, hm, așa'),
    after: list('vă rog, mulțumesc, te rog, atunci'),
    carriers: list(
      '% vă rog, aș vrea %, vreau %, prefer %, aleg %, mai bine %, iau %, să fie %, la %, pe %',
      '% e bine, % îmi convine, % este bine, da %, aș prefera %',
    ),
    numbers: list('unu, doi, trei, patru, cinci, șase, șapte, opt, nouă, zece'),
    numbered: list('%, numărul %, opțiunea %, varianta %'),
    openEnds: list(
      'și, sau, dar, pentru că, deoarece, deci, dacă, când, până, care, ca, cum, însă, ori, apoi, că, să',
      'un, o, al, a, ai, ale, meu, mea, mei, dumneavoastră, acest, această, strada, următoarea',
      'de, din, la, în, cu, fără, pe, pentru, prin, între, despre, după, înainte de, lângă, spre, de la, cel, cea',
      'este, e, sunt, era, am, are, avem, vreau, aș vrea, pot, trebuie, eu, noi, el, ea, foarte, mai, doar, cam',
      'poate, cred că, mă gândesc că, numărul meu este, mă numesc, mă cheamă',
    ),
    hesitations: list(
      'ăă, ăăă, îî, hm, hmm, păi, deci, să vedem, stați să văd, cum se spune, lăsați-mă să văd',
    ),
    digits: list('zero, unu, una, doi, două, trei, patru, cinci, șase, șapte, opt, nouă, dublu'),
    pairs: list(
      'zece, unsprezece, doisprezece, douăsprezece, treisprezece, paisprezece, cincisprezece, șaisprezece, șaptesprezece',
      'optsprezece, nouăsprezece, douăzeci, treizeci, patruzeci, cincizeci, șaizeci, șaptezeci, optzeci, nouăzeci, sută, sute',
    ),
    phoneDigits: 10,
    letters: {
      names: list('igrec, zet, ics, dublu ve, ca, haș, jé, ef, el, em, en, er, es'),
      marks: list('punct, arond, cratimă, liniuță, linie jos, underscore, slash, majusculă'),
      at: list('arond, at'),
      endings: list('ro, com, net, org, eu, md'),
    },
    asking: {
      email: list('e-mail, email, mail, adresa de mail, poșta electronică'),
      spelling: list('pe litere, literă cu literă, silabisiți'),
      phone: list('număr de telefon, telefon, mobil, numărul la care'),
      address: list('adresă, adresa, unde locuiți, ce stradă'),
      pastDate: list('născut, născută, nașterii'),
      digits: list('cod, codul, număr de client, număr de cont, număr de comandă, cifre, card'),
      story: list(
        'cu ce vă pot ajuta, cum vă pot ajuta, ce s-a întâmplat, povestiți, descrieți, de ce, problemă, explicați',
        'despre ce este vorba, ce doriți',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'steluță' : key === '#' ? 'diez' : key;
}
