/**
 * A simulated callee in a process of its own: own SIP endpoint, own media, own voice. Prints one line
 * `{"sip":"sip:callee@127.0.0.1:PORT"}` on standard output when it listens, and ends when its standard input closes.
 *
 * Arguments: `--voice ID` (default `slt`); `--say TEXT`, repeated: what the human says, one a turn of the agent.
 */
import { parseArgs } from 'node:util';
import { createLogger, Owner, realClock, realRandom } from '#kernel';
import { createFliteTts } from '#providers';
import { createMediaEngine, createSipEndpoint } from '#telephony';
import { behaviours, human } from './behaviour.ts';
import { createSimulatedCallee } from './callee.ts';

const ADDRESS = '127.0.0.1';
const { values } = parseArgs({
  options: { voice: { type: 'string', default: 'slt' }, say: { type: 'string', multiple: true } },
});
const person = human(values.say);
const owner = new Owner();
const shared = { clock: realClock, random: realRandom, logger: createLogger('warn') };

const tts = owner.own('tts', await createFliteTts(shared));
const media = owner.own(
  'media',
  await createMediaEngine({
    ...shared,
    bindAddress: ADDRESS,
    ports: { from: 0, to: 0 },
    threads: 1,
    drainMs: 1000,
  }),
);
const sip = owner.own(
  'sip',
  await createSipEndpoint({
    ...shared,
    bind: { address: ADDRESS, port: 0 },
    userAgent: 'Parley simulated callee',
  }),
);
owner.own(
  'callee',
  createSimulatedCallee({
    ...shared,
    sip,
    media,
    tts,
    voice: values.voice,
    behaviour: (call) => behaviours[call.calledUser] ?? person,
  }),
);
// Written without console: standard output is this program's interface, one line and nothing else.
process.stdout.write(`${JSON.stringify({ sip: `sip:callee@${sip.address}` })}\n`);
process.stdin.resume().once('close', () => void owner.close());
