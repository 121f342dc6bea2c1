// Written by tools/client.ts from openapi/openapi.json.
import { type Page } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { AgentConfig } from './agent-config.ts';

/** Templates. */
export class TemplatesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** List templates. Agents to begin with; each runs by speech and by keypad, without a language model. */
  list(query?: ListTemplatesQuery, options?: RequestOptions): Promise<Page<Template>> {
    return this.#transport.json({ method: 'GET', path: '/v1/templates', query }, options);
  }

  /**
   * Read a template.
   * @throws ParleyError `template-unknown`
   */
  get(name: string, options?: RequestOptions): Promise<Template> {
    return this.#transport.json({ method: 'GET', path: path`/v1/templates/${name}` }, options);
  }
}

export interface Template {
  readonly name: string;
  readonly object: 'template';
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly description: string;
  /** What each call gives in `variables`. */
  readonly variables: readonly {
    readonly name: string;
    readonly description: string;
    readonly example: string;
  }[];
  /** A body of `POST /v1/agents`, as it is. */
  readonly agent: AgentConfig;
}

export interface ListTemplatesQuery {
  /** Those in this language. */
  readonly language?: string;
}
