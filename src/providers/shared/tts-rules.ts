/** What a vendor can be asked to speak, checked before it is asked; refusals say what would do. Pure. */
import { ModelError, type TtsRequest } from '#models';

type Settings = Omit<TtsRequest, 'text'>;

export function refuse(provider: string, message: string): ModelError {
  return new ModelError({ provider, fault: 'bad-request', message });
}

/** The language without its region: `es` of `es-MX`. */
export function baseLanguage(language: string): string {
  return language.split(/[-_]/)[0]!.toLowerCase();
}

/** @throws ModelError `bad-request` */
export function checkVoice(provider: string, { voice }: Settings): void {
  if (!/^[\w .:()-]{1,200}$/u.test(voice))
    throw refuse(
      provider,
      `${provider} has no voice ${JSON.stringify(voice)}. Give the vendor's id of a voice.`,
    );
}

/**
 * @param languages bare languages the model speaks
 * @throws ModelError `bad-request`
 */
export function checkLanguage(provider: string, { language }: Settings, languages: readonly string[]): void {
  if (!languages.includes(baseLanguage(language)))
    throw refuse(
      provider,
      `This model of ${provider} does not speak "${language}". It speaks: ${languages.join(', ')}.`,
    );
}

/**
 * @param range slowest and fastest the vendor takes; `null` when it takes none, then `why` says so
 * @throws ModelError `bad-request`
 */
export function checkSpeed(
  provider: string,
  { speed }: Settings,
  range: readonly [number, number] | null,
  why = '',
): void {
  if (speed === 1) return;
  if (!range) throw refuse(provider, `speed is ${speed}; ${why} Use speed 1.`);
  const [slowest, fastest] = range;
  if (!(speed >= slowest && speed <= fastest))
    throw refuse(
      provider,
      `speed is ${speed}; ${provider} takes ${slowest} to ${fastest}. Use one of these or another provider.`,
    );
}

/** @throws ModelError `bad-request` */
export function checkLength(provider: string, { text }: TtsRequest, most: number): void {
  if (text.length > most)
    throw refuse(
      provider,
      `A text has ${text.length} characters; ${provider} takes ${most}. Split it at sentences.`,
    );
}

/**
 * The API's base without a slash at its end.
 * @param fallback the vendor's own, with its version where paths begin with one; that version may be left out of `url`
 * @throws ModelError `bad-request` for a key or an address that cannot be used
 */
export function apiBase(
  provider: string,
  options: { readonly apiKey: string; readonly url?: string | undefined },
  fallback: string,
): string {
  // Checked here because the platform's own message about a bad header would quote the key.
  if (!/^[\x21-\x7e]+$/.test(options.apiKey))
    throw refuse(provider, `The key of ${provider} must be printable ASCII without blanks.`);
  const url = URL.parse(options.url ?? fallback);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw refuse(provider, `The URL of ${provider} must be http or https, without credentials.`);
  const version = /\/v\d\w*$/.exec(new URL(fallback).pathname)?.[0] ?? '';
  const path = url.pathname.replace(/\/+$/, '');
  return url.origin + path + (path.endsWith(version) ? '' : version);
}

/** The same base for sockets. */
export function socketBase(base: string): string {
  return base.replace(/^http/, 'ws');
}
