/** baresip as a peer: a phone that answers or calls, says a WAV and keeps what it heard. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectConsole, type BaresipConsole, type BaresipEvent } from './baresip-console.ts';
import { freePorts } from './ports.ts';
import { freshFolder, startProgram, untilReady } from './program.ts';
import { readWav, writeWav } from './wav.ts';

/** What is said is followed by this much silence: baresip hangs up when its file ends. */
const SILENCE_AFTER_S = 90;
const RATE = 8000;

export interface BaresipOptions {
  readonly codec: 'PCMU' | 'PCMA';
  /** PCM16 at 8 kHz, said once from the answer on. */
  readonly says?: Int16Array;
  /** `auto` answers at once; `manual` rings until `accept`. */
  readonly answers?: 'auto' | 'manual';
  readonly user?: string;
}

export interface BaresipPeer {
  /** `sip:user@127.0.0.1:port`. */
  readonly uri: string;
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

/** Starts a phone on 127.0.0.1 and waits until it listens and its console answers. */
export async function startBaresip(options: BaresipOptions): Promise<BaresipPeer> {
  const folder = freshFolder('baresip');
  // baresip takes SIP port + 1 for TLS unasked, so the console gets the port after that; RTP needs its own range.
  const sipPort = await freePorts(4);
  const consolePort = sipPort + 2;
  const rtpPort = await freePorts(8);
  const user = options.user ?? 'phone';
  writeFileSync(join(folder, 'says.wav'), speech(options.says ?? new Int16Array(0)));
  writeFileSync(join(folder, 'config'), configuration(folder, sipPort, consolePort, rtpPort));
  writeFileSync(
    join(folder, 'accounts'),
    `<sip:${user}@127.0.0.1>;regint=0;answermode=${options.answers ?? 'auto'};audio_codecs=${options.codec}\n`,
  );
  const program = startProgram('baresip', ['-4', '-f', folder], { folder });
  let console_: BaresipConsole | undefined;
  await untilReady(program, async () => {
    if (!program.output().includes('baresip is ready')) return false;
    console_ = await connectConsole(consolePort);
    return true;
  });
  const { command, event, events, close } = console_!;
  let said = 0;
  return {
    uri: `sip:${user}@127.0.0.1:${sipPort}`,
    pid: program.pid,
    events,
    event,
    dial: (uri) => command('dial', uri),
    accept: () => command('accept'),
    say(pcm) {
      const file = join(folder, `says-${++said}.wav`);
      writeFileSync(file, speech(pcm));
      return command('ausrc', `aufile,${file}`);
    },
    hangUp: () => command('hangup'),
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

/** Played to a bridge without another end: what it hears is dumped as decoded. ALSA's null device spins on a third of a core. */
function configuration(folder: string, sipPort: number, consolePort: number, rtpPort: number): string {
  return `
sip_listen        127.0.0.1:${sipPort}
net_interface     127.0.0.1
module_path       /usr/lib/baresip/modules
module            g711.so
module            aufile.so
module            aubridge.so
module            sndfile.so
module_tmp        account.so
module_app        menu.so
module_app        ctrl_tcp.so
ctrl_tcp_listen   127.0.0.1:${consolePort}
audio_source      aufile,${folder}/says.wav
audio_player      aubridge,nil
ausrc_srate       ${RATE}
auplay_srate      ${RATE}
rtp_ports         ${rtpPort}-${rtpPort + 7}
snd_path          ${folder}
`;
}

function speech(pcm: Int16Array): Buffer {
  const padded = new Int16Array(pcm.length + SILENCE_AFTER_S * RATE);
  padded.set(pcm);
  return writeWav(padded, RATE);
}

function dump(folder: string, side: 'dec' | 'enc'): Int16Array {
  const name = readdirSync(folder).find((file) => file.startsWith('dump-') && file.endsWith(`-${side}.wav`));
  if (!name) throw new Error(`baresip recorded nothing (${side}).`);
  return readWav(readFileSync(join(folder, name))).channels[0]!;
}
