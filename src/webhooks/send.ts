/** One try: the request, what came back, and what that means. */
import {
  isSuccess,
  signingSecrets,
  stepDelivery,
  STANDARD_POLICY,
  type ClaimedDelivery,
  type DeliveryTry,
  type SettledDelivery,
} from '#domain';
import { AppError, errorText, randomUnit, type Millis } from '#kernel';
import type { WebhookOptions } from './options.ts';

/** From the request to the last byte of the answer. */
const TIMEOUT_MS: Millis = 15_000;
/** Of the answer so much is read and kept. */
const ANSWER_BYTES = 4_096;
const USER_AGENT = 'Parley-Webhooks/1';

export interface SentDelivery {
  readonly settled: SettledDelivery;
  readonly ok: boolean;
  readonly status: number | null;
}

/** @param signal aborts when this node stops: the delivery is due again at once, and this was no try */
export async function send(
  { delivery, event, endpoint, claim, triesMade }: ClaimedDelivery,
  body: string,
  { formats, http, clock, random }: Pick<WebhookOptions, 'formats' | 'http' | 'clock' | 'random'>,
  signal: AbortSignal,
): Promise<SentDelivery> {
  const format = formats[endpoint.format];
  const at = clock.now();
  const own = format.headers({
    ...{ eventId: event.id, type: event.type, callId: event.callId, body, at, signing: endpoint.signing },
    secrets: signingSecrets(endpoint, at),
  });
  const base = { 'content-type': 'application/json', 'user-agent': USER_AGENT };
  let told: Pick<DeliveryTry, 'status' | 'answer' | 'error' | 'durationMs'>;
  const begin = clock.monotonic();
  try {
    const {
      status,
      body: answer,
      ms,
    } = await http.request({
      ...{ method: 'POST', url: endpoint.url, headers: { ...base, ...endpoint.headers, ...own }, body },
      ...{
        timeoutMs: format.timeoutMs ?? TIMEOUT_MS,
        maxBytes: ANSWER_BYTES,
        excess: 'cut',
        keepAlive: true,
        signal,
      },
    });
    told = { status, answer: storable(answer), error: null, durationMs: ms };
  } catch (thrown) {
    const error = thrown instanceof AppError ? `${thrown.code}: ${thrown.message}` : errorText(thrown);
    told = { status: null, answer: null, error, durationMs: clock.monotonic() - begin };
  }
  const now = clock.now();
  const { id, endpointId, callId } = delivery;
  const place = { id, endpointId, callId, claim };
  if (signal.aborted && told.status === null)
    return {
      settled: { ...place, state: 'due', tries: delivery.tries, at: now, made: null },
      ok: true,
      status: null,
    };
  const sending = { state: 'sending', tries: delivery.tries, until: now } as const;
  const answered = { type: 'answered', status: told.status, chance: randomUnit(random) } as const;
  const { state } = stepDelivery(sending, answered, now, format.policy ?? STANDARD_POLICY);
  if (state.state === 'sending') throw new TypeError('an answered delivery is sent no more');
  const masked = Object.fromEntries(Object.keys(endpoint.headers).map((name) => [name, '***']));
  return {
    settled: {
      ...place,
      state: state.state,
      tries: state.tries,
      at: state.state === 'due' ? state.dueAt : now,
      made: {
        ...{ number: triesMade + 1, at, url: endpoint.url, ...told },
        requestHeaders: { ...base, ...masked, ...own },
      },
    },
    ok: isSuccess(told.status),
    status: told.status,
  };
}

/** What a database takes as text. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').slice(0, ANSWER_BYTES);
}
