/** Sends what is due: woken by what calls tell, by the clock, and by what was delivered. */
import { ENDPOINT_DISABLED, reasonToDisable, type WebhookEndpoint } from '#domain';
import { DueLoop, spellNative, type Id, type Millis, type Timer } from '#kernel';
import type { WebhookOptions } from './options.ts';
import { renderAll, type RenderedDelivery } from './render.ts';
import { send, type SentDelivery } from './send.ts';
import { Settler } from './settler.ts';

const AT_ONCE = 100;
/** Of one endpoint: a slow one leaves room for the others. */
const PER_ENDPOINT = 20;
const IDLE_POLL_MS: Millis = 1_000;
/** A call's commits come in crowds; the first of one wakes for all. */
const NUDGE_MS: Millis = 20;
/** Longer than a try may take. */
const LEASE_MS: Millis = 60_000;
/** How often it is looked for what dead nodes had taken. */
const LOST_POLL_MS: Millis = 5_000;

export class WebhookSender {
  readonly #options: WebhookOptions;
  readonly #loop: DueLoop<RenderedDelivery>;
  readonly #settler: Settler;
  readonly #busy = new Map<Id, number>();
  #nudge: Timer | null = null;
  #lookedAt = -Infinity;
  #unsubscribe: () => void = () => {};

  constructor(options: WebhookOptions) {
    this.#options = options;
    const { store, clock, logger } = options;
    this.#settler = new Settler(store.webhooks, clock);
    this.#loop = new DueLoop({
      name: 'webhooks',
      ...{ clock, logger, atOnce: AT_ONCE, idlePollMs: IDLE_POLL_MS, readsAfterEach: true },
      claim: (room) => this.#claim(room),
      nextDueAt: () => store.webhooks.nextDueAt(),
      keyOf: ({ claimed: { delivery } }) => delivery.id,
      run: (rendered, signal) => this.#run(rendered, signal),
    });
  }

  start(): void {
    this.#unsubscribe = this.#options.store.onNotify((message) => {
      if (message.startsWith('events:') || message === 'webhooks') this.wake();
    });
    this.#loop.wake();
  }

  wake(): void {
    this.#nudge ??= this.#options.clock.after(NUDGE_MS, () => {
      this.#nudge = null;
      this.#loop.wake();
    });
  }

  /** What is being sent is broken off and due again. */
  async close(): Promise<void> {
    this.#unsubscribe();
    this.#nudge?.cancel();
    await this.#loop.stop();
  }

  async #claim(room: number): Promise<readonly RenderedDelivery[]> {
    const { store, clock, nodeId } = this.#options;
    const now = clock.now();
    if (now - this.#lookedAt >= LOST_POLL_MS) {
      this.#lookedAt = now;
      await store.webhooks.releaseLost(nodeId, now);
    }
    const without = [...this.#busy].flatMap(([id, count]) => (count >= PER_ENDPOINT ? [id] : []));
    const claimed = await store.webhooks.claimDue({
      ...{ nodeId, now, leaseMs: LEASE_MS, limit: room, perEndpoint: PER_ENDPOINT, without },
    });
    const rendered = await renderAll(claimed, this.#options);
    for (const { claimed: each } of rendered) this.#count(each.endpoint.id, 1);
    return rendered;
  }

  async #run({ claimed, body }: RenderedDelivery, signal: AbortSignal): Promise<void> {
    const { delivery, endpoint, claim } = claimed;
    try {
      if (body === null || !endpoint.active) {
        const { id, endpointId, callId, tries } = delivery;
        const state = body === null ? 'skipped' : 'dead';
        const at = this.#options.clock.now();
        await this.#settler.settle({ id, endpointId, callId, claim, state, tries, at, made: null });
        return;
      }
      const sent = await send(claimed, body, this.#options, signal);
      await this.#settler.settle(sent.settled);
      if (sent.settled.made) await this.#judge(endpoint, sent);
    } finally {
      this.#count(endpoint.id, -1);
    }
  }

  /** Written only where something changes: a healthy endpoint costs nothing. */
  async #judge(endpoint: WebhookEndpoint, { ok, status }: SentDelivery): Promise<void> {
    const { store, clock, logger } = this.#options;
    const now = clock.now();
    const isNews = ok ? endpoint.failingSince !== null : endpoint.failingSince === null;
    const failingSince = isNews
      ? await store.webhooks.noteHealth(endpoint.id, ok, now)
      : endpoint.failingSince;
    const reason = reasonToDisable({ failingSince }, { ok, status }, now);
    if (reason === null) return;
    const { id, organizationId, agentId, callId, url } = endpoint;
    const isOff = await store.transaction(async (tx) => {
      if (!(await tx.webhooks.disableEndpoint(organizationId, id, reason, now))) return false;
      const subject = spellNative('hook', id);
      if (callId === null)
        await tx.webhooks.emit({
          ...{ organizationId, type: ENDPOINT_DISABLED, at: now, callId: null, agentId, subject },
          data: { url, reason },
        });
      return true;
    });
    if (isOff) logger.warn('webhook-endpoint-disabled', { endpoint: id, reason });
  }

  #count(endpointId: Id, change: 1 | -1): void {
    const count = (this.#busy.get(endpointId) ?? 0) + change;
    if (count === 0) this.#busy.delete(endpointId);
    else this.#busy.set(endpointId, count);
  }
}
