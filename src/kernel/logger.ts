/** Structured logs without personal data: one JSON object a line, numbers of people masked. */
import { pino, type DestinationStream } from 'pino';

/** How much is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Facts beside a message: ids, codes, durations. Texts that people said and their names do not belong here. */
export type LogFields = Readonly<Record<string, unknown>>;

/** A logger; `event` is kebab-case and constant, so that logs can be searched and counted. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A logger whose lines all carry `fields`. */
  with(fields: LogFields): Logger;
}

/** Logs from `level` on to `destination` (standard error unless given). */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const sink = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
  const wrap = (bound: LogFields): Logger => {
    const write = (severity: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
      // What nobody reads is not masked either.
      if (sink.isLevelEnabled(severity)) sink[severity](mask({ ...bound, ...fields }) as object, event);
    };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      with: (fields) => wrap({ ...bound, ...fields }),
    };
  };
  return wrap({});
}

/** A logger that says nothing. */
export const silentLogger: Logger = createLogger('silent');

const SECRET_FIELD = /password|secret|authorization|api_?key|token|credential/i;

/** Masks telephone numbers, SIP users, mail addresses and secret fields in anything that goes to a log. */
export function mask(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (value instanceof Error)
    return {
      name: value.name,
      message: maskText(value.message),
      stack: maskText(value.stack ?? ''),
      ...(value.cause === undefined || depth > 3 ? {} : { cause: mask(value.cause, depth + 1) }),
    };
  if (typeof value !== 'object' || value === null || depth > 6) return value;
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_FIELD.test(key) ? '[secret]' : mask(item, depth + 1),
    ]),
  );
}

/** Linear: each pattern begins only where a word does, for strangers choose some of these texts. */
function maskText(text: string): string {
  return text
    .replace(/\b(sips?:)(?:(?!\bsips?:)[^@\s;>])+@/gi, '$1***@')
    .replace(/(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+/g, '***@***')
    .replace(/\+\d{5,15}/g, (digits) => `+***${digits.slice(-2)}`)
    .replace(/\bpk_(live|test)_\w+/g, 'pk_$1_***');
}
