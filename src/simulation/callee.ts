/** A simulated callee: answers the calls that reach a SIP endpoint, each with a behaviour. */
import { errorText, type Clock, type Closable, type Logger, type Millis } from '#kernel';
import type { TtsModel } from '#models';
import type { IncomingSipCall, MediaEngine, MediaSession, SipEndpoint } from '#telephony';
import { overBadLine } from './bad-line.ts';
import { behaviours, type CalleeBehaviour } from './behaviour.ts';
import { performScript, prepareScript } from './performer.ts';
import { beginScript } from './script-machine.ts';

export interface SimulatedCalleeOptions {
  /** Its INVITEs are all ours. */
  readonly sip: SipEndpoint;
  readonly media: MediaEngine;
  readonly tts: TtsModel;
  /** One of the voices of `tts`; take another one than the agent's. */
  readonly voice: string;
  /** What a call gets; by default by the user part of its Request-URI (`sip:busy@…`), else `human`. */
  readonly behaviour?: (call: IncomingSipCall) => CalleeBehaviour;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Answering = Extract<CalleeBehaviour, { kind: 'answers' }>;

/** Without a packet for this long the caller is gone, ms. */
const LOST_AFTER_MS: Millis = 30_000;

/**
 * Answers from now on; `close` ends its calls. The endpoint, engine and voice stay their owner's.
 * @example
 * const callee = createSimulatedCallee({ sip, media, tts, voice: 'slt', clock: realClock, logger });
 */
export function createSimulatedCallee(options: SimulatedCalleeOptions): Closable {
  const calls = new Set<IncomingSipCall>();
  const choose = options.behaviour ?? behaviourOf;
  options.sip.onInvite((call) => {
    calls.add(call);
    const gone = new AbortController();
    call.events.on('ended', () => {
      calls.delete(call);
      gone.abort();
    });
    const behaviour = choose(call);
    if (behaviour.kind === 'refuses') return call.reject(behaviour.status, behaviour.reason);
    call.ring();
    if (behaviour.kind === 'rings') return;
    answer(call, behaviour, options, gone.signal).catch((fault: unknown) => {
      if (gone.signal.aborted) return; // the caller withdrew while we were picking up
      options.logger.error('simulated-callee-failed', { fault: errorText(fault) });
      call.reject(500, 'Simulated Callee Failed');
      call.hangUp();
    });
  });
  return {
    close() {
      for (const call of calls) call.hangUp();
    },
  };
}

function behaviourOf(call: IncomingSipCall): CalleeBehaviour {
  return behaviours[call.calledUser] ?? behaviours['human']!;
}

async function answer(
  call: IncomingSipCall,
  behaviour: Answering,
  options: SimulatedCalleeOptions,
  gone: AbortSignal,
): Promise<void> {
  const ringing = wait(options.clock, behaviour.ringMs);
  const clear = await prepareScript(behaviour.script, options.tts, options.voice, gone);
  const sound = behaviour.badLine ? clear.map((pcm) => pcm && overBadLine(pcm)) : clear;
  await ringing;
  if (gone.aborted) return;
  const media = await options.media.open({
    codecs: ['PCMU', 'PCMA'],
    lostAfterMs: LOST_AFTER_MS,
    record: false,
  });
  const close = (): void => void Promise.resolve(media.close());
  if (gone.aborted) return close();
  call.events.on('ended', close);
  const description = describe(call, media);
  if (description === null) return call.reject(488, 'Not Acceptable Here');
  call.onOffer((sdp) => media.takeOffer(sdp).answer ?? null);
  call.events.on('answered', ({ sdp }) => {
    if (call.offer === undefined && !(sdp !== undefined && media.takeAnswer(sdp).ok)) return call.hangUp();
    media.start();
    performScript(media, beginScript(behaviour.script, behaviour.hangUpAfterMs), sound, () => call.hangUp());
  });
  media.events.on('media-lost', () => call.hangUp());
  // Nothing to keep: a callee that dies has no calls to end later.
  await call.accept(description, () => Promise.resolve());
}

/** Our answer to the INVITE's offer, our own offer if it had none, null if no codec is common. */
function describe(call: IncomingSipCall, media: MediaSession): string | null {
  return call.offer === undefined ? media.offer() : (media.takeOffer(call.offer).answer ?? null);
}

function wait(clock: Clock, ms: Millis): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
