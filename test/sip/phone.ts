/** Parley's SIP endpoint alone, with a fixed session description, for journeys against sipp. */
import { realClock, realRandom, silentLogger } from '#kernel';
import {
  createSipEndpoint,
  type DialogRecord,
  type OutgoingInvite,
  type SipCall,
  type SipEndpoint,
  type SipEndpointOptions,
  type SipEnding,
} from '#telephony';

export const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 9 RTP/AVP 0',
  '',
].join('\r\n');

/** An endpoint on a free port. */
export function openPhone(options: Partial<SipEndpointOptions> = {}): Promise<SipEndpoint> {
  return createSipEndpoint({
    bind: { address: '127.0.0.1', port: 0 },
    clock: realClock,
    random: realRandom,
    logger: silentLogger,
    userAgent: 'Parley test',
    ...options,
  });
}

export interface Placed {
  readonly call: SipCall;
  /** Names of events in their order, e.g. `provisional 180`. */
  readonly heard: readonly string[];
  readonly records: readonly DialogRecord[];
  readonly ended: Promise<SipEnding>;
  /** Resolves when the call was answered, rejects when it ended before. */
  readonly answered: Promise<void>;
}

/** Calls `address` and notes what happens. */
export function place(phone: SipEndpoint, address: string, options: Partial<OutgoingInvite> = {}): Placed {
  const records: DialogRecord[] = [];
  const call = phone.invite({
    identity: phone.newIdentity(),
    requestUri: `sip:bob@${address}`,
    from: '"Parley" <sip:parley@127.0.0.1>',
    to: `sip:bob@${address}`,
    offer: SDP,
    ringTimeoutMs: 10_000,
    store: (record) => {
      records.push(record);
      return Promise.resolve();
    },
    ...options,
  });
  return { call, records, ...watch(call) };
}

export function watch(call: SipCall): Pick<Placed, 'heard' | 'ended' | 'answered'> {
  const heard: string[] = [];
  call.events.onAny((name, payload) =>
    heard.push(name === 'provisional' ? `provisional ${(payload as { status: number }).status}` : name),
  );
  const ended = new Promise<SipEnding>((resolve) => call.events.on('ended', resolve));
  const answered = new Promise<void>((resolve, reject) => {
    call.events.on('answered', () => resolve());
    call.events.on('ended', (ending) => reject(new Error(`ended first: ${JSON.stringify(ending)}`)));
  });
  answered.catch(() => undefined);
  return { heard, ended, answered };
}
