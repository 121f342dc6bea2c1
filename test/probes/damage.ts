/** What is done to a good request before it is sent: each way one that a client, or somebody who is none, may go. */
import fc, { type Arbitrary } from 'fast-check';
import { spellEpoch, spellHex, type Id } from '#kernel';
import { idIn } from './world.ts';

/** A request on its way to be damaged. */
export interface Draft {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

export interface Damage {
  readonly name: string;
  apply(draft: Draft): Draft;
}

const MIB = 1_048_576;
const HUGE = 11 * MIB;
const DEEP = 20_000;

/** Values that no field wants, or that something behind one may stumble over. */
const ODD: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, 1e308, 2 ** 53, '', ' ', [], {}, [[]], { a: 1 }],
  ...['\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202e', '\ufeff', 'ﷺ'.repeat(50), 'x'.repeat(30_000)],
  ...[
    '__proto__',
    'constructor',
    '{{a.b}}',
    "'; DROP TABLE calls; --",
    '../../etc/passwd',
    '%00',
    '${jndi:x}',
  ],
  ...['http://127.0.0.1/', 'http://169.254.169.254/latest', 'file:///etc/passwd', 'javascript:1'],
  ...['+275760-09-13T00:00:00Z', '9999-12-31T23:59:59.999+14:00', '2026-02-30', '24:00', 'Mars/Olympus'],
  ...['(a+)+$', '^(', '[', '*', 'sip:a@b;c=d', 'sip:', '+1', '+999999999999999999'],
  Array.from({ length: 2000 }, () => 1),
  Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, index])),
];
const odd = fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }));

/** Ids and texts in the place of an id; those of `foreign` are another tenant's or of another kind. */
function inPath(foreign: readonly string[]): Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      '%00',
      '%ff',
      '%ed%a0%80',
      '%',
      '..',
      '.',
      '%2e%2e%2f',
      'null',
      'undefined',
      '*',
      '-',
      '%20',
    ),
    fc.constantFrom(
      '0',
      'x'.repeat(199),
      'x'.repeat(5000),
      encodeURIComponent('🙂'),
      'a%00b',
      '%2F',
      "'",
      '%22',
    ),
    fc.constantFrom(...foreign, ...foreign.flatMap(spellings)),
  );
}

function spellings(text: string): string[] {
  const id: Id | null = idIn(text);
  if (id === null) return [text.toUpperCase()];
  return [id, id.toUpperCase(), spellHex(id), spellEpoch(id), text.toUpperCase(), `zz_${text}`];
}

/** @param foreign ids of another kind or of another tenant, @param cursors of other lists */
export function damages(foreign: readonly string[], cursors: readonly string[]): Arbitrary<Damage> {
  const weigh = (weight: number, arbitrary: Arbitrary<Damage>) => ({ weight, arbitrary });
  return fc.oneof(
    weigh(3, fc.constant({ name: 'none', apply: (draft: Draft) => draft })),
    weigh(8, inBody()),
    weigh(3, raw()),
    weigh(
      3,
      fc.tuple(fc.nat(), inPath(foreign)).map(([nth, value]) => parameter(nth, value)),
    ),
    weigh(3, inQuery(cursors)),
    weigh(1, inHeaders()),
  );
}

/** One place of the body, at any depth, becomes odd, goes, or gets a key beside it. */
function inBody(): Arbitrary<Damage> {
  return fc
    .tuple(fc.constantFrom('replace', 'remove', 'add'), fc.nat(), odd, fc.string({ maxLength: 8 }))
    .map(([how, nth, value, key]) => ({
      name: `body: ${how} #${nth} ${brief(value)}`,
      apply(draft) {
        if (typeof draft.body !== 'string') return { ...draft, ...jsonBody(value) };
        return { ...draft, body: JSON.stringify(spoil(JSON.parse(draft.body), { how, nth, value, key })) };
      },
    }));
}

interface Spoil {
  readonly how: string;
  readonly nth: number;
  readonly value: unknown;
  readonly key: string;
}

function spoil(root: unknown, { how, nth, value, key }: Spoil): unknown {
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const [name, item] of Object.entries(at)) {
      places.push({ holder: at as Record<string, unknown>, name });
      walk(item);
    }
  };
  walk(root);
  const place = places[nth % Math.max(1, places.length)];
  if (!place) return value;
  if (how === 'replace') place.holder[place.name] = value;
  else if (how === 'remove') delete place.holder[place.name];
  else place.holder[key] = value;
  return root;
}

const text = (draft: Draft): string => (typeof draft.body === 'string' ? draft.body : '{}');

const huge = (draft: Draft): Draft => ({ ...draft, ...ofJson(`{"name":"${'x'.repeat(HUGE)}"}`) });

