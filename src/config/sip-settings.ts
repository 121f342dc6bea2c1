/** Settings of SIP's transports, and of peers that nobody knows. */
import { readAddress, readChoice, readPath } from './readers.ts';
import type { Setting } from './setting.ts';

const pem = (variable: string, example: string, meaning: string): Setting<string> => ({
  ...{ variable, fallback: null, example, read: readPath, meaning },
});

export const SIP_SETTINGS = {
  sipTcp: {
    variable: 'PARLEY_SIP_TCP',
    fallback: 'on',
    example: 'off',
    read: readChoice('on', 'off'),
    meaning: 'SIP over TCP at the address of PARLEY_SIP too: on, off.',
  } satisfies Setting<'on' | 'off'>,
  sipTls: {
    variable: 'PARLEY_SIP_TLS',
    fallback: null,
    example: '192.0.2.10:5061',
    read: readAddress,
    meaning:
      'Where SIP over TLS listens; needs a certificate. Without it trunks are still called over TLS, but can not call in by it.',
  } satisfies Setting<{ readonly host: string; readonly port: number }>,
  sipTlsCert: pem(
    'PARLEY_SIP_TLS_CERT',
    '/etc/parley/sip.pem',
    'Certificate with its chain (PEM) that SIP over TLS shows, also to peers that demand one of us.',
  ),
  sipTlsKey: pem('PARLEY_SIP_TLS_KEY', '/etc/parley/sip-key.pem', 'Its private key (PEM).'),
  sipTlsCa: pem(
    'PARLEY_SIP_TLS_CA',
    '/etc/parley/carrier-ca.pem',
    "CAs (PEM) that peers' certificates must come from, in place of the well-known ones.",
  ),
  sipTlsClients: {
    variable: 'PARLEY_SIP_TLS_CLIENTS',
    fallback: 'any',
    example: 'required',
    read: readChoice('any', 'required'),
    meaning: 'Whether peers that connect over TLS must show a certificate of these CAs: any, required.',
  } satisfies Setting<'any' | 'required'>,
  sipTlsMin: {
    variable: 'PARLEY_SIP_TLS_MIN',
    fallback: '1.2',
    example: '1.3',
    read: readChoice('1.2', '1.3'),
    meaning: 'Oldest version of TLS that SIP speaks: 1.2, 1.3.',
  } satisfies Setting<'1.2' | '1.3'>,
  sipStrangers: {
    variable: 'PARLEY_SIP_STRANGERS',
    fallback: null,
    example: 'ignore',
    read: readChoice('serve', 'refuse', 'ignore'),
    meaning:
      'What peers get that are no gateway of a trunk and in no call: serve, refuse (403), ignore. Default: serve on a loopback address, else refuse.',
  } satisfies Setting<'serve' | 'refuse' | 'ignore'>,
} as const;
