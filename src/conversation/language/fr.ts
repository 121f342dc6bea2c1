import type { Language } from './language.ts';
import { list } from './list.ts';
import { frenchValues } from './values-fr.ts';

export const french: Language = {
  base: 'fr',
  values: frenchValues,
  say: {
    reminder: 'Vous êtes toujours là ?',
    silentGoodbye: 'Je ne vous entends pas, je vais donc raccrocher. Au revoir.',
    timeShort: 'Il nous reste environ une demi-minute.',
    timeUp: 'Notre temps est écoulé. Au revoir.',
    notUnderstood: "Pardon, je n'ai pas compris.",
    gaveUp: "Je suis désolé, je n'ai pas réussi à vous comprendre. Au revoir.",
    stopped: "C'est entendu. Excusez-moi de vous avoir dérangé. Au revoir.",
    goodbye: 'Au revoir.',
    oneMoment: 'Un instant, s’il vous plaît.',
    failed: 'Je suis désolé, il y a eu un problème de notre côté. Au revoir.',
    pressYesNo: 'Vous pouvez aussi taper 1 pour oui, ou 2 pour non.',
    pressOption: (options) =>
      `Vous pouvez aussi taper ${options.map(({ key, phrase }) => `${keyName(key)} pour ${phrase}`).join(', ou ')}.`,
    pressDigits: 'Vous pouvez aussi le taper sur votre clavier, et terminer par dièse.',
    pressDate: (_, withYear) =>
      `Vous pouvez aussi la taper sur votre clavier : deux chiffres pour le jour, deux pour le mois${withYear ? ', et quatre pour l’année' : ''}.`,
    pressTime: 'Vous pouvez aussi la taper sur votre clavier en quatre chiffres, par exemple 1 5 3 0.',
    readBack: (value) => `J'ai noté ${value}. C'est bien ça ?`,
  },
  hear: {
    yes: list(
      "oui, ouais, bien sûr, d'accord, tout à fait, exactement, c'est ça, absolument, parfait, ok, okay, volontiers",
      "oui bien sûr, oui merci, oui s'il vous plaît, oui tout à fait, oui c'est ça, oui d'accord, oui ça me va",
      "ça me va, ça marche, ça me convient, c'est bon, c'est moi, oui c'est moi, c'est exact, c'est correct",
      'certainement, entendu, très bien, avec plaisir, pas de problème, je confirme, oui je confirme, allez-y, mais oui',
    ),
    no: list(
      'non, non merci, pas du tout, non pas du tout, jamais, non désolé, désolé non, je ne peux pas, non je ne peux pas',
      "pas vraiment, pas maintenant, pas aujourd'hui, ça ne me va pas, non ça ne me va pas, ce n'est pas possible",
      "c'est faux, ce n'est pas ça, non ce n'est pas ça, ça ne m'intéresse pas, je ne veux pas, absolument pas",
      'bien sûr que non, je ne crois pas, plutôt pas, non plus',
    ),
    opensYes: list("oui, bien sûr que oui, tout à fait, d'accord, absolument, bien sûr"),
    opensNo: list('non, pas du tout, non merci, non je, non ça, non ce, désolé non, bien sûr que non'),
    backchannel: list(
      "mm, mhm, hmm, ah, ah oui, ah bon, d'accord, je vois, je comprends, ok, okay, oui oui, très bien, bien, hum, oh",
    ),
    greeting: list('allô, bonjour, bonsoir, oui allô, allô oui, allô bonjour, salut'),
    stop: list(
      "ne m'appelez plus, arrêtez de m'appeler, ne me rappelez plus, ne rappelez plus, n'appelez plus",
      'ne plus jamais m’appeler, retirez-moi de votre liste, enlevez-moi de votre liste, supprimez mon numéro',
      'arrêtez de m’appeler s’il vous plaît, ne m’appelez plus jamais',
    ),
    repeat: list(
      "pardon, comment, quoi, vous pouvez répéter, pouvez-vous répéter, répétez s'il vous plaît, comment ça",
      "je n'ai pas compris, je n'ai pas entendu, vous avez dit quoi, excusez-moi, encore une fois s'il vous plaît, hein",
    ),
    who: list(
      "qui est-ce, c'est qui, qui êtes-vous, qui est à l'appareil, c'est de la part de qui, vous êtes qui",
      "qui appelle, c'est à quel sujet, à qui ai-je l'honneur",
    ),
    wait: list(
      "attendez, un instant, un moment, une seconde, une minute, attendez un instant, un instant s'il vous plaît",
      'ne quittez pas, un petit instant, deux secondes, laissez-moi voir, laissez-moi réfléchir',
    ),
    before: list('euh, ben, bah, alors, bon, ah, eh bien, bonjour, donc'),
    after: list("s'il vous plaît, merci, merci beaucoup, alors"),
    carriers: list(
      "% s'il vous plaît, le %, la %, je voudrais %, je voudrais le %, je préfère %, je préfère le %, plutôt %, je prends %",
      'je veux %, % ça me va, % c’est bien, % me convient, oui %, ce sera %, disons %, pour %',
    ),
    numbers: list('un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix'),
    numbered: list('%, le %, numéro %, option %, le numéro %'),
    openEnds: list(
      'et, ou, mais, parce que, car, donc, alors, si, quand, lorsque, pendant que, jusque, que, qui, dont, comme, puis',
      'le, la, les, un, une, des, mon, ma, mes, votre, vos, son, sa, ses, leur, ce, cet, cette, ces, prochain',
      'de, du, à, au, aux, pour, par, avec, sans, dans, sur, chez, entre, vers, avant, après, en, depuis, rue',
      "est, sont, suis, étais, j'ai, je voudrais, je veux, je peux, il faut, il y a, c'est, je, on, nous, ils, elle",
      "peut-être, je crois que, je pense que, très, plus, moins, aussi, mon numéro c'est, mon numéro est, je m'appelle",
    ),
    hesitations: list(
      'euh, heu, hum, hmm, ben, bah, alors, voyons, attendez que, laissez-moi voir, comment dire, eh bien',
    ),
    digits: list('zéro, un, une, deux, trois, quatre, cinq, six, sept, huit, neuf, double'),
    pairs: list(
      'dix, onze, douze, treize, quatorze, quinze, seize, vingt, vingts, trente, quarante, cinquante, soixante',
      'septante, huitante, nonante, cent',
    ),
    phoneDigits: 10,
    letters: {
      names: list('double v, i grec, zède, hache, cédille, erre, esse, elle, emme, enne, effe'),
      marks: list(
        'point, arobase, tiret, tiret bas, underscore, accent aigu, accent grave, majuscule, apostrophe',
      ),
      at: ['arobase'],
      endings: list('com, fr, net, org, be, ch, ca, eu, lu'),
    },
    asking: {
      email: list('e-mail, mail, courriel, adresse électronique, adresse mail'),
      spelling: list('épeler, épelez, lettre par lettre'),
      phone: list('numéro de téléphone, téléphone, portable, numéro où vous joindre'),
      address: list('adresse, où habitez-vous, quelle rue, domicile'),
      pastDate: list('né, née, naissance, êtes-vous né, êtes-vous née'),
      digits: list(
        'code, numéro de compte, numéro de commande, numéro de client, référence, chiffres, carte',
      ),
      story: list(
        'comment puis-je vous aider, en quoi puis-je vous aider, que s’est-il passé, racontez, décrivez, expliquez, pourquoi',
        'problème, à quel sujet, que souhaitez-vous',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'étoile' : key === '#' ? 'dièse' : key;
}
