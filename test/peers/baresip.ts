/** baresip as a peer: a phone that answers or calls, says a WAV and keeps what it heard. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resample } from '#audio';
import {
  accountLine,
  phoneConfiguration,
  sourceOf,
  type BaresipCodec,
  type PhoneSettings,
} from './baresip-config.ts';
import { connectConsole, type BaresipConsole, type BaresipEvent } from './baresip-console.ts';
import { freePorts } from './ports.ts';
import { freshFolder, startProgram, untilReady } from './program.ts';
import { readWav, writeWav } from './wav.ts';

/** What is said is followed by this much silence: baresip hangs up when its file ends. */
const SILENCE_AFTER_S = 90;
/** Of what it says and of what is told of it. */
const RATE = 8000;

export interface BaresipOptions extends Partial<Omit<PhoneSettings, 'codecs'>> {
  /** One, or several in order of preference. */
  readonly codec: BaresipCodec | readonly BaresipCodec[];
  /** PCM16 at 8 kHz, said once from the answer on. */
  readonly says?: Int16Array;
  /** `auto` (unless said) answers at once; `manual` rings until `accept`; `early` speaks before that. */
  readonly answers?: PhoneSettings['answers'];
}

export interface BaresipPeer {
  /** Reaches it without a proxy: `sip:user@127.0.0.1:port`, with its transport unless that is UDP. */
  readonly uri: string;
  /** `127.0.0.1:port`, UDP and TCP; TLS is on the port above. */
  readonly address: string;
  readonly pid: number;
  /** Every event so far, in order: CALL_INCOMING, CALL_RINGING, CALL_ESTABLISHED, CALL_CLOSED … */
  readonly events: readonly BaresipEvent[];
  /** Resolves with the first such event, past or to come. */
  event(type: string): Promise<BaresipEvent>;
  dial(uri: string): Promise<void>;
  accept(): Promise<void>;
  /** In a call: says this (PCM16, 8 kHz) from now on, in place of what it was saying. */
  say(pcm: Int16Array): Promise<void>;
  hangUp(): Promise<void>;
  /** In a call: re-INVITE with `a=sendonly`, and back (RFC 3264, 8.4). */
  hold(): Promise<void>;
  resume(): Promise<void>;
  /** In a call: REFER to that URI (blind, RFC 3515). */
  transfer(uri: string): Promise<void>;
  /** In a call: presses keys, one telephone-event each (RFC 4733). */
  press(keys: string): Promise<void>;
  /** What it heard, 8 kHz; complete once the call was closed. */
  heard(): Int16Array;
  /** What it sent, 8 kHz. */
  sent(): Int16Array;
  /** Its console's log. */
  output(): string;
  /** Ends it and removes its folder: take `heard` before. */
  stop(): Promise<void>;
}

/** Starts a phone on 127.0.0.1 and waits until it listens, its console answers and it is registered, if it is to be. */
export async function startBaresip(options: BaresipOptions): Promise<BaresipPeer> {
  const folder = freshFolder('baresip');
  // baresip takes SIP port + 1 for TLS unasked, so the console gets the port after that; RTP needs its own range.
  const sipPort = await freePorts(4);
  const consolePort = sipPort + 2;
  const rtpPort = await freePorts(8);
  const { codec, says, ...rest } = options;
  const settings: PhoneSettings = {
    user: 'phone',
    answers: 'auto',
    transport: 'udp',
    codecs: typeof codec === 'string' ? [codec] : codec,
    ...rest,
  };
  const source = sourceOf(settings.codecs);
  const ports = { sip: sipPort, console: consolePort, rtp: rtpPort };
  writeFileSync(join(folder, 'says.wav'), speech(says ?? new Int16Array(0), source));
  writeFileSync(join(folder, 'config'), phoneConfiguration(settings, folder, ports));
  writeFileSync(join(folder, 'accounts'), accountLine(settings));
  const program = startProgram('baresip', ['-4', '-f', folder], { folder });
  const registers = settings.account !== undefined && settings.account.registersForS !== 0;
  let console_: BaresipConsole | undefined;
  await untilReady(program, async () => {
    if (!program.output().includes('baresip is ready')) return false;
    // The console tells nothing of what was before it: a registration is read from the log.
    if (registers && !/200 OK .*binding/.test(program.output())) return false;
    console_ = await connectConsole(consolePort);
    return true;
  });
  const { command, event, events, close } = console_!;
  let said = 0;
  return {
    uri: directUri(settings, sipPort),
    address: `127.0.0.1:${sipPort}`,
    pid: program.pid,
    events,
    event,
    dial: (uri) => command('dial', uri),
    accept: () => command('accept'),
    say(pcm) {
      const file = join(folder, `says-${++said}.wav`);
      writeFileSync(file, speech(pcm, source));
      return command('ausrc', `aufile,${file}`);
    },
    hangUp: () => command('hangup'),
    hold: () => command('hold'),
    resume: () => command('resume'),
    transfer: (uri) => command('transfer', uri),
    async press(keys) {
      for (const key of keys) await command('sndcode', key);
    },
    heard: () => dump(folder, 'dec'),
    sent: () => dump(folder, 'enc'),
    output: () => program.output(),
    async stop() {
      close();
      await program.stop();
      program.remove();
    },
  };
}

function directUri({ user, transport }: PhoneSettings, sipPort: number): string {
  const port = transport === 'tls' ? sipPort + 1 : sipPort;
  return `sip:${user}@127.0.0.1:${port}${transport === 'udp' ? '' : `;transport=${transport}`}`;
}

function speech(pcm: Int16Array, { rate, channels }: ReturnType<typeof sourceOf>): Buffer {
  const wide = rate === RATE ? pcm : resample(pcm, RATE, rate);
  const padded = new Int16Array((wide.length + SILENCE_AFTER_S * rate) * channels);
  for (let channel = 0; channel < channels; channel++)
    for (let i = 0; i < wide.length; i++) padded[i * channels + channel] = wide[i]!;
  return writeWav(padded, rate, channels);
}

function dump(folder: string, side: 'dec' | 'enc'): Int16Array {
  const name = readdirSync(folder).find((file) => file.startsWith('dump-') && file.endsWith(`-${side}.wav`));
  if (!name) throw new Error(`baresip recorded nothing (${side}).`);
  const { rate, channels } = readWav(readFileSync(join(folder, name)));
  return rate === RATE ? channels[0]! : resample(channels[0]!, rate, RATE);
}
