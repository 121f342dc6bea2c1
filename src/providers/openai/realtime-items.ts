/** The items that a realtime model makes: which are open, how much audio each has, which calls were told. Pure. */
import { LINE_RATE, type Samples } from '#audio';
import type { RealtimeEvent } from '#models';
import { textOf } from '../shared/json-value.ts';

/** Items whose audio may still be truncated; older ones were heard long ago. */
const MOST_ITEMS = 32;

export class RealtimeItems {
  readonly #open = new Set<string>();
  readonly #samples = new Map<string, Samples>();
  /** Names of functions whose arguments come without one, by item. */
  readonly #names = new Map<string, string>();
  readonly #told = new Set<string>();

  /** `response.output_item.added`. */
  add(item: Record<string, unknown>): void {
    const [id, name] = [textOf(item['id']), textOf(item['name'])];
    if (item['type'] === 'function_call') this.#names.set(id, name);
    else if (item['type'] === 'message') this.open(id);
  }

  /** Opens it once; one that was finished stays so. */
  open(item: string): void {
    if (this.#samples.has(item)) return;
    this.#open.add(item);
    this.#samples.set(item, 0);
    if (this.#samples.size > MOST_ITEMS) this.#samples.delete(this.#samples.keys().next().value!);
  }

  hold(item: string, samples: Samples): void {
    this.#samples.set(item, (this.#samples.get(item) ?? 0) + samples);
  }

  /** Audio that was received of it, ms; `null` for an item that is not known. */
  heldMs(item: string): number | null {
    const samples = this.#samples.get(item);
    return samples === undefined ? null : (samples * 1000) / LINE_RATE;
  }

  finish(item: string): RealtimeEvent[] {
    return this.#open.delete(item) ? [{ type: 'item-finished', item }] : [];
  }

  finishAll(): RealtimeEvent[] {
    return [...this.#open].flatMap((item) => this.finish(item));
  }

  /** A whole function call, told once though two events hold it; the one without a name waits for the other. */
  call(id: string, item: string, event: Record<string, unknown>): RealtimeEvent[] {
    const name = textOf(event['name']) || (this.#names.get(item) ?? '');
    if (id === '' || name === '' || this.#told.has(id)) return [];
    this.#told.add(id);
    this.#names.delete(item);
    return [{ type: 'tool-call', call: { id, name, arguments: textOf(event['arguments']) || '{}' } }];
  }
}
