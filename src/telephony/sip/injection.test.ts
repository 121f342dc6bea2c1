/** What a user may choose (addresses, names, reasons) never writes a header field of ours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { OutgoingInvite } from '../contract.ts';
import { printMessage, type SipMessage } from './message/index.ts';
import { bobDoes, dial, openWorld } from './testing.ts';

const wire = (message: SipMessage): string => Buffer.from(printMessage(message)).toString();

test('a line break in any address is refused before anything is made of it', () => {
  const world = openWorld();
  const cases: [keyof OutgoingInvite, string][] = [
    ['requestUri', 'sip:bob@192.0.2.2\r\nEvil: 1'],
    ['requestUri', 'sip:bob@192.0.2.2;x="\r\nEvil: 1"'],
    ['requestUri', 'sip:bob\nEvil@192.0.2.2'],
    ['proxy', 'sip:192.0.2.2\r\nEvil: 1'],
    ['from', '"Ann\r\nEvil: 1" <sip:ann@192.0.2.1>'],
    ['from', 'Ann\nEvil <sip:ann@192.0.2.1>'],
    ['from', '<sip:ann@192.0.2.1>;x="a\rEvil"'],
    ['to', '<sip:bob@192.0.2.2>\r\nEvil: 1'],
    ['to', 'sip:bob@192.0.2.2\0'],
  ];
  for (const [field, value] of cases)
    assert.throws(
      () => dial(world, { [field]: value }),
      (error: { code?: string; param?: string }) => error.code === 'sip-uri-invalid' && error.param === field,
      `${field}: ${JSON.stringify(value)}`,
    );
  assert.equal(world.ann.size.calls, 0);
});

test('header fields and a method in a URI stay out of the request (19.1.1, 19.1.5)', async () => {
  const world = openWorld();
  const uri = 'sip:bob@192.0.2.2;method=BYE;x=1?Route=%3Csip:evil%3E&Replaces=a';
  const { records } = dial(world, { requestUri: uri, to: `<${uri}>` });
  await world.clock.advance(10);
  const [invite] = world.network.messages.map(wire);
  assert.match(invite!, /^INVITE sip:bob@192\.0\.2\.2;x=1 SIP\/2\.0\r\n/);
  assert.match(invite!, /\r\nTo: <sip:bob@192\.0\.2\.2;x=1>\r\n/);
  assert.ok(!/evil|replaces[:=]/i.test(invite!));
  assert.equal(records[0]!.requestUri, 'sip:bob@192.0.2.2;x=1');
});

/** Lines of a message's head as `Name`. */
const names = (message: string): string[] =>
  message
    .split('\r\n\r\n')[0]!
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(':')[0]!);

const nasty = fc.string({
  unit: fc.constantFrom('a', '"', '<', '>', '\\', ';', ':', ' ', '\r', '\n', '\t', '\0', 'é'),
});

test('whatever is put into names, URIs, reasons: the INVITE and CANCEL have the fields of a plain one', async () => {
  const plain = await run({}, 'why');
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, nasty, async (display, user, tail, why) => {
      const options = {
        from: `"${display}" <sip:ann@192.0.2.1>${tail}`,
        to: `<sip:${user}@192.0.2.2>`,
        requestUri: `sip:${user}@192.0.2.2`,
      };
      const got = await run(options, why);
      if (got !== null) assert.deepEqual(got, plain);
    }),
    { numRuns: 300 },
  );
});

/** Calls, rings, cancels; the names of the header fields of each request, null when the call was refused. */
async function run(options: Partial<OutgoingInvite>, why: string): Promise<string[][] | null> {
  const world = openWorld();
  bobDoes(world, (call) => call.ring());
  try {
    const { call } = dial(world, options);
    await world.clock.advance(100);
    call.hangUp({ text: why });
    await world.clock.advance(100);
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'sip-uri-invalid');
    return null;
  }
  return world.network.messages
    .filter((message) => message.kind === 'request' && message.method !== 'ACK')
    .map((message) => names(wire(message)));
}
