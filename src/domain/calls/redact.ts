/** What of a call's words is kept, where its agent says that not all of it is. Pure. */
import type { TranscriptSettings } from '../agents/opening-schema.ts';
import type { Call, Turn } from './call.ts';

export const REDACTED = '[redacted]';

/** Addresses of mail, accounts (IBAN), cards, telephone and social security numbers, as they are written. */
const PRIVATE = [
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
  /\b\d{3}-\d{2}-\d{4}\b/g,
  /(?<![\d.])\+?\(?\d(?:[ ()./-]{0,2}\d){6,18}(?![\d.]?\d)/g,
];

type Settings = Partial<TranscriptSettings> | undefined;

/** @example redact('Mail ana@example.org') // 'Mail [redacted]' */
export function redact(text: string): string {
  return PRIVATE.reduce((sofar, pattern) => sofar.replace(pattern, REDACTED), text);
}

/** The same of an event of the conversation, before it is written. */
export function keptData(
  settings: Settings,
  data: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (settings?.keep !== false && settings?.redact !== true) return data;
  return mapTexts(data, (text, name) =>
    settings.keep === false && WORDS.has(name) ? '' : settings.redact === true ? redact(text) : text,
  ) as Record<string, unknown>;
}

/** Members of events that hold what somebody said. */
const WORDS: ReadonlySet<string> = new Set(['text', 'was', 'heard', 'words', 'said']);

export function keptTurns(settings: Settings, turns: readonly Turn[]): readonly Turn[] {
  if (settings?.redact !== true) return turns;
  return turns.map((turn) => ({ ...turn, text: redact(turn.text) }));
}

/** Once nobody needs them to analyse it: are the words of this call to go? */
export function dropsWords({ plan }: Pick<Call, 'plan'>): boolean {
  return plan.config.transcript?.keep === false;
}

function mapTexts(value: unknown, by: (text: string, name: string) => string, name = ''): unknown {
  if (typeof value === 'string') return by(value, name);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, by, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, by, key)]));
}
