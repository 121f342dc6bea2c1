/**
 * One side of `bench media`, a process of its own: a media engine with one thread and many sessions that talk without a
 * pause. Takes `{"open", "codec", "srtp"}`, `{"answer": offers}`, `{"agree": answers}`, `{"talk", "calls"}`,
 * `{"report"}`; says `{"offers"}`, `{"answers"}`, `{"talking"}`, `{"report"}`.
 */
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { realClock, realRandom, silentLogger } from '#kernel';
import {
  createMediaEngine,
  type CodecName,
  type MediaSession,
  type MediaStats,
  type SrtpPolicy,
} from '#telephony';
import { percentile } from '../rig/figures.ts';

export interface MediaCommand {
  readonly open?: number;
  readonly codec?: CodecName;
  readonly srtp?: SrtpPolicy;
  readonly answer?: readonly string[];
  readonly agree?: readonly string[];
  /** So long, s, and so many of the calls that do not talk yet. */
  readonly talk?: number;
  readonly calls?: number;
  /** How many calls, the last ones, joined when the others ran. */
  readonly report?: number;
}

export interface MediaReport {
  /** Lateness of ticks: of the median session's p50 and p99, and of the worst session's p99, ms. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstP99Ms: number;
  /** p99 over the calls that joined later, the median one's, ms. */
  readonly joinedP99Ms: number;
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
}

export interface MediaLine {
  readonly offers?: readonly string[];
  readonly answers?: readonly string[];
  readonly agreed?: true;
  readonly talking?: true;
  readonly report?: MediaReport;
}

const say = (line: MediaLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const engine = await createMediaEngine({
  ...{ bindAddress: '127.0.0.1', ports: { from: 0, to: 0 }, threads: 1, drainMs: 0 },
  ...{ clock: realClock, random: realRandom, logger: silentLogger },
});
const clip = readClip('talkover_slt');
let sessions: MediaSession[] = [];
/** So many of them talk. */
let talking = 0;

async function open({ codec = 'PCMU', srtp = 'off' }: MediaCommand, count: number): Promise<void> {
  const settings = { codecs: [codec], srtp, lostAfterMs: 60_000, record: false } as const;
  sessions = [];
  for (let opened = 0; opened < count; opened++) sessions.push(await engine.open(settings));
}

/** The clip again and again, each session at another place of it. */
function speech(seconds: number, index: number): Int16Array {
  const pcm = new Int16Array(seconds * 8_000);
  for (let at = 0; at < pcm.length; at++) pcm[at] = clip[(at + index * 997) % clip.length]!;
  return pcm;
}

function median(name: 'tickLatenessP50Ms' | 'tickLatenessP99Ms', all: readonly MediaStats[]): number {
  return percentile(
    all.map((stats) => stats[name]),
    0.5,
  );
}

function report(all: readonly MediaStats[], joined: number): MediaReport {
  const sum = (name: 'packetsSent' | 'packetsReceived' | 'packetsLost') =>
    all.reduce((total, stats) => total + stats[name], 0);
  const first = all.slice(0, all.length - joined);
  return {
    p50Ms: median('tickLatenessP50Ms', first),
    p99Ms: median('tickLatenessP99Ms', first),
    worstP99Ms: Math.max(...first.map((stats) => stats.tickLatenessP99Ms)),
    joinedP99Ms: median('tickLatenessP99Ms', all.slice(all.length - joined)),
    sent: sum('packetsSent'),
    received: sum('packetsReceived'),
    lost: sum('packetsLost'),
  };
}

async function obey(command: MediaCommand): Promise<void> {
  if (command.open !== undefined) {
    await open(command, command.open);
    say({ offers: sessions.map((session) => session.offer()) });
  }
  if (command.answer) {
    await open(command, command.answer.length);
    const answers = sessions.map((session, index) => session.takeOffer(command.answer![index]!).answer);
    if (answers.some((answer) => answer === undefined)) throw new Error('an offer was not taken');
    say({ answers: answers as string[] });
  }
  if (command.agree) {
    for (const [index, session] of sessions.entries()) {
      const agreed = session.takeAnswer(command.agree[index]!);
      if (!agreed.ok) throw new Error(agreed.detail);
    }
    say({ agreed: true });
  }
  if (command.talk !== undefined) {
    for (const session of sessions.slice(talking, talking + (command.calls ?? sessions.length))) {
      // Fifty calls are answered a second, which is what `bench setup` has a server take.
      await delay(20);
      session.start();
      session.play({ utteranceId: 'u', pcm: speech(command.talk, talking++), last: true });
    }
    say({ talking: true });
  }
  if (command.report !== undefined) {
    const all = await Promise.all(sessions.map((session) => session.stats()));
    say({ report: report(all, command.report) });
    await Promise.all(sessions.map((session) => session.close()));
  }
}

for await (const line of createInterface(process.stdin)) await obey(JSON.parse(line) as MediaCommand);
await engine.close();