/** The bytes themselves. */
function raw(): Arbitrary<Damage> {
  const ways: Readonly<Record<string, (draft: Draft) => Draft>> = {
    'cut off': (draft) => ({ ...draft, ...ofJson(text(draft).slice(0, -2)) }),
    'duplicate keys': (draft) => ({
      ...draft,
      ...ofJson(`{"to":1,"name":2,"name":[],${text(draft).slice(1)}`),
    }),
    'broken UTF-8': (draft) => ({
      ...draft,
      ...ofJson(
        Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28, 0xff, 0xfe]), Buffer.from('"}')]),
      ),
    }),
    'deep nesting': (draft) => ({ ...draft, ...ofJson(`${'[['.repeat(DEEP)}${']]'.repeat(DEEP)}`) }),
    'deep objects': (draft) => ({ ...draft, ...ofJson(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`) }),
    'deep inside': (draft) => ({
      ...draft,
      ...ofJson(text(draft).replace(/^\{/, `{"metadata":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)},`)),
    }),
    'a prototype': (draft) => ({ ...draft, ...ofJson(`{"__proto__":{"a":1},${text(draft).slice(1)}`) }),
    'a lone surrogate': (draft) => ({
      ...draft,
      ...ofJson(text(draft).replaceAll(/[a-z](?=")/g, '\\ud800')),
    }),
    'NUL everywhere': (draft) => ({ ...draft, ...ofJson(text(draft).replaceAll(/":"/g, '":"\\u0000')) }),
    'no body': (draft) => ({ ...draft, body: undefined }),
    'an empty body': (draft) => ({ ...draft, ...ofJson('') }),
    'a text': (draft) => ({ ...draft, ...ofJson('"x"') }),
    'wrong type': (draft) => ({ ...draft, headers: { ...draft.headers, 'content-type': 'text/plain' } }),
    'odd type': (draft) => ({
      ...draft,
      headers: { ...draft.headers, 'content-type': 'application/json;charset=\\' },
    }),
    form: (draft) => ({
      ...draft,
      headers: { ...draft.headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1&b=2',
    }),
  };
  const all = Object.entries(ways);
  return fc.nat({ max: all.length * 12 }).map((nth): Damage => {
    const [name, apply] = nth === 0 ? (['11 MB', huge] as const) : all[nth % all.length]!;
    return { name: `raw: ${name}`, apply };
  });
}

function parameter(nth: number, value: string): Damage {
  return {
    name: `path: ${value.slice(0, 40)}`,
    apply(draft) {
      const names = Object.keys(draft.parameters);
      const name = names[nth % Math.max(1, names.length)];
      return name === undefined ? draft : { ...draft, parameters: { ...draft.parameters, [name]: value } };
    },
  };
}

function inQuery(cursors: readonly string[]): Arbitrary<Damage> {
  const known = [
    'limit',
    'cursor',
    'after',
    'sort',
    'status',
    'q',
    'agent_id',
    'offset',
    'from',
    'created_after',
    'page',
  ];
  const values = fc.oneof(
    fc.constantFrom(
      '',
      '-1',
      '0',
      '1e9',
      'NaN',
      '99999999999999999999',
      '%00',
      '%ff',
      '[]',
      'true',
      "'",
      '%5B%5D',
    ),
    fc.constantFrom('bm9wZQ', 'AAAA', 'x'.repeat(300), ...cursors),
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => encodeURIComponent(text.toWellFormed())),
  );
  return fc
    .tuple(fc.nat(), fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 5 })), values, fc.boolean())
    .map(([nth, name, value, twice]) => ({
      name: `query: ${name}=${value.slice(0, 40)}`,
      apply(draft) {
        const own = draft.query[nth % Math.max(1, draft.query.length)]?.[0];
        const one = [own !== undefined && nth % 2 === 0 ? own : encodeURIComponent(name), value] as const;
        return { ...draft, query: [...draft.query, one, ...(twice ? [one] : [])] };
      },
    }));
}

function inHeaders(): Arbitrary<Damage> {
  return fc
    .constantFrom<Record<string, string>>(
      { 'idempotency-key': '' },
      { 'idempotency-key': 'x'.repeat(300) },
      { 'idempotency-key': '\u00e9\u00ff' },
      { 'idempotency-key': 'same' },
      { 'last-event-id': '-1' },
      { range: 'bytes=9-1' },
      { range: 'bytes=-0' },
      { range: 'lines=1' },
      { accept: 'image/png' },
      { 'if-match': '"x"' },
      { 'content-length': '3' },
    )
    .map((headers) => ({
      name: `header: ${JSON.stringify(headers).slice(0, 60)}`,
      apply: (draft) => ({ ...draft, headers: { ...draft.headers, ...headers } }),
    }));
}

function jsonBody(value: unknown): Pick<Draft, 'headers' | 'body'> {
  return ofJson(JSON.stringify(value) ?? 'null');
}

function ofJson(body: string | Uint8Array): Pick<Draft, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/json' }, body };
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
