/** Numbers as a trunk wants them. Pure. */
import { callingCode, isE164 } from '../dialing/address.ts';
import type { TranslationRule, WholeTrunkSettings } from './trunk-schema.ts';

/** The first rule that matches is applied. @param number E.164 with its plus */
export function translated(number: string, rules: readonly TranslationRule[] = []): string {
  const rule = rules.find(({ match }) => number.startsWith(match));
  return rule ? `${rule.prepend ?? ''}${number.slice(rule.strip ?? 0)}` : number;
}

/** As it is dialled. */
export function calledNumber(e164: string, { number_translation }: WholeTrunkSettings): string {
  return translated(e164, number_translation.called);
}

/** The number that is dialled so: the one that `calledNumber` makes `dialled` of. Null: none, or nobody can tell. */
export function numberDialledAs(dialled: string, settings: WholeTrunkSettings): string | null {
  const plain = [dialled, `+${dialled}`];
  const undone = settings.number_translation.called.map(({ match, strip = 0, prepend = '' }) =>
    dialled.startsWith(prepend) ? match.slice(0, strip) + dialled.slice(prepend.length) : '',
  );
  const isIt = (number: string): boolean => isE164(number) && calledNumber(number, settings) === dialled;
  return [...plain, ...undone].find(isIt) ?? null;
}

/** As it is shown: what a rule has changed stands as it is, else it gets the trunk's format. */
export function callingNumber(e164: string, { number_translation, caller_id }: WholeTrunkSettings): string {
  const text = translated(e164, number_translation.calling);
  if (text !== e164 || !isE164(text)) return text;
  switch (caller_id.format) {
    case 'e164_no_plus':
      return text.slice(1);
    case 'international':
      return `00${text.slice(1)}`;
    case 'national':
      return text.slice(1 + callingCode(text).length);
    default:
      return text;
  }
}
