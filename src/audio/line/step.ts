/** What the machines of a line say happened; the line itself adds when and in which order. */
import type { LineEvents } from '../line.ts';

type Bare<T> = Omit<T, 'seq' | 'at'>;

/** A line event without its number and position. */
export type LineEffect = {
  [K in keyof LineEvents]: { readonly type: K } & Bare<LineEvents[K]>;
}[keyof LineEvents];

/** A line event as it is numbered and sent. */
export type LineEvent = { [K in keyof LineEvents]: { readonly type: K } & LineEvents[K] }[keyof LineEvents];

/** What a step of a machine gives back. */
export interface Step<S> {
  readonly state: S;
  readonly effects: readonly LineEffect[];
}
