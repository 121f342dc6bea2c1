/** What a realtime model says, item by item: kept until it is played, measured when it is complete. */
import type { AudioLine, Pcm } from '#audio';
import type { Unplaced } from '../core/input.ts';
import { soundOf } from './sound.ts';

interface Item {
  readonly chunks: Pcm[];
  /** Words that are not told yet. */
  text: string;
  /** Where it is played; `null`: not yet. */
  utterance: string | null;
  ended: boolean;
}

export class RealtimeItems {
  readonly #line: AudioLine;
  readonly #give: (input: Unplaced) => void;
  readonly #items = new Map<string, Item>();
  readonly #dropped = new Set<string>();

  constructor(line: AudioLine, give: (input: Unplaced) => void) {
    this.#line = line;
    this.#give = give;
  }

  audio(id: string, pcm: Pcm): void {
    const item = this.#item(id);
    if (!item || pcm.length === 0) return;
    item.chunks.push(pcm);
    if (item.utterance !== null)
      this.#line.play({ utteranceId: item.utterance, pcm: pcm.slice(), last: false });
    if (item.chunks.length > 1) return;
    this.#give({ type: 'item-started', item: id });
    this.#tell(id, item);
  }

  text(id: string, text: string): void {
    const item = this.#item(id);
    if (item) item.text += text;
  }

  finished(id: string): void {
    const item = this.#items.get(id);
    if (!item || item.ended || item.chunks.length === 0) return;
    this.#tell(id, item);
    item.ended = true;
    const samples = item.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    this.#give({ type: 'item-finished', item: id, samples, ...soundOf(item.chunks, samples) });
  }

  /** The session is gone: what came of each is all there is. */
  end(): void {
    for (const id of this.#items.keys()) this.finished(id);
  }

  /** Tells the words that have come since. */
  flush(): void {
    for (const [id, item] of this.#items) if (item.chunks.length > 0) this.#tell(id, item);
  }

  /** What is there goes to the line now, the rest as it comes. */
  play(utteranceId: string, id: string): void {
    const item = this.#items.get(id);
    if (!item || item.utterance !== null) return;
    item.utterance = utteranceId;
    for (const pcm of item.chunks) this.#line.play({ utteranceId, pcm: pcm.slice(), last: false });
  }

  /** Nothing of it is wanted any more. */
  drop(id: string): void {
    if (this.#items.delete(id)) this.#dropped.add(id);
  }

  clear(): void {
    this.#items.clear();
    this.#dropped.clear();
  }

  #tell(id: string, item: Item): void {
    const { text } = item;
    if (text === '') return;
    item.text = '';
    this.#give({ type: 'item-text', item: id, text });
  }

  #item(id: string): Item | null {
    if (this.#dropped.has(id)) return null;
    const known = this.#items.get(id);
    if (known) return known;
    const item: Item = { chunks: [], text: '', utterance: null, ended: false };
    this.#items.set(id, item);
    return item;
  }
}
