/** An authority that only wants a moment gets it: the rate of a trunk is soon free again, while somebody waits. */
import type { Clock, Millis } from '#kernel';

const MOMENT_MS: Millis = 1_500;
const MOST_MOMENTS = 3;

/**
 * @param ask told whether it is the first time
 * @param until when it may be asked again; null: the answer stands
 * @param isOver nobody waits any more
 */
export async function askPatiently<T>(
  ask: (isFirst: boolean) => Promise<T>,
  until: (answer: T) => Millis | null,
  isOver: () => boolean,
  clock: Clock,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await ask(tries === 1);
    const at = until(answer);
    const wait = at === null ? Infinity : at - clock.now();
    if (tries >= MOST_MOMENTS || wait > MOMENT_MS || isOver()) return answer;
    await new Promise<void>((resolve) => clock.after(Math.max(wait, 1), resolve));
  }
}
