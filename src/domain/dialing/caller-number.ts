/**
 * Which number is shown, through which trunk. In order: the request's, the agent's, one of the agent's pool by the pool's
 * rule, one bound to the agent, the organization's default, then an available one: active, its trunk able to dial out and under its limits; same country first, then least recently used.
 */
import type { Millis } from '#kernel';
import type { NumberPool } from '../trunks/number-pool.ts';
import type { PhoneNumber } from '../trunks/trunk.ts';
import { callingCode, isE164 } from './address.ts';
import type { DialFacts, DialRequest, Verdict } from './facts.ts';
import { byRule } from './pool-choice.ts';
import { BLOCKED_RETRY_MS } from './rules/rule.ts';

type TrunkFacts = DialFacts['trunks'][number];
interface Candidate {
  readonly number: PhoneNumber;
  readonly trunk: TrunkFacts;
}

/** The number and trunk for a call to an E.164 number, or why there is none. */
export function chooseCallerNumber(request: DialRequest, facts: DialFacts, now: Millis): Verdict {
  const named = namedNumber(request, facts);
  if (named === 'unknown')
    return deny(
      'The requested caller number is not one of your numbers. Use a number of yours, or leave it out.',
    );
  if (named) return takeNamed(named, request, facts, now);
  if (facts.pool) return fromPool(facts.pool, request, facts, now);
  const own = ownNumber(request, facts);
  if (own) return takeNamed(own, request, facts, now);
  const usable = usableOf(facts.numbers, request, facts);
  if (usable.length === 0)
    return deny(
      'Your organization has no active number with a trunk able to dial out. Add a trunk and a number first.',
    );
  const free = usable.filter(({ trunk }) => limitOf(trunk, now) === null);
  const best = free.toSorted(byPreference(request.to))[0];
  if (!best) return soonest(usable, now);
  const near = callingCode(best.number.e164) === callingCode(request.to);
  return allow(best, near ? 'same country, least recently used' : 'least recently used');
}

interface Named {
  readonly number: PhoneNumber;
  readonly why: string;
}

function takeNamed({ number, why }: Named, request: DialRequest, facts: DialFacts, now: Millis): Verdict {
  const trunk = trunkOf(number, request, facts);
  if (!isFor(number, request))
    return deny(
      `The caller number ${why} is reserved for other agents. Name another, or reserve it for this one.`,
    );
  if (!number.active) return deny(`The caller number ${why} is not active. Activate it or name another.`);
  if (!trunk)
    return deny(`The caller number ${why} has no trunk able to dial out. Give it a trunk, or name one.`);
  return limitOf(trunk, now) ?? allow({ number, trunk }, why);
}

/** A pool is meant: none but its members are shown. */
function fromPool(pool: NumberPool, request: DialRequest, facts: DialFacts, now: Millis): Verdict {
  const members = new Set(pool.members.map(({ numberId }) => numberId));
  const usable = usableOf(
    facts.numbers.filter(({ id }) => members.has(id)),
    request,
    facts,
  );
  if (usable.length === 0)
    return deny(
      "The agent's number pool has no active number with a trunk able to dial out that this agent may show. Add one to the pool.",
    );
  const free = usable.filter(({ trunk }) => limitOf(trunk, now) === null);
  if (free.length === 0) return soonest(usable, now);
  const { ordered, why } = byRule(
    pool,
    free.map(({ number }) => number),
    request,
  );
  return allow(
    free.find(({ number }) => number === ordered[0])!,
    why,
  );
}

/** Reserved numbers are for those that they are reserved for, whoever names them. */
function isFor({ reservedForAgents }: PhoneNumber, { agentId }: DialRequest): boolean {
  return reservedForAgents.length === 0 || (agentId !== null && reservedForAgents.includes(agentId));
}

function usableOf(numbers: readonly PhoneNumber[], request: DialRequest, facts: DialFacts): Candidate[] {
  return numbers
    .filter((number) => number.active && isFor(number, request))
    .flatMap((number) => {
      const trunk = trunkOf(number, request, facts);
      return trunk ? [{ number, trunk }] : [];
    });
}

function soonest(usable: readonly Candidate[], now: Millis): Verdict {
  return usable.map(({ trunk }) => limitOf(trunk, now)!).toSorted((a, b) => a.until - b.until)[0]!;
}

/** A number that the request or the agent names, and who did. */
function namedNumber(request: DialRequest, facts: DialFacts): Named | 'unknown' | null {
  const byId = (id: string | null) => facts.numbers.find((number) => number.id === id);
  if (request.requestedNumberId !== null || request.requestedFrom !== null) {
    const number =
      request.requestedNumberId !== null
        ? byId(request.requestedNumberId)
        : facts.numbers.find((candidate) => candidate.e164 === request.requestedFrom);
    return number ? { number, why: 'named in the request' } : 'unknown';
  }
  const agents = byId(request.agentNumberId);
  return agents ? { number: agents, why: "of the agent's own" } : null;
}

/** One that is bound to the agent, else the organization's default. */
function ownNumber(request: DialRequest, facts: DialFacts): Named | null {
  const own = facts.numbers
    .filter((number) => request.agentId !== null && number.agentId === request.agentId && number.active)
    .filter((number) => isFor(number, request))
    .toSorted((a, b) => (a.lastUsedAt ?? 0) - (b.lastUsedAt ?? 0))[0];
  if (own) return { number: own, why: "of the agent's own" };
  const standard = facts.numbers.find(({ id }) => id === facts.organization.defaultNumberId);
  // Reserved for others, it is no default for this agent.
  return standard && isFor(standard, request)
    ? { number: standard, why: "that is your organization's default" }
    : null;
}

function trunkOf(number: PhoneNumber, request: DialRequest, facts: DialFacts): TrunkFacts | undefined {
  const id = request.requestedTrunkId ?? number.trunkId;
  return facts.trunks.find((trunk) => trunk.id === id && trunk.active);
}

/** What a trunk's own limits say; null when it may start a call now. */
export function limitOf(trunk: TrunkFacts, now: Millis): Extract<Verdict, { kind: 'defer' }> | null {
  if (trunk.liveCalls >= trunk.concurrency)
    return {
      kind: 'defer',
      rule: 'trunk-concurrency',
      until: now + BLOCKED_RETRY_MS,
      detail: `The trunk has ${trunk.liveCalls} live calls and may have ${trunk.concurrency}.`,
    };
  if (trunk.recentStarts >= trunk.callsPerSecond)
    return {
      kind: 'defer',
      rule: 'trunk-calls-per-second',
      until: Math.max(trunk.nextStartAt, now + 1),
      detail: `The trunk starts at most ${trunk.callsPerSecond} calls a second.`,
    };
  return null;
}

function byPreference(to: string): (a: Candidate, b: Candidate) => number {
  const code = isE164(to) ? callingCode(to) : '';
  const foreign = ({ number }: Candidate) => (callingCode(number.e164) === code ? 0 : 1);
  return (a, b) => foreign(a) - foreign(b) || (a.number.lastUsedAt ?? 0) - (b.number.lastUsedAt ?? 0);
}

function allow({ number, trunk }: Candidate, why: string): Verdict {
  return { kind: 'allow', number, trunk, from: number.e164, why };
}

function deny(detail: string): Verdict {
  return { kind: 'deny', rule: 'no-usable-caller-number', detail };
}
