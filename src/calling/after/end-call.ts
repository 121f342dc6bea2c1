/** The end of any call in the log: what it cost, its outcome, what follows it, and what is made of it, or owed, in one transaction. */
import {
  costOf,
  DEFAULT_PRICES,
  dropsWords,
  secondsOf,
  type Call,
  type CallCost,
  type CallPatch,
  type NewEvent,
  type Outcome,
  type PricedUsage,
  type Repositories,
} from '#domain';
import type { Id, IdSource, Millis } from '#kernel';
import { CallFacts, slotAnalysis, wantsMemory, wantsModel } from '#analysis';
import { analysisEvent } from './analysis-event.ts';
import { followingOf } from './next-call.ts';
import { optOutOf } from './opt-out.ts';
import { keepWords } from './words.ts';
import { oweTools } from '../tools/after-call.ts';
import { telephonyOf } from './telephony-use.ts';

export interface CallEnding {
  readonly call: Call;
  /** The node that must still hold the call; null: whoever does. */
  readonly nodeId: Id | null;
  readonly outcome: Outcome;
  readonly at: Millis;
  readonly answeredAt?: Millis | null;
  /** What is told before the end. */
  readonly events?: readonly NewEvent[];
  readonly patch?: Omit<CallPatch, 'status' | 'outcome' | 'endedAt' | 'cost' | 'analysis'>;
  /** What models used; null: nobody knows any more. */
  readonly usage?: readonly PricedUsage[] | null;
  readonly facts?: CallFacts;
}

/** @returns false when the node holds the call no more, and nothing was written */
export async function endCall(tx: Repositories, ending: CallEnding, ids: IdSource): Promise<boolean> {
  const { nodeId, outcome, at, events = [], patch = {}, facts = new CallFacts() } = ending;
  const call: Call = { ...ending.call, ...patch, outcome, status: 'ended', endedAt: at };
  const cost = await costOfCall(tx, ending);
  const settings = call.plan.config.analysis;
  const isWanted = wantsModel(call, settings);
  const isOwed = isWanted && call.plan.models?.llm.length !== 0;
  const fault = isWanted && !isOwed ? 'No language model is configured.' : null;
  const analysis = isOwed ? null : slotAnalysis(call, facts, settings, at, fault);
  const following = await followingOf(tx, call, at, ids);
  const optOut = await optOutOf(tx, call, facts, at);
  const seq = await tx.calls.append(
    call.id,
    nodeId,
    [
      ...events,
      ...(cost ? [{ at, type: 'cost-computed', data: { ...cost } }] : []),
      ...following.events,
      ...(optOut ? [optOut.event] : []),
      { at, type: 'call-ended', data: { outcome } },
      ...(analysis ? [analysisEvent(analysis)] : []),
    ],
    {
      ...{ ...patch, ...following.patch, status: 'ended', outcome, endedAt: at, cost, analysis },
      ...(!isOwed && dropsWords(call) ? { turns: [] } : {}),
    },
  );
  if (seq === null) return false;
  await following.commit();
  await optOut?.commit();
  await chargeMinutes(tx, call, ending.answeredAt ?? call.answeredAt, at);
  if (call.recording?.archive === 'due')
    await tx.uploads.owe({ callId: call.id, organizationId: call.organizationId, tries: 0 }, at);
  await keepWords(tx, dropsWords(call) ? { ...call, turns: [] } : call);
  await oweLetters(tx, call, at);
  if ((ending.answeredAt ?? call.answeredAt) !== null) await oweTools(tx, call, ids, at);
  if (isOwed)
    await tx.analyses.request(
      { callId: call.id, organizationId: call.organizationId, run: ids.next(), settings: null },
      at,
    );
  return true;
}

/** Answered only to say why nobody talks. */
const REFUSALS = new Set(['minutes-exhausted', 'outside-hours']);

/** A conversation counts, and is charged where minutes are prepaid; a test call or a spoken refusal is none. */
async function chargeMinutes(
  tx: Repositories,
  { id, organizationId, test, outcome }: Call,
  answeredAt: Millis | null,
  at: Millis,
): Promise<void> {
  if (answeredAt === null || test || REFUSALS.has(outcome?.end_reason.code ?? '')) return;
  await tx.minutes.charge(organizationId, id, secondsOf(answeredAt, at), at);
}

/** What is written about a call and what is remembered of it, owed with its end. */
async function oweLetters(tx: Repositories, call: Call, at: Millis): Promise<void> {
  const { id: callId, organizationId } = call;
  const { emails = [] } = call.plan.config.notification ?? {};
  if (emails.length > 0) await tx.mail.request({ callId, organizationId, emails }, at);
  if (wantsMemory(call)) await tx.memories.request({ callId, organizationId }, at);
}

async function costOfCall(tx: Repositories, ending: CallEnding): Promise<CallCost | null> {
  const { call, usage = [], at, answeredAt = null } = ending;
  if (usage === null) return null;
  const used = [...usage, ...telephonyOf({ ...call, ...ending.patch }, answeredAt, at)];
  // Most calls that nobody answered used nothing; their price needs no table.
  if (used.length === 0) return costOf([], DEFAULT_PRICES);
  const table = (await tx.prices.get(call.organizationId)) ?? DEFAULT_PRICES;
  const isPriced = table.entries.some(({ stage }) => stage === 'telephony');
  return costOf(
    used.filter(({ stage }) => stage !== 'telephony' || isPriced),
    table,
  );
}
