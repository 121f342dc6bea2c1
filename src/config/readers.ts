/** Reads the text of one setting. A reader answers the value, or the rule that the text breaks. */
import ipaddr from 'ipaddr.js';
import type { LogLevel, Millis } from '#kernel';

/** A host name or address, and a port. */
export interface HostPort {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Even ports of one address for RTP. */
export interface PortRange {
  readonly host: string;
  readonly first: number;
  readonly last: number;
}

/** What a text breaks, as the rest of a sentence that begins with the setting's name. */
export class BrokenRule {
  readonly rule: string;
  constructor(rule: string) {
    this.rule = rule;
  }
}

export type Reader<T> = (text: string) => T | BrokenRule;

const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];
const HOST_NAME = /^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,62})?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,62})?)*$/;

/** A file's text in place of its path, a key perhaps, would be told in every error about the file. */
export const readPath: Reader<string> = (text) =>
  /[\0\n\r]|-----BEGIN/.test(text) ? new BrokenRule('must be a path, not the text of a file') : text;

export const readAddress: Reader<HostPort> = (text) => {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text);
  const host = match?.[1]!.replace(/^\[|\]$/g, '') ?? '';
  const port = Number(match?.[2]);
  if (!match || familyOf(host) === 0) return new BrokenRule('must be an IP address, a colon and a port');
  return port > 65_535 ? new BrokenRule('has a port above 65535') : { host, port };
};

export const readRange: Reader<PortRange> = (text) => {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})-(\d{1,5})$/.exec(text);
  const host = match?.[1]!.replace(/^\[|\]$/g, '') ?? '';
  if (!match || familyOf(host) === 0)
    return new BrokenRule('must be an IP address, a colon, and a first and a last port');
  const [first, last] = [Number(match[2]), Number(match[3])];
  if (first < 1024 || last > 65_535) return new BrokenRule('must lie between ports 1024 and 65535');
  if (first % 2 !== 0) return new BrokenRule('must begin with an even port, since RTP takes the even ones');
  return last <= first ? new BrokenRule('must have a last port above the first') : { host, first, last };
};

export const readHost: Reader<string> = (text) =>
  familyOf(text) > 0 || HOST_NAME.test(text)
    ? text.toLowerCase()
    : new BrokenRule('must be a host name or an IP address, without port and path');

export const readWebUrl: Reader<string> = (text) => {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return new BrokenRule('must be an absolute http or https URL');
  return text.replace(/\/+$/, '');
};

export const readDatabaseUrl: Reader<string> = (text) =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
    ? text
    : new BrokenRule('must be a URL that begins with postgres:// or postgresql://');

export const readNetworks: Reader<readonly string[]> = (text) => {
  const networks = text.split(/[\s,]+/).filter(Boolean);
  const broken = networks.find((network) => !isNetwork(network));
  return broken === undefined
    ? networks
    : new BrokenRule(`must list networks in CIDR notation; \`${broken}\` is none`);
};

/** Language tags, apart by commas. */
export const readLanguages: Reader<readonly string[]> = (text) => {
  const tags = text.split(/[\s,]+/).filter(Boolean);
  const broken = tags.find((tag) => !/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(tag));
  return broken === undefined
    ? tags
    : new BrokenRule(`must list languages like es or es-MX; \`${broken}\` is none`);
};

export const readText: Reader<string> = (text) => text;

/** One of these words. */
export function readChoice<const T extends string>(...words: readonly T[]): Reader<T> {
  return (text) =>
    words.find((word) => word === text) ?? new BrokenRule(`must be one of ${words.join(', ')}`);
}

export const readLogLevel: Reader<LogLevel> = (text) =>
  LOG_LEVELS.find((level) => level === text) ?? new BrokenRule(`must be one of ${LOG_LEVELS.join(', ')}`);

/** A whole number between two borders. */
export function readWhole(least: number, most: number): Reader<number> {
  return (text) =>
    /^\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? Number(text)
      : new BrokenRule(`must be a whole number between ${least} and ${most}`);
}

/** A span like `45s`, `24h`, `500ms`, within two borders. */
export function readSpan(least: Millis, most: Millis): Reader<Millis> {
  const units: Readonly<Record<string, Millis>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return (text) => {
    const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text);
    const span = match ? Number(match[1]) * units[match[2]!]! : Number.NaN;
    return span >= least && span <= most
      ? span
      : new BrokenRule(
          `must be a span with its unit (ms, s, m, h or d) between ${least / 1000} s and ${most / 1000} s`,
        );
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const family = familyOf(address);
  return (
    more.length === 0 && family > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
  );
}

/** 4 or 6; 0 for what is no address. Shortened forms of IPv4 like 127.1 are none. */
function familyOf(text: string): 0 | 4 | 6 {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return 4;
  return ipaddr.IPv6.isValid(text) ? 6 : 0;
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry writes headers. */
export const readPairs: Reader<Readonly<Record<string, string>>> = (text) => {
  const pairs: [string, string][] = [];
  for (const pair of text.split(',')) {
    const [, name, value] = /^\s*([\w!#$&^`|~.+-]+)\s*=\s*([^\s]*)\s*$/.exec(pair) ?? [];
    if (name === undefined || !isEncoded(value!))
      return new BrokenRule('must be name=value pairs between commas');
    pairs.push([name, decodeURIComponent(value!)]);
  }
  return Object.fromEntries(pairs);
};

function isEncoded(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text) && !/%[89a-f]/i.test(text);
}

/** `provider/model`; a model's own name may hold slashes. */
export const readEmbedding: Reader<{ readonly provider: string; readonly model: string }> = (text) => {
  const [, provider, model] = /^([a-z0-9-]+)\/(\S+)$/.exec(text) ?? [];
  return provider === undefined || model === undefined
    ? new BrokenRule('must be a provider, a slash and a model, like openai/text-embedding-3-small')
    : { provider, model };
};
