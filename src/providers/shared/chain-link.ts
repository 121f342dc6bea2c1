/** Where a chain stands: the link in use, and the way on when it fails. One a call and stage. */
import type { Logger } from '#kernel';
import type { ModelError, ModelStage, ModelSwitch } from '#models';
import type { Breaker } from './chain-breakers.ts';

export interface ChainLink<Model> {
  readonly model: Model;
  readonly breaker: Breaker;
}

export interface ChainOptions {
  /** Told of each change of link, and (with `to: null`) of the failure of the last one. */
  onSwitch(change: ModelSwitch): void;
  readonly logger: Logger;
}

interface Named {
  readonly provider: string;
  readonly modelId: string;
}

/**
 * A call stays with the link it went on to: a voice that comes and goes is worse than the second-best voice. When the
 * last has failed the next request begins with the first again.
 */
export class ChainPosition<Link extends ChainLink<Named>> {
  readonly #stage: ModelStage;
  readonly #links: readonly Link[];
  readonly #options: ChainOptions;
  #current = 0;

  constructor(stage: ModelStage, links: readonly Link[], options: ChainOptions) {
    if (links.length === 0) throw new RangeError('a chain needs a link');
    this.#stage = stage;
    this.#links = links;
    this.#options = options;
  }

  get first(): Link {
    return this.#links[0]!;
  }

  /** The one in use. */
  get current(): Link {
    return this.#links[this.#current]!;
  }

  /** The link that a new request goes to; one whose breaker is open is passed over while there is another. */
  begin(): Link {
    for (let at = this.#current; at < this.#links.length - 1; at++) {
      const link = this.#links[at]!;
      if (link.breaker.allows()) return link;
      this.#goOn(at, 'circuit-open', `${link.model.provider} failed several times just now.`);
    }
    const last = this.#links[this.#links.length - 1]!;
    // Nothing stands behind it: a small chance is better than none.
    last.breaker.allows();
    return last;
  }

  succeeded(link: Link): void {
    link.breaker.succeeded();
  }

  /** @returns the link to try next; null when that was the last, or when somebody gave up by himself. */
  failed(link: Link, error: ModelError): Link | null {
    if (error.fault === 'aborted') return null;
    link.breaker.failed(error);
    const at = this.#links.indexOf(link);
    this.#goOn(at, error.fault, error.message, error);
    return at + 1 < this.#links.length ? this.begin() : null;
  }

  #goOn(at: number, fault: string, detail: string, error?: ModelError): void {
    const next = this.#links[at + 1];
    // Of several requests that fail on the same link the first one moves the call.
    if (next && this.#current > at) return;
    this.#current = next ? at + 1 : 0;
    const change: ModelSwitch = {
      stage: this.#stage,
      from: nameOf(this.#links[at]!.model),
      to: next ? nameOf(next.model) : null,
      fault,
      detail,
      ...(error?.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
      ...(error?.requestId === undefined ? {} : { requestId: error.requestId }),
    };
    this.#options.logger.warn('model-switched', { ...change });
    this.#options.onSwitch(change);
  }
}

function nameOf({ provider, modelId }: Named): string {
  return `${provider}/${modelId}`;
}
