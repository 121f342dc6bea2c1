/** What is left of an event when its texts must go: its type, its figures, and words that Parley itself chose. */
export type Json = Readonly<Record<string, unknown>>;

/** Members whose texts are of Parley's own vocabulary, or ids; never a person's words or address. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'code',
  'phase',
  'party',
  'fault',
  'rule',
  'kind',
  'stage',
  'state',
  'status',
  'verdict',
  'api',
  'codec',
  'doc',
  'type',
  'provider',
  'model',
  'unit',
  'currency',
  'attempt_id',
  'command',
  'by',
  'who',
  'node',
  'outcome',
  'preset',
  'language',
]);

/** In the place of a text. */
export const ERASED = '[erased]';

export function scrub(data: Json): Json {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, scrubbed(name, value)]));
}

function scrubbed(name: string, value: unknown): unknown {
  // The plan and what came with the request are a person's through and through; names of members may be too.
  if (name === 'plan' || name === 'source' || name === 'variables' || name === 'metadata') return {};
  if (typeof value === 'string') return OWN_WORDS.has(name) && isWord(value) ? value : ERASED;
  if (Array.isArray(value)) return value.map((one) => scrubbed(name, one));
  if (typeof value === 'object' && value !== null) return scrub(value as Json);
  return value;
}

/** A name, an id, a version; no sentence, no address and no number of a telephone. */
function isWord(text: string): boolean {
  return text.length <= 60 && /^[\w./:-]*$/.test(text) && !/^\+?\d{6,}$/.test(text);
}
