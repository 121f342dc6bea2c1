/** What reading a slot's value needs to know, and what it gives. */
import type { Millis } from '#kernel';
import type { Language } from '../../language/index.ts';

export interface ReadingScene {
  readonly language: Language;
  /** BCP 47 of the call. */
  readonly locale: string;
  /** Wall time, ms since the epoch. */
  readonly now: Millis;
  /** IANA time zone of the person. */
  readonly zone: string;
  /** E.164 of the person, when known: its country is that of numbers without one. */
  readonly number: string | null;
}

export interface Reading {
  /** In the slot's normal form. */
  readonly value: string;
  /** 0 to 1: how sure the words are of this value; the recogniser's own doubt is not in it. */
  readonly confidence: number;
}

/** Plain, in its words. */
export const SURE = 0.95;
/** One of two ways to take the words. */
export const LIKELY = 0.6;
