/** The dial authority and its first rules. */
export { decideDial, describeVerdict } from './authority.ts';
export { calleeBehaviour, MAGIC_NUMBERS, magicOf, type MagicOutcome } from './magic-numbers.ts';
export { MINUTES_EXHAUSTED } from './rules/prepaid-minutes.ts';
export {
  ADDRESS_RULE,
  callingCode,
  isE164,
  numberIn,
  parseAddress,
  userIn,
  type Address,
} from './address.ts';
export type * from './facts.ts';
export type * from './repositories.ts';
