import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIdSource, seededRandom, VirtualClock, AppError } from '#kernel';
import { createRecordingLinks } from './links.ts';

function setUp() {
  const clock = new VirtualClock();
  const random = seededRandom(3);
  const ids = createIdSource(clock, random);
  const links = createRecordingLinks(random.bytes(32), clock, () => 'https://calls.test');
  const [organizationId, callId] = [ids.next(), ids.next()];
  return { clock, random, links, organizationId, callId };
}
const tokenOf = (url: string): string => url.split('/recordings/')[1]!;
const invalid = (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === 'link-invalid';

test('a link leads to its recording until its time is over', async () => {
  const { clock, links, organizationId, callId } = setUp();
  const url = links.url(organizationId, callId, 1000);
  assert.match(url, /^https:\/\/calls\.test\/recordings\/[\w-]+$/);
  assert.deepEqual(links.read(tokenOf(url)), { organizationId, callId });
  await clock.advance(999);
  links.read(tokenOf(url));
  await clock.advance(1);
  assert.throws(() => links.read(tokenOf(url)), invalid);
});

test('no changed byte, no other secret and no cut token is taken', () => {
  const { clock, random, links, organizationId, callId } = setUp();
  const token = tokenOf(links.url(organizationId, callId));
  const bytes = Buffer.from(token, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    assert.throws(() => links.read(changed.toString('base64url')), invalid, `byte ${at}`);
  }
  assert.throws(() => links.read(token.slice(0, -4)), invalid);
  assert.throws(() => links.read(''), invalid);
  const other = createRecordingLinks(random.bytes(32), clock, () => '');
  assert.throws(() => other.read(token), invalid);
});
