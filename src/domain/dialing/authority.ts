/** The dial authority: may this person be dialled now, from which number, and why. Pure; its facts are read under a lock. */
import type { Millis } from '#kernel';
import { ADDRESS_RULE, parseAddress, type Address } from './address.ts';
import { chooseCallerNumber, limitOf } from './caller-number.ts';
import type { DialFacts, DialRequest, Verdict } from './facts.ts';
import { agentHours } from './rules/agent-hours.ts';
import { campaignHold } from './rules/campaign-hold.ts';
import { destination } from './rules/destination.ts';
import { oneLiveCall } from './rules/one-live-call.ts';
import { organizationConcurrency, organizationRate } from './rules/organization-limits.ts';
import { prepaidMinutes } from './rules/prepaid-minutes.ts';
import type { Rule } from './rules/rule.ts';
import { suppression } from './rules/suppression.ts';

/** Rules in the order they are asked. What denies comes before what only defers. */
const RULES: readonly Rule[] = [
  suppression,
  destination,
  prepaidMinutes,
  agentHours,
  campaignHold,
  oneLiveCall,
  organizationConcurrency,
  organizationRate,
];

/** Judges one wish to dial. Later rules are added to the list; none is ever taken out of the order silently. */
export function decideDial(request: DialRequest, facts: DialFacts, now: Millis): Verdict {
  const address = parseAddress(request.to);
  if (!address) return { kind: 'deny', rule: 'address', detail: `The number to call ${ADDRESS_RULE}` };
  const number = callerNumber(request, address, facts, now);
  if (number.kind === 'deny') {
    const denied = RULES.map((rule) => rule(request, address, facts, now)).find(
      (refusal) => refusal?.kind === 'deny',
    );
    return denied ?? number;
  }
  for (const rule of RULES) {
    const refusal = rule(request, address, facts, now);
    if (refusal) return refusal;
  }
  return number;
}

/** A SIP URI and a test call need neither number nor trunk. */
function callerNumber(request: DialRequest, address: Address, facts: DialFacts, now: Millis): Verdict {
  if (request.test)
    return {
      kind: 'allow',
      number: null,
      trunk: null,
      from: request.requestedFrom,
      why: 'test key: the simulated callee',
    };
  if (address.kind === 'e164') return chooseCallerNumber(request, facts, now);
  if (request.requestedTrunkId !== null || request.requestedNumberId !== null) {
    const trunk = facts.trunks.find((candidate) => candidate.id === request.requestedTrunkId) ?? null;
    if (trunk && !trunk.active)
      return {
        kind: 'deny',
        rule: 'trunk-inactive',
        detail: 'The named trunk is not active. Activate it, or name another.',
      };
    const limit = trunk && limitOf(trunk, now);
    if (limit) return limit;
    const number =
      facts.numbers.find((candidate) => candidate.id === request.requestedNumberId && candidate.active) ??
      null;
    return {
      kind: 'allow',
      number,
      trunk,
      from: number?.e164 ?? request.requestedFrom,
      why: 'SIP URI with named number or trunk',
    };
  }
  return {
    kind: 'allow',
    number: null,
    trunk: null,
    from: request.requestedFrom,
    why: 'SIP URI: no number needed',
  };
}

/** What the log keeps of a verdict: the rule that fired and its inputs, without the numbers' and trunks' secrets. */
export function describeVerdict(verdict: Verdict, facts: DialFacts): Readonly<Record<string, unknown>> {
  const { liveCalls, concurrency, recentStarts, callsPerSecond } = facts.organization;
  const inputs = {
    suppressed: facts.suppressed,
    person_live_call: facts.livePersonCallId,
    organization_live_calls: liveCalls,
    organization_concurrency: concurrency,
    organization_recent_starts: recentStarts,
    organization_calls_per_second: callsPerSecond,
  };
  if (verdict.kind !== 'allow') return { verdict: verdict.kind, ...omitKind(verdict), inputs };
  return {
    verdict: 'allow',
    from: verdict.from,
    number_id: verdict.number?.id ?? null,
    trunk_id: verdict.trunk?.id ?? null,
    why: verdict.why,
    inputs,
  };
}

function omitKind<T extends { kind: string }>({ kind: _kind, ...rest }: T): Omit<T, 'kind'> {
  return rest;
}
