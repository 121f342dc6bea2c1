/** From what was said or keyed to a slot's value in its normal form. */
import type { Slot } from '#domain';
import type { CalleeTurn } from '../../core/signal.ts';
import { keyedDate, readDate } from './date.ts';
import { readEmail } from './email.ts';
import { readDigits, readNumber, within } from './number.ts';
import { keyedPhone, readPhone } from './phone.ts';
import type { Reading, ReadingScene } from './reading.ts';
import { keyedTime, readTime } from './time.ts';

/** Normal forms: ISO date, `HH:MM`, E.164, lower-case e-mail; digits, numbers and words as they are. */
export function readTurn(slot: Slot, turn: CalleeTurn, scene: ReadingScene): Reading | null {
  if (slot.type === 'yes_no' || slot.type === 'choice')
    return turn.value === null ? null : { value: turn.value, confidence: 1 };
  if (turn.via === 'keypad') return turn.value === null ? null : readKeys(slot, turn.value, scene);
  if (turn.meaning !== 'answer' && turn.meaning !== 'words') return null;
  return readText(slot, turn.text, scene) ?? (turn.value === null ? null : given(slot, turn.value, scene));
}

/** What words of open speech hold. */
export function readText(slot: Slot, text: string, scene: ReadingScene): Reading | null {
  switch (slot.type) {
    case 'digits':
      return readDigits(text, slot, scene);
    case 'number':
      return readNumber(text, slot, scene);
    case 'date':
      return readDate(text, slot, scene);
    case 'time':
      return readTime(text, slot, scene);
    case 'phone':
      return readPhone(text, slot, scene);
    case 'email':
      return readEmail(text, scene);
    case 'free':
      return text.trim() === '' ? null : { value: text.trim(), confidence: 1 };
    default:
      return null;
  }
}

/** What digits of the keypad mean, `#` left out. */
export function readKeys(slot: Slot, keys: string, scene: ReadingScene): Reading | null {
  switch (slot.type) {
    case 'digits':
      return keys.length >= slot.min && keys.length <= slot.max ? { value: keys, confidence: 1 } : null;
    case 'number':
      return within(slot, Number(keys)) ? { value: String(Number(keys)), confidence: 1 } : null;
    case 'date':
      return keyedDate(keys, slot, scene);
    case 'time':
      return keyedTime(keys, slot);
    case 'phone':
      return keyedPhone(keys, slot, scene);
    default:
      return null;
  }
}

/** The value of a phrase of the grammar, or digits that were recognised. */
function given(slot: Slot, value: string, scene: ReadingScene): Reading | null {
  const normal =
    (slot.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) ||
    (slot.type === 'time' && /^\d\d:\d\d$/.test(value));
  return normal ? { value, confidence: 0.9 } : readKeys(slot, value, scene);
}
