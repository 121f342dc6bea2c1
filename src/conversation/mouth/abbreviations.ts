/** Dots that end no sentence: abbreviations, initials, ordinals and numbers of lists, in the languages that we speak. */

/** Never the end: more of the same sentence follows. Without their last dot. */
const GO_ON = new Set([
  // English
  ...['mr', 'mrs', 'ms', 'dr', 'prof', 'st', 'mt', 'vs', 'approx', 'e.g', 'i.e', 'gen', 'rev', 'capt', 'lt'],
  // Spanish
  ...[
    'sr',
    'sra',
    'srta',
    'sres',
    'dra',
    'd',
    'dª',
    'dña',
    'ud',
    'uds',
    'vd',
    'vds',
    'p.ej',
    'avda',
    'aprox',
  ],
  // French
  ...['m', 'mm', 'mme', 'mmes', 'mlle', 'p.ex', 'env', 'bd', 'mgr'],
  // German
  ...[
    'z.b',
    'd.h',
    'u.a',
    'bzw',
    'ca',
    'evtl',
    'ggf',
    'inkl',
    'zzgl',
    'hr',
    'fr',
    'str',
    'sog',
    'dipl',
    'v.a',
  ],
  // Italian
  ...['sig', 'sig.ra', 'sig.na', 'dott', 'dott.ssa', 'ing', 'avv', 'geom', 'p.es', 'es', 'c.a'],
  // Portuguese
  ...['exmo', 'exma', 'srª', 'drª', 'eng', 'enga', 'v.ex'],
  // Dutch
  ...['dhr', 'mevr', 'mw', 'drs', 'ir', 'mr', 'bijv', 'd.w.z', 'o.a', 't.a.v', 't.n.v', 'm.b.t', 'i.p.v'],
  // Polish
  ...['np', 'm.in', 'tj', 'tzn', 'ul', 'al', 'godz', 'inż', 'mgr', 'lek', 'tzw', 'ks'],
  // Romanian
  ...['dl', 'dna', 'd-na', 'd-l', 'dvs', 'dră', 'nr', 'bl', 'sc', 'ap'],
]);
/** No end before a number. */
const BEFORE_NUMBER = new Set([
  ...[
    'no',
    'nos',
    'nr',
    'n',
    'nº',
    'núm',
    'num',
    'n°',
    'tel',
    'tél',
    'art',
    'fig',
    'p',
    'pp',
    'pág',
    'ext',
    'vol',
  ],
  ...[
    'rm',
    'apt',
    'int',
    'ref',
    'abs',
    'kap',
    'blz',
    'poz',
    'pkt',
    'str',
    'jan',
    'feb',
    'mar',
    'apr',
    'jun',
    'jul',
  ],
  ...['aug', 'sep', 'sept', 'oct', 'okt', 'nov', 'dec', 'dez'],
]);
/** The end if what follows begins like a sentence. */
const EITHER = new Set([
  ...['etc', 'usw', 'ecc', 'a.m', 'p.m', 'u.s', 'u.k', 'inc', 'ltd', 'co', 'corp', 'jr', 's.a', 's.l', 'e.v'],
  ...['s.r.l', 's.p.a', 'enz', 'itd', 'itp', 'n.v', 'b.v', 'z.o.o', 'cía', 'cia', 'ltda'],
]);
const MONTHS = new RegExp(
  `^(?:${[
    ...['januar', 'jänner', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september'],
    ...[
      'oktober',
      'november',
      'dezember',
      'stycznia',
      'lutego',
      'marca',
      'kwietnia',
      'maja',
      'czerwca',
      'lipca',
    ],
    ...['sierpnia', 'września', 'października', 'listopada', 'grudnia'],
  ].join('|')})`,
  'iu',
);
/** German before an ordinal. */
const ARTICLE = /(?:^|\s)(?:der|dem|den|vom|zum|beim|bis)\s+\d{1,2}\.$/iu;
const SMALL = /^\p{Ll}/u;

/**
 * Does the dot at the end of `before` end its sentence? `after`: what follows the blanks behind it. `null`: that
 * depends on what has not come yet.
 */
export function endsSentence(before: string, after: string): boolean | null {
  const token = /\S+$/u.exec(before)![0].replace(/^["'(¿¡«„“‘[]+/u, '');
  const word = token.slice(0, -1).toLowerCase();
  const known = after !== '';
  if (/^\d{1,2}$/u.test(word)) return endsNumber(before, after);
  if (GO_ON.has(word)) return false;
  if (BEFORE_NUMBER.has(word)) return known ? !/^\d/u.test(after) : null;
  const inner = word.includes('.') && /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word);
  // Polish "2026 r."
  const year = /\d\s+r\.$/u.test(before);
  if (EITHER.has(word) || inner || year) return known ? !SMALL.test(after) && !/^\d/u.test(after) : null;
  // "J. Smith", "z. B.": one letter that begins a name or goes on such letters; "plan B." is none.
  const previous = /(\S+)\s+\S+$/u.exec(before)?.[1] ?? '';
  if (/^\p{Ll}\.$/u.test(token)) return false;
  if (/^\p{L}$/u.test(word)) return !/^(?:$|\p{Lu}|\p{L}\.$)/u.test(previous);
  return true;
}

/** "1. Open it", "3. Mai", "der 3. Stock". */
function endsNumber(before: string, after: string): boolean | null {
  if (/^\s*\d{1,2}\.$/u.test(before) || ARTICLE.test(before)) return false;
  if (after === '') return null;
  if (MONTHS.test(after)) return false;
  // A month may be what is only begun.
  if (/^\p{L}{1,9}$/u.test(after)) return null;
  return !SMALL.test(after);
}
