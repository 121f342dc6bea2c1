/** What a call left behind: its recording, its events, and what its agent's voice sounds like. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { silentLogger } from '#kernel';
import { createFliteTts } from '#providers';
import type { BaresipPeer } from '../peers/baresip.ts';
import { findClip, speechLevel, type Match } from '../peers/listen.ts';
import { readWav } from '../peers/wav.ts';
import type { Client } from './parley.ts';

/** A stereo recording, 8 kHz. */
export interface Recorded {
  readonly callee: Int16Array;
  readonly agent: Int16Array;
}

/** The recording of a call, taken from the API. */
export async function recordingOf(client: Client, id: string): Promise<Recorded> {
  const { rate, channels } = readWav(await client.bytes(`/v1/calls/${id}/recording`));
  assert.deepEqual([rate, channels.length], [8000, 2]);
  return { callee: channels[0]!, agent: channels[1]! };
}

export interface CallEventView {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly data: Record<string, any>;
}

/** Every event of a call, read page by page. */
export async function eventsOf(client: Client, id: string): Promise<CallEventView[]> {
  const events: CallEventView[] = [];
  for (;;) {
    const { body } = await client.get(`/v1/calls/${id}/events?after=${events.at(-1)?.seq ?? 0}&limit=500`);
    events.push(...body['data']);
    if (!body['has_more']) return events;
  }
}

export interface Said {
  readonly text: string;
  readonly voice: string;
}

/** Each text as the embedded voice says it, in order. */
export async function allSpoken(texts: readonly Said[]): Promise<Int16Array[]> {
  const tts = await createFliteTts({ logger: silentLogger });
  const clips: Int16Array[] = [];
  for (const { text, voice } of texts) {
    const request = { text, voice, language: 'en-US', speed: 1 };
    const parts: number[] = [];
    for await (const { pcm } of tts.speak(request, new AbortController().signal)) parts.push(...pcm);
    clips.push(Int16Array.from(parts));
  }
  await tts.close();
  return clips;
}

/** `text` as the embedded voice says it. */
export async function spoken(text: string, voice: string): Promise<Int16Array> {
  return (await allSpoken([{ text, voice }]))[0]!;
}

/** To ask costs both sides more than the call itself: not oftener than a test needs. */
const LOOK_MS = 150;

/** Looks until it is so. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const start = performance.now(); !(await isSo()); await delay(LOOK_MS))
    assert.ok(performance.now() - start < withinMs, `not so within ${withinMs} ms`);
}

/** The phone says `words` whenever the agent has finished speaking, until the agent took it as an answer. */
export async function answerQuestions(
  client: Client,
  id: string,
  phone: BaresipPeer,
  words: Int16Array,
): Promise<void> {
  for (let answered = 0, understood = false; !understood;) {
    const events = await eventsOf(client, id);
    const asked = events.filter(({ type }) => type === 'agent-said').length;
    understood = events.some(({ type }) => type === 'callee-said');
    if (asked > answered && !understood) {
      answered = asked;
      await phone.say(words);
    }
    await delay(LOOK_MS);
  }
}

/** Samples: 400 ms. */
const PIECE = 3_200;

/**
 * Finds `clip` in `audio`: whole, or piece by piece. A machine that stalls for longer than a media thread makes up for
 * skips or conceals a frame, which shifts all that follows: pieces with such a place are poor, most must be whole.
 * @returns the median piece's correlation, and where the clip begins by the first good piece
 */
export function findPieces(clip: Int16Array, audio: Int16Array): Match {
  const whole = findClip(clip, audio);
  if (whole.correlation > 0.99) return whole;
  const matches: Match[] = [];
  for (let at = 0; at + PIECE <= clip.length; at += PIECE) {
    const piece = clip.subarray(at, at + PIECE);
    if (speechLevel(piece).activeMs < 200) continue;
    const { correlation, offset } = findClip(piece, audio);
    matches.push({ correlation, offset: offset - at });
  }
  const ordered = matches.map(({ correlation }) => correlation).toSorted((a, b) => a - b);
  const correlation = ordered[Math.floor(ordered.length / 2)] ?? 0;
  if (whole.correlation >= correlation) return whole;
  const good = Math.min(correlation, 0.95);
  return { correlation, offset: matches.find((each) => each.correlation >= good)!.offset };
}
