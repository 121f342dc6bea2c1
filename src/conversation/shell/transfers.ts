/** Hands wishes for a transfer to whoever carries them out, and what becomes of them back as inputs. */
import type { ConversationOptions, TransferWish } from '../conversation.ts';
import type { Unplaced } from '../core/input.ts';

export class TransferDesk {
  readonly #transfers: ConversationOptions['transfers'];
  readonly #give: (input: Unplaced) => void;
  /** Told of as long as it is in here. */
  readonly #open = new Set<string>();

  constructor({ transfers }: Pick<ConversationOptions, 'transfers'>, give: (input: Unplaced) => void) {
    this.#transfers = transfers;
    this.#give = give;
  }

  start(act: TransferWish & { readonly type: 'transfer-start' }): void {
    const { type: _, ...wish } = act;
    const { run } = wish;
    if (!this.#transfers) {
      const detail = 'A transfer is not possible here.';
      return this.#give({ type: 'transfer-changed', run, state: 'failed', detail });
    }
    this.#open.add(run);
    this.#transfers.start(wish, ({ state, detail }) => {
      const over = state === 'failed' || state === 'left';
      const told = over ? this.#open.delete(run) : this.#open.has(run);
      if (told) this.#give({ type: 'transfer-changed', run, state, detail });
    });
  }

  join(run: string): void {
    if (this.#open.has(run)) this.#transfers?.join(run);
  }

  cancel(run: string): void {
    if (this.#open.delete(run)) this.#transfers?.cancel(run);
  }

  close(): void {
    for (const run of [...this.#open]) this.cancel(run);
  }
}
