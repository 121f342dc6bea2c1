/**
 * What a model of speech thinks: the recogniser's own advice, and the turn detector. Sure of the end it shortens the
 * wait, sure of the contrary it lengthens it, between them it says nothing.
 */
import type { EndpointStrategy } from './facts.ts';

const SURE = 0.7;
const UNSURE = 0.3;

export const advice: EndpointStrategy = (facts, waits) =>
  facts.advice !== null && facts.advice >= SURE ? waits.finished : null;

export const judgement: EndpointStrategy = (facts, waits) =>
  facts.judged !== null && facts.judged >= SURE ? waits.complete : null;

export const contraryJudgement: EndpointStrategy = (facts, waits) =>
  facts.judged !== null && facts.judged <= UNSURE ? waits.openEnd : null;
