// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateAnalysisTemplateBody = {
  readonly name: string;
  /** Default: "". */
  readonly description?: string;
  /** As `analysis` of an agent. */
  readonly settings: {
    /** Default: true. */
    readonly summary?: boolean;
    /** What the summary should tell, in words. */
    readonly summary_prompt?: string;
    /** JSON Schema (an object) of the structured data to extract. */
    readonly schema?: Readonly<Record<string, unknown>>;
    /** How the data are to be taken from the call, in words. */
    readonly schema_prompt?: string;
    /** The call gets those that apply, any number. */
    readonly tags?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** The call gets exactly one of them. */
    readonly dispositions?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** What makes the call a success, in words. */
    readonly success?: string;
    /** Default: false. */
    readonly sentiment?: boolean;
    /** A call of fewer turns is not shown to the language model; 2 when absent. */
    readonly min_turns?: number;
  };
};

export type CreateAnalysisTemplateAnswer = {
  readonly id: string;
  readonly object: 'analysis_template';
  readonly name: string;
  readonly description: string;
  /** As `analysis` of an agent. */
  readonly settings: {
    /** Default: true. */
    readonly summary?: boolean;
    /** What the summary should tell, in words. */
    readonly summary_prompt?: string;
    /** JSON Schema (an object) of the structured data to extract. */
    readonly schema?: Readonly<Record<string, unknown>>;
    /** How the data are to be taken from the call, in words. */
    readonly schema_prompt?: string;
    /** The call gets those that apply, any number. */
    readonly tags?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** The call gets exactly one of them. */
    readonly dispositions?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** What makes the call a success, in words. */
    readonly success?: string;
    /** Default: false. */
    readonly sentiment?: boolean;
    /** A call of fewer turns is not shown to the language model; 2 when absent. */
    readonly min_turns?: number;
  };
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type ListAnalysisTemplatesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListAnalysisTemplatesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'analysis_template';
    readonly name: string;
    readonly description: string;
    /** As `analysis` of an agent. */
    readonly settings: {
      /** Default: true. */
      readonly summary?: boolean;
      /** What the summary should tell, in words. */
      readonly summary_prompt?: string;
      /** JSON Schema (an object) of the structured data to extract. */
      readonly schema?: Readonly<Record<string, unknown>>;
      /** How the data are to be taken from the call, in words. */
      readonly schema_prompt?: string;
      /** The call gets those that apply, any number. */
      readonly tags?: readonly {
        readonly name: string;
        readonly description?: string;
      }[];
      /** The call gets exactly one of them. */
      readonly dispositions?: readonly {
        readonly name: string;
        readonly description?: string;
      }[];
      /** What makes the call a success, in words. */
      readonly success?: string;
      /** Default: false. */
      readonly sentiment?: boolean;
      /** A call of fewer turns is not shown to the language model; 2 when absent. */
      readonly min_turns?: number;
    };
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
    /** This id as each dialect spells it. */
    readonly aliases: {
      readonly meetzy: string;
      readonly synthflow: string;
      readonly dial: string;
      readonly flireo: string;
    };
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetAnalysisTemplateAnswer = {
  readonly id: string;
  readonly object: 'analysis_template';
  readonly name: string;
  readonly description: string;
  /** As `analysis` of an agent. */
  readonly settings: {
    /** Default: true. */
    readonly summary?: boolean;
    /** What the summary should tell, in words. */
    readonly summary_prompt?: string;
    /** JSON Schema (an object) of the structured data to extract. */
    readonly schema?: Readonly<Record<string, unknown>>;
    /** How the data are to be taken from the call, in words. */
    readonly schema_prompt?: string;
    /** The call gets those that apply, any number. */
    readonly tags?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** The call gets exactly one of them. */
    readonly dispositions?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** What makes the call a success, in words. */
    readonly success?: string;
    /** Default: false. */
    readonly sentiment?: boolean;
    /** A call of fewer turns is not shown to the language model; 2 when absent. */
    readonly min_turns?: number;
  };
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type UpdateAnalysisTemplateBody = {
  readonly name?: string;
  readonly description?: string;
  /** Fields of `settings`; null takes one out. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

export type UpdateAnalysisTemplateAnswer = {
  readonly id: string;
  readonly object: 'analysis_template';
  readonly name: string;
  readonly description: string;
  /** As `analysis` of an agent. */
  readonly settings: {
    /** Default: true. */
    readonly summary?: boolean;
    /** What the summary should tell, in words. */
    readonly summary_prompt?: string;
    /** JSON Schema (an object) of the structured data to extract. */
    readonly schema?: Readonly<Record<string, unknown>>;
    /** How the data are to be taken from the call, in words. */
    readonly schema_prompt?: string;
    /** The call gets those that apply, any number. */
    readonly tags?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** The call gets exactly one of them. */
    readonly dispositions?: readonly {
      readonly name: string;
      readonly description?: string;
    }[];
    /** What makes the call a success, in words. */
    readonly success?: string;
    /** Default: false. */
    readonly sentiment?: boolean;
    /** A call of fewer turns is not shown to the language model; 2 when absent. */
    readonly min_turns?: number;
  };
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

/** Analysis. */
export class AnalysisApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Save analysis settings. Agents use them by `analysis.template_id`; a call keeps them as they were at its acceptance. */
  createTemplate(
    body: CreateAnalysisTemplateBody,
    options?: RequestOptions,
  ): Promise<CreateAnalysisTemplateAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/analysis-templates`, body, keyed: true },
      options,
    );
  }

  /** List analysis templates */
  listTemplates(
    query?: ListAnalysisTemplatesQuery,
    options?: RequestOptions,
  ): Promise<ListAnalysisTemplatesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/analysis-templates`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List analysis templates, one by one over all pages. */
  eachTemplates(
    query?: ListAnalysisTemplatesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'analysis_template';
      readonly name: string;
      readonly description: string;
      /** As `analysis` of an agent. */
      readonly settings: {
        /** Default: true. */
        readonly summary?: boolean;
        /** What the summary should tell, in words. */
        readonly summary_prompt?: string;
        /** JSON Schema (an object) of the structured data to extract. */
        readonly schema?: Readonly<Record<string, unknown>>;
        /** How the data are to be taken from the call, in words. */
        readonly schema_prompt?: string;
        /** The call gets those that apply, any number. */
        readonly tags?: readonly {
          readonly name: string;
          readonly description?: string;
        }[];
        /** The call gets exactly one of them. */
        readonly dispositions?: readonly {
          readonly name: string;
          readonly description?: string;
        }[];
        /** What makes the call a success, in words. */
        readonly success?: string;
        /** Default: false. */
        readonly sentiment?: boolean;
        /** A call of fewer turns is not shown to the language model; 2 when absent. */
        readonly min_turns?: number;
      };
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
      /** This id as each dialect spells it. */
      readonly aliases: {
        readonly meetzy: string;
        readonly synthflow: string;
        readonly dial: string;
        readonly flireo: string;
      };
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListAnalysisTemplatesQuery) => this.listTemplates(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read an analysis template */
  getTemplate(id: string, options?: RequestOptions): Promise<GetAnalysisTemplateAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/analysis-templates/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change an analysis template. A merge patch (RFC 7396). Accepted calls keep what they have. */
  updateTemplate(
    id: string,
    body: UpdateAnalysisTemplateBody,
    options?: RequestOptions,
  ): Promise<UpdateAnalysisTemplateAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/analysis-templates/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete an analysis template. Refused while the working copy or the production version of an agent uses it. */
  deleteTemplate(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/analysis-templates/${encodeURIComponent(id)}` },
      options,
    );
  }
}
