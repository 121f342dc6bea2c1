/** Keys that a line wants before anybody is there: an extension, a menu. */
import { keyGroups } from '#conversation';
import type { Clock, Millis } from '#kernel';
import type { MediaSession } from '#telephony';

const PAUSE_MS: Readonly<Record<string, Millis>> = { w: 500, ',': 2_000 };
/** The line takes so long for one key, sound and silence. */
const KEY_MS: Millis = 160;

/** `12w3`: sent group by group, each when its pauses are over; `done` when the last was heard. */
export function pressKeys(
  line: Pick<MediaSession, 'sendDigits'>,
  digits: string,
  clock: Clock,
  done: () => void,
): void {
  const [group, ...rest] = keyGroups(digits);
  if (group === undefined) return done();
  const pauses = /^[w,]*/.exec(group)![0];
  const keys = group.slice(pauses.length).toUpperCase();
  const pause = [...pauses].reduce((sum, sign) => sum + PAUSE_MS[sign]!, 0);
  clock.after(pause, () => {
    if (keys !== '') line.sendDigits(keys);
    clock.after(keys.length * KEY_MS, () => pressKeys(line, rest.join(''), clock, done));
  });
}
