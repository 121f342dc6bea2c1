/**
 * Numbers that behave when a test key calls them. All lie in 555-0100 to 555-0199, which the North American Numbering
 * Plan keeps for fiction: nobody has them, and a live key that calls one rings nobody.
 */

/** What a test call to such a number meets: a behaviour of the built-in callee, or a refusal of the authority. */
export type MagicOutcome =
  | { readonly kind: 'callee'; readonly behaviour: string }
  /** As if it stood on the suppression list. */
  | { readonly kind: 'do-not-call' };

const callee = (behaviour: string): MagicOutcome => ({ kind: 'callee', behaviour });

export const MAGIC_NUMBERS: Readonly<Record<string, MagicOutcome>> = {
  '+12025550100': callee('human'),
  '+12025550101': callee('busy'),
  '+12025550102': callee('no_answer'),
  '+12025550103': callee('voicemail'),
  '+12025550104': callee('ivr'),
  '+12025550105': callee('screener'),
  '+12025550106': { kind: 'do-not-call' },
  '+12025550107': callee('bad_line'),
  '+12025550108': callee('declined'),
  '+12025550109': callee('unassigned'),
  '+12025550110': callee('interrupter'),
  '+12025550111': callee('fax'),
  '+12025550112': callee('silent'),
};

/** What a test call to `to` meets; null for any other number, which a person answers. */
export function magicOf(to: string): MagicOutcome | null {
  return Object.hasOwn(MAGIC_NUMBERS, to) ? MAGIC_NUMBERS[to]! : null;
}

/** The user part of the built-in callee's address for a test call. */
export function calleeBehaviour(to: string): string | null {
  const magic = magicOf(to);
  return magic?.kind === 'callee' ? magic.behaviour : null;
}
