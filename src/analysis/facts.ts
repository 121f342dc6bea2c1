/** What a playbook filled in and where it went, gathered from a call's log. */
import type { CallEvent } from '#domain';

const SLOT = 'slot-filled';
const VARIABLE = 'variable-set';
const NODE = 'node-entered';
const STOP = 'stop-requested';

export class CallFacts {
  readonly #values = new Map<string, unknown>();
  readonly #slots = new Set<string>();
  readonly #nodes = new Set<string>();
  #asksToStop = false;

  static of(events: readonly Pick<CallEvent, 'type' | 'data'>[]): CallFacts {
    const facts = new CallFacts();
    for (const { type, data } of events) facts.note(type, data);
    return facts;
  }

  /** Takes in any event; what comes later counts. */
  note(type: string, data: Readonly<Record<string, unknown>>): void {
    if (type === SLOT) {
      this.#slots.add(String(data['slot']));
      this.#values.set(String(data['slot']), data['value']);
    } else if (type === VARIABLE) this.#values.set(String(data['name']), data['value']);
    else if (type === NODE) this.#nodes.add(String(data['node']));
    else if (type === STOP) this.#asksToStop = true;
  }

  /** Slots and variables by name, in the order in which they were first filled. */
  get values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#values);
  }

  /** The callee asked not to be called any more. */
  get asksToStop(): boolean {
    return this.#asksToStop;
  }

  hasSlot(name: string): boolean {
    return this.#slots.has(name);
  }

  entered(node: string): boolean {
    return this.#nodes.has(node);
  }
}
