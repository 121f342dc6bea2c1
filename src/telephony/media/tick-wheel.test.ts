import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock, Millis } from '#kernel';
import { TickWheel } from './tick-wheel.ts';

/** A thread that is busy reading packets: time passes, and no timer runs until it is told to. */
class BusyThread implements Clock {
  time: Millis = 0;
  #armed: (() => void)[] = [];

  now = (): Millis => this.time;
  monotonic = (): Millis => this.time;

  after(_delay: Millis, callback: () => void): { cancel(): void } {
    this.#armed.push(callback);
    return { cancel: () => void (this.#armed = this.#armed.filter((other) => other !== callback)) };
  }

  get timers(): number {
    return this.#armed.length;
  }

  runTimers(): void {
    for (const callback of this.#armed.splice(0)) callback();
  }
}

test('wheel: asked between packets it runs what is due, once, and keeps one timer', () => {
  const thread = new BusyThread();
  const wheel = new TickWheel(thread);
  const ticks: Millis[] = [];
  const ticker = (now: Millis): void => void ticks.push(now);
  wheel.catchUp();
  assert.equal(thread.timers, 0);
  wheel.add(ticker);
  for (; thread.time <= 45; thread.time++) for (let packet = 0; packet < 3; packet++) wheel.catchUp();
  assert.deepEqual(ticks, [0, 20, 40]);
  assert.equal(thread.timers, 1);
  thread.runTimers();
  assert.equal(thread.timers, 1);
  thread.time = 60;
  thread.runTimers();
  wheel.catchUp();
  assert.deepEqual(ticks, [0, 20, 40, 60]);
  wheel.remove(ticker);
  wheel.catchUp();
  assert.equal(thread.timers, 0);
});
