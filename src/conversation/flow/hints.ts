/** How an answer is given by the keypad, in words. */
import type { Slot } from '#domain';
import type { Setup } from '../core/setup.ts';
import { optionKeys } from './grammar.ts';
import { monthFirst } from './slots/date.ts';

/** @returns an empty text where the keypad is of no help */
export function keypadHint(slot: Slot, { language, plan }: Setup): string {
  const { say } = language;
  switch (slot.type) {
    case 'yes_no':
      return say.pressYesNo;
    case 'choice': {
      const keys = optionKeys(slot);
      const options = slot.options.map((option, i) => ({ key: keys[i]!, phrase: option.phrases[0]! }));
      return say.pressOption(options.filter(({ key }) => key !== ''));
    }
    case 'date':
      return say.pressDate(monthFirst(slot, plan.config.language), slot.when === 'past');
    case 'time':
      return say.pressTime;
    case 'digits':
    case 'number':
    case 'phone':
      return say.pressDigits;
    case 'email':
    case 'free':
      return '';
  }
}
