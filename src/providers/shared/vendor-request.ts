/** One streaming HTTP request to a vendor: first byte in time, no gap too long, every fault a ModelError. */
import { errorText, type Clock, type Millis } from '#kernel';
import { ModelError } from '#models';
import { OPEN_OUTLET, type Outlet } from './outlet.ts';
import { requestIdOf } from './request-id.ts';
import { refusal } from './vendor-faults.ts';
import { Watchdog } from './watchdog.ts';

export interface VendorRequest {
  readonly provider: string;
  readonly url: string;
  readonly method?: 'POST' | 'GET';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Media types an answer may have; another one is a protocol fault. Any, by default. */
  readonly accepts?: RegExp;
  /** From the request to the first byte of the answer, and between two pieces of it, ms. */
  readonly firstByteMs: Millis;
  readonly idleMs: Millis;
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Of a refusal's body this much is read. */
const REFUSAL_BYTES = 4096;

/** Sends it and gives the answer's body piece by piece; connections are kept and used again. @throws ModelError */
export async function* streamVendor(request: VendorRequest): AsyncGenerator<Uint8Array> {
  const { provider, clock, outlet = OPEN_OUTLET } = request;
  const watch = new Watchdog(clock, request.signal);
  const begin = clock.monotonic();
  const untilFirstByte = (): Millis => Math.max(0, begin + request.firstByteMs - clock.monotonic());
  try {
    const response = await watch.within(
      request.firstByteMs,
      outlet.fetch(request.url, {
        method: request.method ?? 'POST',
        headers: { 'user-agent': 'Parley', ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        signal: watch.signal,
      }),
    );
    if (response.status !== 200) {
      const text = await watch.within(request.idleMs, readStart(response));
      const requestId = requestIdOf((name) => response.headers.get(name));
      throw refusal(provider, response.status, { body: text, requestId });
    }
    const type = response.headers.get('content-type') ?? '';
    if (request.accepts && !request.accepts.test(type))
      throw new ModelError({
        provider,
        fault: 'protocol',
        message: `${provider} answered with ${JSON.stringify(type.slice(0, 80))}.`,
      });
    const reader = (response.body ?? new Blob([]).stream()).getReader();
    for (let limit = untilFirstByte(); ; limit = request.idleMs) {
      const { done, value } = await watch.within(limit, reader.read());
      if (done) return;
      yield value;
    }
  } catch (thrown) {
    if (watch.verdict === 'aborted')
      throw new ModelError({ provider, fault: 'aborted', message: 'The request was aborted.' });
    if (watch.verdict === 'timeout')
      throw new ModelError({ provider, fault: 'timeout', message: `${provider} did not answer in time.` });
    if (thrown instanceof ModelError) throw thrown;
    throw new ModelError({
      provider,
      fault: 'connectivity',
      message: `The connection to ${provider} failed: ${errorText(thrown)}.`,
      cause: thrown,
    });
  } finally {
    watch.close();
  }
}

async function readStart(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length >= REFUSAL_BYTES) break;
  }
  return text.slice(0, REFUSAL_BYTES);
}
