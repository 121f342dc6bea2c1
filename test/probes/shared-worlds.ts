/**
 * Worlds that the probes of a process share: to start a Parley costs more than most of what is asked of it. One is closed
 * when nobody has taken it up again for a moment; a file that runs alone waits for that moment at its end.
 */
import { openParleyWorld } from './parley-world.ts';
import { openMemoryWorld } from './world.ts';

const LEFT_ALONE_MS = 500;

interface Shared<T> {
  open(): Promise<T>;
  /** Once for each `open`. */
  leave(): void;
}

/** For what changes an organization in every way there is. */
export const usedWorld = shared(openParleyWorld);
/** For what needs it as a customer would leave it. */
export const quietWorld = shared(openParleyWorld);
export const memoryWorld = shared(openMemoryWorld);

function shared<T extends { close(): Promise<void> }>(make: () => Promise<T>): Shared<T> {
  let [world, users]: [Promise<T> | null, number] = [null, 0];
  return {
    open() {
      users++;
      return (world ??= make());
    },
    leave() {
      users--;
      setTimeout(async () => {
        const left = world;
        if (users > 0 || left === null) return;
        world = null;
        await (await left).close();
      }, LEFT_ALONE_MS);
    },
  };
}
