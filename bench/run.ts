/** `npm run bench -- NAME`: progress on standard error, one JSON line `{"bench", "figures"}` last on standard output. */
import { amd } from './amd.ts';
import { api } from './api.ts';
import { bargeIn } from './barge-in.ts';
import type { Bench } from './bench.ts';
import { calls } from './calls.ts';
import { dialogues } from './dialogues.ts';
import { media } from './media.ts';
import { network } from './network.ts';
import { recognition } from './recognition.ts';
import { setup } from './setup.ts';
import { sip } from './sip.ts';
import { turn } from './turn.ts';

const benches: Readonly<Record<string, Bench>> = {
  amd,
  api,
  setup,
  calls,
  media,
  sip,
  recognition,
  dialogues,
  network,
  turn,
  'barge-in': bargeIn,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  try {
    const figures = await bench((text) => console.error(`${name}: ${text}`), args);
    console.log(JSON.stringify({ bench: name, figures }));
  } catch (fault) {
    console.error(`${name}: no figures: ${(fault as Error).message}`);
    process.exitCode = 1;
  }
} else {
  console.error(`Usage: npm run bench -- NAME, with NAME one of ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
}
