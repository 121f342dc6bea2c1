// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Aliases, CallSettings } from './shared.ts';

/** Analysis. */
export class AnalysisApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Save analysis settings. Agents use them by `analysis.template_id`; a call keeps them as they were at
   * its acceptance.
   */
  createTemplate(body: CreateAnalysisTemplateBody, options?: RequestOptions): Promise<AnalysisTemplate> {
    return this.#transport.json(
      { method: 'POST', path: '/v1/analysis-templates', body, keyed: true },
      options,
    );
  }

  /** List analysis templates. */
  listTemplates(query?: PageQuery, options?: RequestOptions): Promise<Page<AnalysisTemplate>> {
    return this.#transport.json({ method: 'GET', path: '/v1/analysis-templates', query }, options);
  }

  /** List analysis templates, one by one over all pages. */
  eachTemplates(
    query: PageQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<AnalysisTemplate, void, void> {
    return eachRow((asked: PageQuery) => this.listTemplates(asked, options), query, 'cursor');
  }

  /**
   * Read an analysis template.
   * @throws ParleyError `analysis-template-unknown`
   */
  getTemplate(id: string, options?: RequestOptions): Promise<AnalysisTemplate> {
    return this.#transport.json({ method: 'GET', path: path`/v1/analysis-templates/${id}` }, options);
  }

  /**
   * Change an analysis template. A merge patch (RFC 7396). Accepted calls keep what they have.
   * @throws ParleyError `analysis-template-unknown`
   */
  updateTemplate(
    id: string,
    body: UpdateAnalysisTemplateBody,
    options?: RequestOptions,
  ): Promise<AnalysisTemplate> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/analysis-templates/${id}`, body }, options);
  }

  /**
   * Delete an analysis template. Refused while the working copy or the production version of an agent
   * uses it.
   * @throws ParleyError `analysis-template-unknown`, `analysis-template-in-use`
   */
  deleteTemplate(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/analysis-templates/${id}` }, options);
  }
}

export interface AnalysisTemplate {
  readonly id: string;
  readonly object: 'analysis_template';
  readonly name: string;
  readonly description: string;
  /** As `analysis` of an agent. */
  readonly settings: CallSettings;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface CreateAnalysisTemplateBody {
  readonly name: string;
  /** Default: "". */
  readonly description?: string;
  /** As `analysis` of an agent. */
  readonly settings: CallSettings;
}

export interface UpdateAnalysisTemplateBody {
  readonly name?: string;
  readonly description?: string;
  /** Fields of `settings`; null takes one out. */
  readonly settings?: Readonly<Record<string, unknown>>;
}
