import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createIdSource, seededRandom, VirtualClock } from '#kernel';
import { chain, endChain, followChain, UNCHECKED } from '../audit/chain.ts';
import { SESSION_LONGEST_MS, sessionEnd } from './member.ts';
import { keyRefusal, type ApiKey } from './organization.ts';
import { hasScope, ROLES, SCOPES, scopesBeyond, scopesOfRole } from './scopes.ts';

const organizationId = createIdSource(new VirtualClock(), seededRandom(1)).next();

test('roles: the owner may everything; nobody else hands out keys or roles; billing hears nothing', () => {
  assert.deepEqual(scopesOfRole('owner'), SCOPES);
  for (const role of ROLES.filter((one) => one !== 'owner'))
    for (const scope of ['keys:write', 'members:write', 'organizations:write', 'audit:read'] as const)
      assert.equal(hasScope(scopesOfRole(role), scope), false, `${role} ${scope}`);
  assert.deepEqual(
    scopesOfRole('analyst').filter((scope) => !scope.endsWith(':read')),
    [],
  );
  assert.equal(hasScope(scopesOfRole('billing'), 'calls:read'), false);
  assert.equal(hasScope(scopesOfRole('billing'), 'billing:write'), true);
  for (const role of ['builder', 'operator'] as const)
    assert.equal(hasScope(scopesOfRole(role), 'billing:write'), false);
  assert.deepEqual(
    [hasScope(scopesOfRole('builder'), 'agents:write'), hasScope(scopesOfRole('operator'), 'agents:write')],
    [true, false],
  );
});

test('nobody hands on more than they have', () => {
  assert.deepEqual(scopesBeyond(null, null), []);
  assert.deepEqual(scopesBeyond(['calls:read'], ['calls:read', 'keys:write']), ['keys:write']);
  assert.equal(scopesBeyond(['calls:read'], null).length, SCOPES.length - 1);
});

test('a key works until it expires, is revoked, or its overlap is over', () => {
  const key: ApiKey = {
    ...{ id: organizationId, organizationId, mode: 'live', name: '', hash: 'new', hint: '' },
    ...{ scopes: null, requestsPerMinute: null, createdAt: 0, expiresAt: 100, lastUsedAt: null },
    ...{ revokedAt: null, previousHash: 'old', previousUntil: 50 },
  };
  assert.equal(keyRefusal(key, 'new', 99), null);
  assert.equal(keyRefusal(key, 'new', 100), 'expired');
  assert.equal(keyRefusal(key, 'old', 49), null);
  assert.equal(keyRefusal(key, 'old', 50), 'replaced');
  assert.equal(keyRefusal({ ...key, revokedAt: 1 }, 'new', 2), 'revoked');
});

test('a session slides with use, to its last day', () => {
  assert.equal(sessionEnd(0, 1000), 12 * 3_600_000 + 1000);
  assert.equal(sessionEnd(0, SESSION_LONGEST_MS - 1), SESSION_LONGEST_MS);
});

test('a chain holds; whatever is changed, swapped or cut off breaks it at its place', () => {
  const entries = Array.from({ length: 6 }, (_, n) => ({
    ...{ at: n, actor: { kind: 'key', id: 'k' } as const, action: 'x', object: null, detail: { n } },
  }));
  const rows = chain(organizationId, null, entries);
  const last = rows.at(-1)!;
  assert.equal(endChain(followChain(UNCHECKED, rows), last).brokenAt, null);
  const more = chain(organizationId, last, entries);
  assert.equal(followChain(followChain(UNCHECKED, rows), more).head.seq, 12, 'in two steps');
  fc.assert(
    fc.property(fc.nat(5), fc.constantFrom('detail', 'at', 'cut', 'swap'), (at, how) => {
      const broken =
        how === 'cut'
          ? rows.slice(0, at)
          : how === 'swap'
            ? rows.toSpliced(at, 1, rows[(at + 1) % 6]!)
            : rows.toSpliced(at, 1, { ...rows[at]!, ...(how === 'at' ? { at: 99 } : { detail: {} }) });
      assert.equal(endChain(followChain(UNCHECKED, broken), last).brokenAt, at + 1);
    }),
  );
});
