/** Which payload types a session uses: a number keeps its meaning for as long as the session lasts (RFC 3264, 8.3.2). */
import type { CodecName } from '../contract.ts';
import { EVENT_TYPES, FORMATS } from './formats.ts';

/** Dynamic payload types (RFC 3551, 6). */
const DYNAMIC = { from: 96, to: 127 };

export class NumberBook {
  readonly #ours: readonly CodecName[];
  readonly #codecs = new Map<CodecName, number>();
  /** By clock rate. */
  readonly #events = new Map<number, number>();

  constructor(ours: readonly CodecName[]) {
    this.#ours = ours;
  }

  /** Numbers that the peer's offer brought; those that were given before stay what they are. */
  adopt(types: readonly (readonly [number, CodecName])[], events: ReadonlyMap<number, number>): void {
    for (const [type, name] of types) if (!this.#taken(type)) this.#codecs.set(name, type);
    for (const [rate, type] of events) if (!this.#taken(type)) this.#events.set(rate, type);
  }

  /** All our codecs as an offer lists them. */
  codecs(): (readonly [number, CodecName])[] {
    return this.#ours.map((name) => {
      const type = this.#codecs.get(name) ?? this.#free(FORMATS[name].payloadType);
      this.#codecs.set(name, type);
      return [type, name] as const;
    });
  }

  /** Keys at the clock of each codec (RFC 4733, 2.1), by clock rate. */
  events(): Map<number, number> {
    const events = new Map<number, number>();
    for (const rate of eventRates(this.#ours)) {
      const type = this.#events.get(rate) ?? this.#free(EVENT_TYPES[rate]);
      this.#events.set(rate, type);
      events.set(rate, type);
    }
    return events;
  }

  /** Of what the peer listed, the clocks that go with the codecs in common; keys at 8 kHz go with any. */
  commonEvents(
    types: readonly (readonly [number, CodecName])[],
    theirs: ReadonlyMap<number, number>,
  ): Map<number, number> {
    const rates = new Set<number>([8000, ...eventRates(types.map(([, name]) => name))]);
    return new Map([...theirs].filter(([rate]) => rates.has(rate)));
  }

  #taken(type: number): boolean {
    return [...this.#codecs.values(), ...this.#events.values()].includes(type);
  }

  #free(wanted: number): number {
    if (!this.#taken(wanted)) return wanted;
    for (let type = DYNAMIC.from; type <= DYNAMIC.to; type++) if (!this.#taken(type)) return type;
    return wanted;
  }
}

function eventRates(codecs: readonly CodecName[]): (8000 | 48_000)[] {
  return [...new Set(codecs.map((name) => FORMATS[name].clockRate))].sort((a, b) => a - b);
}
