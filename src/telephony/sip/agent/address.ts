/** Addresses that somebody gives for our requests, made fit to be written. */
import { AppError } from '#kernel';
import {
  hasControl,
  param,
  parseNameAddr,
  parseUri,
  printUri,
  withParam,
  type NameAddr,
} from '../message/index.ts';

/** 19.1.1, Table 1: neither `?headers` nor `method` may stand in a Request-URI, From or To; 19.1.5: nor be obeyed. */
export function bareUri(text: string): string | null {
  const uri = parseUri(text);
  if (!uri) return null;
  const { headers, ...bare } = uri;
  if (headers === undefined && param(uri.params, 'method') === undefined) return text;
  return printUri({ ...bare, params: withParam(uri.params, 'method', undefined) });
}

/**
 * @throws AppError `sip-uri-invalid` naming the field that is no SIP address, or that holds a character which would end
 * its line (7.3.1): whoever may choose an address must not write our header fields.
 */
export function addressOf(field: string, text: string): NameAddr {
  const address = hasControl(text) ? null : parseNameAddr(text);
  if (!address) throw addressInvalid(field);
  return { ...address, uri: bareUri(address.uri) ?? address.uri };
}

export function addressInvalid(field: string): AppError {
  return new AppError({
    code: 'sip-uri-invalid',
    message: `${field}: this is no SIP address. Write it like sip:+15550100@trunk.example or sip:bob@192.0.2.1:5060.`,
    status: 400,
    param: field,
  });
}
