// Written by tools/client.ts from openapi/openapi.json.
import { type RequestOptions, type Transport } from '../transport.ts';

/** Prices. */
export class PricesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Read the price table. What calls are priced by. The default holds list prices of the date it names. */
  get(options?: RequestOptions): Promise<Price> {
    return this.#transport.json({ method: 'GET', path: '/v1/prices' }, options);
  }

  /**
   * Replace the price table. Your organization’s own table, as a whole. Costs that were reckoned before
   * stay.
   */
  put(body: PutPricesBody, options?: RequestOptions): Promise<Price> {
    return this.#transport.json({ method: 'PUT', path: '/v1/prices', body }, options);
  }
}

export interface Price {
  readonly object: 'prices';
  /** Your own table, or the one that comes with this release. */
  readonly origin: 'organization' | 'default';
  /** ISO 4217. */
  readonly currency: string;
  /** When the prices were looked up. */
  readonly date: string;
  readonly entries: readonly PriceEntry[];
}

export interface PutPricesBody {
  /** ISO 4217. Default: "USD". */
  readonly currency?: string;
  /** When the prices were looked up. */
  readonly date: string;
  /** Null: the default table holds again. */
  readonly entries: readonly PriceEntry[] | null;
}

export interface PriceEntry {
  readonly stage: 'stt' | 'llm' | 'tts' | 'realtime' | 'turn' | 'embedding' | 'telephony';
  /** `*` is any; `nova-3*` any that begins so. The most exact entry counts. */
  readonly provider: string;
  /** `*` is any; `nova-3*` any that begins so. The most exact entry counts. */
  readonly model: string;
  /** What models count. */
  readonly unit:
    'seconds' | 'characters' | 'input-tokens' | 'cached-input-tokens' | 'output-tokens' | 'requests';
  /** In the table’s currency. */
  readonly amount: number;
  /** So many units. */
  readonly per: number;
}
