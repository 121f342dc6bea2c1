/** Placeholders: `{{name}}`, `{{ person.first name }}`. Dotted paths; spaces inside and around are allowed. */

/** What can be put into a text. Nested objects are reached by dotted paths. */
export type Variables = Readonly<Record<string, unknown>>;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
/** Where text was left out, the space before a closing mark or a second space is left out with it. */
const GAP = '\u0000';

/** A text with its placeholders filled. */
export interface Rendered {
  readonly text: string;
  /** Names without a value, each once, in order; they were left out of the text. */
  readonly missing: readonly string[];
}

/**
 * Fills the placeholders of a text for speech. What has no value is left out, with tidy spacing and punctuation; a
 * raw placeholder never remains, not even a broken one or one that a value brought in.
 * @example render('Hi {{name}}, is {{ day }} fine?', { name: 'Ann' }) // { text: 'Hi Ann, is fine?', missing: ['day'] }
 */
export function render(text: string, variables: Variables): Rendered {
  const missing = new Set<string>();
  const filled = text.replace(PLACEHOLDER, (_, inner: string) => {
    const name = normalName(inner);
    const value = name === '' ? null : spoken(lookUp(variables, name));
    if (value === null) {
      if (name !== '') missing.add(name);
      return GAP;
    }
    return value;
  });
  return { text: withoutBraces(tidy(filled)), missing: [...missing] };
}

/** The names of a text's placeholders, each once, in order. */
export function placeholders(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map((match) => normalName(match[1]!));
  return [...new Set(names.filter((name) => name !== ''))];
}

/** The value at a dotted path; a key that holds dots or spaces itself is found first. `undefined` when there is none. */
export function lookUp(variables: Variables, name: string): unknown {
  if (Object.hasOwn(variables, name)) return variables[name];
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const inner = Object.hasOwn(variables, name.slice(0, dot).trim())
    ? variables[name.slice(0, dot).trim()]
    : undefined;
  if (typeof inner !== 'object' || inner === null) return undefined;
  return lookUp(inner as Variables, name.slice(dot + 1).trim());
}

/** A value as it is said or written into a text; `null` when there is nothing to say. */
export function spoken(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (Array.isArray(value)) {
    const items = value.map(spoken).filter((item) => item !== null);
    return items.length === 0 ? null : items.join(', ');
  }
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : null;
}

function normalName(inner: string): string {
  return inner.trim().replace(/\s+/g, ' ');
}

function withoutBraces(text: string): string {
  const stripped = text.replace(/\{{2,}|\}{2,}/g, '');
  return stripped === text ? text : withoutBraces(stripped);
}

/** Takes the gaps out: no doubled space, none before a mark, no mark that would now open a sentence. */
function tidy(text: string): string {
  if (!text.includes(GAP)) return text;
  return text
    .replace(new RegExp(`[ \\t]*${GAP}(?:[ \\t]*${GAP})*(?=[ \\t]*([.,;:!?)]|$))`, 'g'), '')
    .replace(new RegExp(`${GAP}[ \\t]*`, 'g'), '')
    .replace(/[ \t]+([.,;:!?)])/g, '$1')
    .replace(/([.!?]) *[,;:]/g, '$1')
    .replace(/,(?= *[.!?])/g, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/^[\s,;:]+/, '')
    .trimEnd();
}
