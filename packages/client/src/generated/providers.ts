// Written by tools/client.ts from openapi/openapi.json.
import { type Page } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Providers. */
export class ProvidersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** List providers. What each does by stage, and whether your organization may use it. */
  list(options?: RequestOptions): Promise<Page<Provider>> {
    return this.#transport.json({ method: 'GET', path: '/v1/providers' }, options);
  }

  /**
   * Bring a key of a provider. Calls accepted from now on may use the provider. The key is kept
   * encrypted and never shown again.
   * @throws ParleyError `provider-unknown`, `url-refused`, `provider-key-taken`
   */
  createKey(
    body: CreateProviderKeyBody,
    query?: CreateProviderKeyQuery,
    options?: RequestOptions,
  ): Promise<CreatedProviderKey> {
    return this.#transport.json(
      { method: 'POST', path: '/v1/provider-keys', query, body, keyed: true },
      options,
    );
  }

  /** List the keys of providers. */
  listKeys(options?: RequestOptions): Promise<Page<CreatedProviderKey>> {
    return this.#transport.json({ method: 'GET', path: '/v1/provider-keys' }, options);
  }

  /**
   * Change a key of a provider. Fields left out stay. The provider is asked again, also when nothing
   * changes.
   * @throws ParleyError `url-refused`, `provider-key-unknown`
   */
  updateKey(
    id: string,
    body: UpdateProviderKeyBody,
    query?: CreateProviderKeyQuery,
    options?: RequestOptions,
  ): Promise<CreatedProviderKey> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/provider-keys/${id}`, query, body },
      options,
    );
  }

  /**
   * Take a key of a provider back. Calls that run go on with it. Accepted ones that have not begun use
   * the server’s key, or end as `agent-misconfigured`.
   * @throws ParleyError `provider-key-unknown`
   */
  deleteKey(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/provider-keys/${id}` }, options);
  }
}

export interface Provider {
  readonly object: 'provider';
  readonly id: string;
  readonly title: string;
  /** Inside Parley, in the operator’s house, or with the vendor. */
  readonly place: 'embedded' | 'local' | 'vendor';
  readonly usable: boolean;
  /** Whose key opens it; your own goes before the server’s. */
  readonly key: 'organization' | 'environment' | 'not-needed' | 'missing';
  /** What opens it; null when it is usable. */
  readonly mend: string | null;
  readonly docs: string;
  readonly stages: ProviderStages;
}

export interface ProviderStages {
  readonly stt?: {
    /** Used when an agent names none. */
    readonly model: string;
    /** BCP 47; `*` is any. */
    readonly languages: readonly string[];
    readonly open_vocabulary: boolean;
  };
  readonly tts?: ProviderStagesTts;
  readonly llm?: {
    readonly model: string | null;
  };
  readonly realtime?: {
    /** Used when an agent names none. */
    readonly model: string;
    /** BCP 47; `*` is any. */
    readonly languages: readonly string[];
    readonly voices: readonly string[];
  };
}

export interface ProviderStagesTts {
  /** Used when an agent names none. */
  readonly model: string;
  /** BCP 47; `*` is any. */
  readonly languages: readonly string[];
  readonly voices: number;
  readonly own_voices: boolean;
}

export interface CreatedProviderKey {
  readonly id: string;
  readonly object: 'provider_key';
  readonly provider: string;
  readonly name: string;
  /** Its last 4 characters; the key itself is never shown. */
  readonly key_hint: string;
  readonly url: string | null;
  /** What the provider said when it was last asked. */
  readonly state: 'untested' | 'works' | 'refused' | 'unreachable';
  readonly tested_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface CreateProviderKeyBody {
  /** An id of GET /v1/providers. */
  readonly provider: string;
  readonly name?: string;
  /** Kept encrypted and never shown. Empty for servers that ask for none. */
  readonly key: string;
  /** Another address than the provider’s own: a region, a proxy, your own server. */
  readonly url?: string | null;
}

export interface CreateProviderKeyQuery {
  /** Ask the provider, by its cheapest request, whether it takes the key. Default: true. */
  readonly test?: boolean;
}

export interface UpdateProviderKeyBody {
  readonly name?: string;
  /** Kept encrypted and never shown. Empty for servers that ask for none. */
  readonly key?: string;
  /** Another address than the provider’s own: a region, a proxy, your own server. */
  readonly url?: string | null;
}
