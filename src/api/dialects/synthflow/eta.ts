/** `eta`: when the INVITE of a call just accepted is expected to leave. */
import type { Call, Tenant } from '#domain';
import type { Millis } from '#kernel';
import type { DialectDeps } from '../../dialect.ts';
import { talkMs } from '../shared/call-facts.ts';

/** What the estimate goes by. */
export interface QueueFacts {
  /** Calls that wait to be dialled, this one among them. */
  readonly waiting: number;
  /** Calls that dial, ring or talk. */
  readonly live: number;
  /** Is one of these to the same person? */
  readonly personBusy: boolean;
  readonly concurrency: number;
  readonly callsPerSecond: number;
  /** How long a call lasts on average. */
  readonly meanCallMs: Millis;
}

/** Accepting, claiming and writing the INVITE. */
const SETUP_MS = 25;
/** Taken for the mean until calls have ended. */
const UNKNOWN_MEAN_MS = 60_000;
const SAMPLE = 20;

/** Whole seconds, rounded up: the longest of what the rate, the free places and the person themself make it wait. */
export function etaSeconds(facts: QueueFacts): number {
  const ahead = Math.max(0, facts.waiting - 1);
  const byRate = (ahead / Math.max(facts.callsPerSecond, 0.001)) * 1000;
  const tooMany = Math.max(0, facts.live + ahead + 1 - facts.concurrency);
  const byPlaces = (tooMany / Math.max(facts.concurrency, 1)) * facts.meanCallMs;
  const byPerson = facts.personBusy ? facts.meanCallMs / 2 : 0;
  return Math.ceil((SETUP_MS + Math.max(byRate, byPlaces, byPerson)) / 1000);
}

/** Reads the facts for a call. */
export async function queueFacts(
  { store, calls }: DialectDeps,
  tenant: Tenant,
  call: Call,
): Promise<QueueFacts> {
  const [organization, waiting, live, ended] = await Promise.all([
    store.organizations.get(tenant.organizationId),
    calls.list(tenant, { status: ['queued'], limit: 1, withTotal: true }),
    calls.list(tenant, { status: ['dialing', 'ringing', 'in_progress'], limit: 100, withTotal: true }),
    calls.list(tenant, { status: ['ended'], limit: SAMPLE }),
  ]);
  const others = live.rows.filter((row) => row.id !== call.id);
  const lengths = ended.rows.map((row) => talkMs(row) ?? 0).filter((length) => length > 0);
  return {
    waiting: waiting.total ?? 0,
    live: (live.total ?? 0) - (live.rows.length - others.length),
    personBusy: others.some((row) => row.to === call.to),
    concurrency: organization?.concurrency ?? 1,
    callsPerSecond: organization?.callsPerSecond ?? 1,
    meanCallMs:
      lengths.length === 0 ? UNKNOWN_MEAN_MS : lengths.reduce((sum, one) => sum + one, 0) / lengths.length,
  };
}
