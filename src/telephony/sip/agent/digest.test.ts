import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainResponse } from '../transaction/index.ts';
import type { SipRequest, SipResponse } from '../message/index.ts';
import { authorize, takeChallenge, type Authentication } from './authentication.ts';
import { digestResponse, parseChallenge } from './digest.ts';

const request: SipRequest = {
  kind: 'request',
  method: 'INVITE',
  uri: 'sip:bob@h',
  via: [],
  from: { uri: 'sip:ann@a', params: [] },
  to: { uri: 'sip:bob@h', params: [] },
  callId: 'c',
  cseq: { number: 1, method: 'INVITE' },
  headers: [],
  body: '',
};
const credentials = { username: 'ann', password: 'secret' };
const challenge = (status: 401 | 407, ...values: string[]): SipResponse => ({
  ...plainResponse(request, status, 'x'),
  headers: values.map((value) => ({
    name: status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate',
    value,
  })),
});

test('the examples of RFC 2617, 3.5 and RFC 7616, 3.9.1', () => {
  const common = { method: 'GET', uri: '/dir/index.html', body: '', nonceCount: 1 } as const;
  const mufasa = parseChallenge(
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
  )!;
  const first = { ...common, username: 'Mufasa', password: 'Circle Of Life', cnonce: '0a4f113b' };
  assert.equal(digestResponse({ ...first, challenge: mufasa }), '6629fae49393a05397450978507c4ef1');
  for (const [algorithm, expected] of [
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const) {
    const sample = parseChallenge(
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    )!;
    const input = { ...common, username: 'Mufasa', password: 'Circle of Life' };
    const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
    assert.equal(digestResponse({ ...input, cnonce, challenge: sample }), expected);
  }
});

test('the strongest that is offered is answered, each realm once', () => {
  const taken = takeChallenge(
    [],
    challenge(
      401,
      'Digest realm="r", nonce="n1", algorithm=MD5, qop="auth"',
      'Digest realm="r", nonce="n2", algorithm=SHA-256, qop="auth"',
      'Digest realm="r", nonce="n3", algorithm=WHIRLPOOL, qop="auth"',
      'Basic realm="r"',
    ),
    credentials,
  );
  assert.ok(taken.ok);
  const { headers } = authorize(taken.authentication, request, credentials, 'seed');
  assert.equal(headers.length, 1);
  assert.match(headers[0]!.value, /nonce="n2".*algorithm=SHA-256.*qop=auth, nc=00000001/);
});

test('refused: no credentials, no known scheme, credentials that did not please', () => {
  const digest = challenge(401, 'Digest realm="r", nonce="n"');
  assert.equal(takeChallenge([], digest, undefined).ok, false);
  assert.equal(takeChallenge([], challenge(401, 'Basic realm="r"'), credentials).ok, false);
  assert.equal(takeChallenge([], challenge(401), credentials).ok, false);
  const first = takeChallenge([], digest, credentials);
  assert.ok(first.ok);
  assert.equal(takeChallenge(first.authentication, digest, credentials).ok, false);
});

test('stale is retried once; another realm, a proxy after the callee, is another matter', () => {
  const first = takeChallenge([], challenge(407, 'Digest realm="r", nonce="n1"'), credentials);
  assert.ok(first.ok);
  const stale = challenge(407, 'Digest realm="r", nonce="n2", stale=TRUE');
  const second = takeChallenge(first.authentication, stale, credentials);
  assert.ok(second.ok);
  assert.equal(takeChallenge(second.authentication, stale, credentials).ok, false);
  const both = takeChallenge(
    second.authentication,
    challenge(401, 'Digest realm="r", nonce="n3"'),
    credentials,
  );
  assert.ok(both.ok);
  const once = authorize(both.authentication, request, credentials, 'seed');
  assert.deepEqual(
    once.headers.map(({ name }) => name),
    ['Proxy-Authorization', 'Authorization'],
  );
});

test('a peer that asks for one realm after the other is left alone after four', () => {
  let authentication: Authentication = [];
  for (const realm of ['a', 'b', 'c', 'd']) {
    const taken = takeChallenge(
      authentication,
      challenge(401, `Digest realm="${realm}", nonce="n"`),
      credentials,
    );
    assert.ok(taken.ok);
    ({ authentication } = taken);
  }
  assert.equal(
    takeChallenge(authentication, challenge(401, 'Digest realm="e", nonce="n"'), credentials).ok,
    false,
  );
});

test('each use of a nonce counts up', () => {
  const taken = takeChallenge([], challenge(401, 'Digest realm="r", nonce="n", qop="auth"'), credentials);
  assert.ok(taken.ok);
  const once = authorize(taken.authentication, request, credentials, 'seed');
  const twice = authorize(once.authentication, { ...request, method: 'BYE' }, credentials, 'seed');
  assert.match(twice.headers[0]!.value, /nc=00000002/);
  assert.notEqual(once.headers[0]!.value, twice.headers[0]!.value);
});
