/** `recall`: after how many minutes a contact that did not answer is called again. Pure. */
import type { RetryRule } from '#domain';
import type { Fields } from '../../shared/fields.ts';

const MOST_TRIES = 50;
/** A year: further ahead nobody knows who answers. */
const LONGEST_MIN = 525_600;

/** As JSON text (`"[30,120]"`) or as a list; none: no further try. */
export function readRecall(fields: Fields): readonly number[] {
  const given = fields.raw['recall'];
  if (given === undefined || given === null || given === '') return [];
  const list = typeof given === 'string' ? parsed(given) : given;
  if (!Array.isArray(list) || list.length > MOST_TRIES || !list.every(isDelay)) {
    fields.fail(
      'recall',
      `Must be a list of at most ${MOST_TRIES} delays in minutes, 0 to ${LONGEST_MIN}: [30,120], or the same as text.`,
      'recall',
    );
    return [];
  }
  return list.map(Number);
}

/** Not answering is also a busy line and a mailbox. Delays count from the launch. */
export function retryOf(minutes: readonly number[]): RetryRule | null {
  if (minutes.length === 0) return null;
  return {
    delaysS: minutes.map((each) => Math.round(each * 60)),
    on: ['no_answer', 'busy', 'voicemail'],
    base: 'schedule',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isDelay(value: unknown): boolean {
  const minutes = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof minutes === 'number' && minutes >= 0 && minutes <= LONGEST_MIN;
}
