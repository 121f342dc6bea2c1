/** Transports, codecs, SRTP and the proxy of the harness, each between two phones that are not ours. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import type { BaresipAccount, BaresipCodec } from './baresip-config.ts';
import { startBaresip, type BaresipOptions } from './baresip.ts';
import { makeAuthority, type Authority, type IssuedCertificate } from './certificates.ts';
import { startKamailio, type KamailioPeer } from './kamailio.ts';
import { findClip } from './listen.ts';
import { freshFolder } from './program.ts';

const clip = readClip('yes_works_slt');
/** Each case that goes through the proxy has a callee of its own. */
const NUMBERS = { '+15550100': 'udp', '+15550101': 'tcp', '+15550102': 'tls' } as const;
const folder = freshFolder('certificates');
let authority: Authority;
let certificate: IssuedCertificate;
let kamailio: KamailioPeer;

before(async () => {
  authority = makeAuthority(folder);
  certificate = authority.issue('peer', ['DNS:example.test', 'IP:127.0.0.1']);
  kamailio = await startKamailio({ tls: certificate, numbers: NUMBERS });
});

after(async () => {
  await kamailio.stop();
  rmSync(folder, { recursive: true });
});

const SAMPLES_PER_MS = 8;
/** From the answer to the first packet, and for what is on its way at the end. */
const MARGIN_MS = 700;

/** One calls the other, who hears the clip with at least that correlation. */
async function talks(options: Partial<BaresipOptions>, least: number): Promise<void> {
  const both: BaresipOptions = { codec: 'PCMU', ...options };
  const [ann, bob] = await Promise.all([
    startBaresip({ ...both, user: 'ann', says: clip }),
    startBaresip({ ...both, user: both.transport ?? 'udp' }),
  ]);
  try {
    await ann.dial(options.account ? `sip:${number(both.transport)}@${options.account.domain}` : bob.uri);
    await ann.event('CALL_ESTABLISHED');
    // Neither telephone is ours to ask, and what it heard can be read when the call is over: the clip takes its time.
    await delay(clip.length / SAMPLES_PER_MS + MARGIN_MS);
    await ann.hangUp();
    await bob.event('CALL_CLOSED');
    const { correlation } = findClip(clip, bob.heard());
    assert.ok(correlation > least, `correlation ${correlation}\n${ann.output()}`);
  } finally {
    await Promise.all([ann.stop(), bob.stop()]);
  }
}

function account(): BaresipAccount {
  return { proxy: kamailio.address, domain: kamailio.domain, password: kamailio.password };
}

test('codecs, transports, SRTP and a proxy between two phones', { concurrency: true }, async (t) => {
  const cases: readonly [string, Partial<BaresipOptions>, number][] = [
    ...(['G722', 'opus'] as const).map((codec): [string, Partial<BaresipOptions>, number] => [
      codec,
      { codec },
      0.85,
    ]),
    ['PCMU of several', { codec: ['PCMU', 'opus', 'G722'] satisfies BaresipCodec[] }, 0.9],
    ['TCP', { transport: 'tcp' }, 0.95],
    ['TLS, SRTP required', tls(), 0.95],
    ['a proxy over UDP', { account: account() }, 0.95],
    ['a proxy over TCP', { account: account(), transport: 'tcp' }, 0.95],
    ['a proxy over TLS', { ...tls(), account: { ...account(), proxy: kamailio.tlsAddress! } }, 0.95],
  ];
  await Promise.all(cases.map(([name, options, least]) => t.test(name, () => talks(options, least))));
  assert.deepEqual(kamailio.insane(), []);
});

function number(transport: string = 'udp'): string {
  return Object.entries(NUMBERS).find(([, user]) => user === transport)![0];
}

function tls(): Partial<BaresipOptions> {
  return {
    transport: 'tls',
    srtp: 'required',
    tls: { certificate: certificate.both, authority: authority.file },
  };
}
