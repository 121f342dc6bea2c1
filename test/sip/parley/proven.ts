/** Callers of a trunk's numbers prove that they know its password (RFC 7616; RFC 3261, 22.1). */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readSipMessage, type SipMessage } from '../../peers/sip-message.ts';
import { provesItself } from '../../peers/sipp-callers.ts';
import { startSipp } from '../../peers/sipp.ts';
import { bind, came, callsTo, phoneFor, trunkTo, type Journey, type World } from './world.ts';

const NAME = 'exchange';
const PASSWORD = 'correct-horse';

async function guarded(world: World, number: string): Promise<void> {
  const settings = { challenge: true, username: NAME, password: PASSWORD };
  await bind(world, number, await trunkTo(world, '127.0.0.1:5', settings));
}

export const proven: readonly Journey[] = [
  [
    'a telephone that knows the password is taken, one that does not is refused',
    async (world, context) => {
      const number = '+15550100421';
      const account = { proxy: world.running.parley.sipAddress, domain: 'example.test', registersForS: 0 };
      const [phone, wrong] = await Promise.all(
        [PASSWORD, 'another'].map((password) =>
          phoneFor(context, { user: NAME, account: { ...account, password } }),
        ),
      );
      await guarded(world, number);
      await wrong!.dial(`sip:${number}@example.test`);
      assert.match((await wrong!.event('CALL_CLOSED')).param ?? '', /401/);
      assert.deepEqual(await callsTo(world, number), []);
      await phone!.dial(`sip:${number}@example.test`);
      const { outcome } = await (await came(world, number)).ended();
      assert.equal(outcome.end_reason.code, 'agent-hung-up');
    },
  ],
  [
    'who repeats what another one said to prove itself is challenged, and told that it is stale',
    async (world) => {
      const number = '+15550100422';
      await guarded(world, number);
      const { sipAddress } = world.running.parley;
      const caller = await startSipp({
        ...{ scenario: provesItself(number, NAME, PASSWORD), target: sipAddress, timeoutS: 30 },
        authUri: `${number}@${sipAddress}`,
      });
      const { code, errors, messages } = await caller.done;
      assert.equal(code, 0, errors);
      const sent = messages.findLast(({ method }) => method === 'INVITE')!;
      const answer = await replay(sent, sipAddress);
      assert.equal(answer.status, 401);
      assert.match(answer.header('WWW-Authenticate') ?? '', /stale=true/);
      // Only the first was a call.
      assert.equal((await callsTo(world, number)).length, 1);
    },
  ],
];

/** Calls with the credentials that were overheard in `said`. @returns the final answer */
async function replay(said: SipMessage, address: string): Promise<SipMessage> {
  const [host, port] = address.split(':');
  const socket = createSocket('udp4');
  try {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const own = `127.0.0.1:${socket.address().port}`;
    const request = [
      said.startLine,
      `Via: SIP/2.0/UDP ${own};branch=z9hG4bKreplay`,
      'Max-Forwards: 70',
      `From: <sip:thief@${own}>;tag=thief`,
      `To: ${said.header('To')}`,
      'Call-ID: replayed',
      'CSeq: 1 INVITE',
      `Contact: <sip:thief@${own}>`,
      `Authorization: ${said.header('Authorization')}`,
      'Content-Type: application/sdp',
      `Content-Length: ${said.body.length}`,
      '',
      said.body,
    ];
    socket.send(request.join('\r\n'), Number(port), host);
    for (;;) {
      const [bytes] = (await once(socket, 'message')) as [Buffer];
      const answer = readSipMessage(bytes.toString());
      if (answer.status! >= 200) return answer;
    }
  } finally {
    socket.close();
  }
}
