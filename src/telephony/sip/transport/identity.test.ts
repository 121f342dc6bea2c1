import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provesDomain, type Certificate } from './identity.ts';

const named = (subjectaltname: string, CN?: string): Certificate => ({ subjectaltname, subject: { CN } });

test('whose certificate it is (RFC 5922, 7.1 and 7.2)', () => {
  for (const [certificate, domain, expected] of [
    [named('DNS:sip.example'), 'sip.example', true],
    [named('DNS:SIP.Example'), 'sip.example', true],
    [named('DNS:other.example'), 'sip.example', false],
    [named('DNS:example'), 'sip.example', false],
    // SIP URIs go before DNS names, and one with a user names a person.
    [named('DNS:sip.example, URI:sip:other.example'), 'sip.example', false],
    [named('DNS:other.example, URI:sip:sip.example'), 'sip.example', true],
    [named('DNS:sip.example, URI:sip:bob@other.example'), 'sip.example', true],
    [named('DNS:sip.example, URI:https://other.example'), 'sip.example', true],
    // The common name counts only where nothing else is said.
    [named('', 'sip.example'), 'sip.example', true],
    [named('DNS:other.example', 'sip.example'), 'sip.example', false],
    [named('IP Address:192.0.2.1'), '192.0.2.1', true],
    [named('DNS:192.0.2.1'), '192.0.2.1', false],
    [named('IP Address:2001:DB8:0:0:0:0:0:1'), '2001:db8::1', true],
    [named('DNS:*.carrier.example'), 'eu.carrier.example', true],
    [named('DNS:*.carrier.example'), 'a.eu.carrier.example', false],
    [named('DNS:*.carrier.example'), 'carrier.example', false],
    [named('DNS:*.example'), 'carrier.example', false],
    // What Node quotes is one value, whatever it holds.
    [named('DNS:"a.example, DNS:sip.example"'), 'sip.example', false],
    [{}, 'sip.example', false],
  ] as const)
    assert.equal(provesDomain(certificate, domain), expected, JSON.stringify([certificate, domain]));
});
