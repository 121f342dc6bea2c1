/** One event on its way to one endpoint, as a pure machine: what happened goes in, what to do comes out. */
import type { Id, Millis } from '#kernel';

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** How often, and after which answers, a delivery is tried again. */
export interface RetryPolicy {
  /** After the first try, the second … ; none left: it is dead. */
  readonly delaysMs: readonly Millis[];
  /** Is this answer worth another try? Null: no answer came. */
  retries(status: number | null): boolean;
  /** Of each delay, either way. */
  readonly jitter: number;
}

/** Three days and four hours; everything but 2xx and 410 is tried again. */
export const STANDARD_POLICY: RetryPolicy = {
  delaysMs: [
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
  ],
  retries: (status) => status !== 410,
  jitter: 0.1,
};

export type DeliveryState =
  | { readonly state: 'due'; readonly tries: number; readonly dueAt: Millis }
  /** A node sends it; `until` it is nobody else's. */
  | { readonly state: 'sending'; readonly tries: number; readonly until: Millis }
  | { readonly state: 'delivered'; readonly tries: number }
  | { readonly state: 'dead'; readonly tries: number }
  /** The endpoint's format has no word for the event. */
  | { readonly state: 'skipped'; readonly tries: number };
export type DeliveryStateName = 'due' | 'delivered' | 'dead' | 'skipped';

export type DeliveryInput =
  | { readonly type: 'claimed'; readonly leaseMs: Millis }
  /** @param chance 0 to 1, for the jitter. Status null: no answer came. */
  | { readonly type: 'answered'; readonly status: number | null; readonly chance: number }
  | { readonly type: 'nothing-to-say' }
  | { readonly type: 'endpoint-closed' }
  | { readonly type: 'replay-asked' };

export type DeliveryEffect = 'send' | 'release-next';

export interface DeliveryStep {
  readonly state: DeliveryState;
  readonly effects: readonly DeliveryEffect[];
}

export function newDelivery(at: Millis): DeliveryState {
  return { state: 'due', tries: 0, dueAt: at };
}

/** One step. What does not fit the state changes nothing: a late answer of a lapsed claim, a second replay. */
export function stepDelivery(
  state: DeliveryState,
  input: DeliveryInput,
  now: Millis,
  policy: RetryPolicy,
): DeliveryStep {
  const { tries } = state;
  switch (input.type) {
    case 'claimed': {
      const isFree =
        state.state === 'due' ? state.dueAt <= now : state.state === 'sending' && state.until <= now;
      if (!isFree) return { state, effects: [] };
      return { state: { state: 'sending', tries, until: now + input.leaseMs }, effects: ['send'] };
    }
    case 'answered': {
      if (state.state !== 'sending') return { state, effects: [] };
      const { status } = input;
      if (isSuccess(status)) return over('delivered', tries + 1);
      const delay = policy.delaysMs[tries];
      if (delay === undefined || !policy.retries(status)) return over('dead', tries + 1);
      const wait = Math.round(delay * (1 + policy.jitter * (2 * input.chance - 1)));
      return { state: { state: 'due', tries: tries + 1, dueAt: now + wait }, effects: [] };
    }
    case 'nothing-to-say':
      return isOpen(state) ? over('skipped', tries) : { state, effects: [] };
    case 'endpoint-closed':
      return isOpen(state) ? over('dead', tries) : { state, effects: [] };
    case 'replay-asked':
      return isOpen(state) ? { state, effects: [] } : { state: newDelivery(now), effects: [] };
  }
}

export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

function isOpen({ state }: DeliveryState): boolean {
  return state === 'due' || state === 'sending';
}

function over(state: 'delivered' | 'dead' | 'skipped', tries: number): DeliveryStep {
  return { state: { state, tries }, effects: ['release-next'] };
}

/** A delivery as it is kept. */
export interface WebhookDelivery {
  readonly id: Id;
  readonly organizationId: Id;
  readonly endpointId: Id;
  readonly eventId: Id;
  readonly type: string;
  readonly callId: Id | null;
  readonly sequence: number | null;
  readonly state: DeliveryStateName;
  readonly tries: number;
  /** When it is sent, or its claim lapses. */
  readonly dueAt: Millis;
  readonly createdAt: Millis;
  readonly finishedAt: Millis | null;
}

/** One request and what came of it. */
export interface DeliveryTry {
  /** 1, 2, 3 …; a replay goes on counting. */
  readonly number: number;
  readonly at: Millis;
  readonly url: string;
  /** Fixed ones of the endpoint as `***`. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly status: number | null;
  /** Its first 4 kB. */
  readonly answer: string | null;
  /** Why there was no answer. */
  readonly error: string | null;
  readonly durationMs: Millis;
}
