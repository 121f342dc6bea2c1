/** A vendor's address and key as its factory got them, checked before anything is sent. */
import { ModelError } from '#models';
import type { VendorOptions } from '../vendor.ts';

/**
 * The base to which a vendor's paths are added: without a slash at its end, and without the version (`/v1`) that many
 * write, because the paths begin with it.
 * @param fallback the vendor's own, used when `options.url` is not given.
 * @throws ModelError `bad-request` for a URL or key that cannot be used; the key is not quoted.
 */
export function sttEndpoint(
  provider: string,
  options: Pick<VendorOptions, 'apiKey' | 'url'>,
  fallback: string,
): { readonly http: string; readonly socket: string } {
  const refused = (message: string): ModelError =>
    new ModelError({ provider, fault: 'bad-request', message: `${provider}: ${message}` });
  const url = URL.parse(options.url ?? fallback);
  if (!url || !/^(https?|wss?):$/.test(url.protocol)) throw refused('the URL must be http or https.');
  if (url.username || url.password) throw refused('the URL must not hold credentials; give the key apart.');
  if (!/^[\x21-\x7e]+$/.test(options.apiKey))
    throw refused('the key must be printable ASCII without blanks.');
  const base = url.host + url.pathname.replace(/\/+$/, '').replace(/\/v\d+$/, '');
  const secure = /^(https|wss):$/.test(url.protocol);
  return { http: `http${secure ? 's' : ''}://${base}`, socket: `ws${secure ? 's' : ''}://${base}` };
}

/** A query string; values that are `undefined` are left out, lists become one parameter an entry. */
export function sttQuery(
  values: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.toString();
}
