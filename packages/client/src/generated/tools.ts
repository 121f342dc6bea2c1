// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { Agent } from './schemas.ts';

export type CreateToolBody = {
  /** For people; what a model calls the tool stands in `config`. */
  readonly title?: string;
  /** A tool of any type that an agent may hold: see `tools` of an agent. */
  readonly config: unknown;
};

export type CreateToolAnswer = {
  readonly id: string;
  readonly object: 'tool';
  readonly title: string;
  readonly config:
    | {
        readonly type: 'http';
        /** How a flow node or the model calls it. */
        readonly name: string;
        /** Tells the model when to use it. */
        readonly description: string;
        /** Default: "POST". */
        readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
        /** May hold {{variables}}; values are URL-encoded. */
        readonly url: string;
        readonly headers?: Readonly<Record<string, string>>;
        readonly auth?:
          | {
              readonly type: 'bearer';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly token: string;
            }
          | {
              readonly type: 'basic';
              readonly username: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly password: string;
            }
          | {
              readonly type: 'header';
              readonly name: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly value: string;
            }
          | {
              readonly type: 'hmac';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly secret: string;
              /** Default: "X-Signature". */
              readonly header?: string;
              /** Before the digits, e.g. `sha256=`. */
              readonly prefix?: string;
              readonly timestamp_header?: string;
            };
        /** JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name, .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments. */
        readonly body?: unknown;
        /** JSON Schema of the arguments; what does not fit it is refused before a request leaves. */
        readonly parameters?: Readonly<Record<string, unknown>>;
        /** What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results": [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure. */
        readonly answer?: 'body' | 'results';
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
        /** The conversation goes on; the model learns the result when it comes. */
        readonly asynchronous?: boolean;
        /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
        readonly when?: 'before' | 'during' | 'after';
        /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
        readonly condition?: string;
        /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
        readonly arguments?: Readonly<Record<string, unknown>>;
        /** `before`: members of its result that become {{variables}}; absent: all of them. {{name_of_the_tool.member}} works always. */
        readonly fills?: readonly string[];
      }
    | {
        readonly type: 'mcp';
        /** What its functions are called begins with it. */
        readonly name: string;
        /** Streamable HTTP endpoint. */
        readonly url: string;
        readonly auth?:
          | {
              readonly type: 'bearer';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly token: string;
            }
          | {
              readonly type: 'basic';
              readonly username: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly password: string;
            }
          | {
              readonly type: 'header';
              readonly name: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly value: string;
            };
        /** Names of the tools to offer; absent: all. */
        readonly only?: readonly string[];
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
      }
    | {
        readonly type: 'end_call';
        /** Tells the model when to use it. */
        readonly description?: string;
        /** The model names one of them; it stands in the call's end reason as `stated`. */
        readonly reasons?: readonly {
          readonly reason: string;
          /** `static`: `text` is said. `prompt`: the model words it by `text`. `none`: nothing. Default: "none". */
          readonly closing?: 'static' | 'prompt' | 'none';
          /** May hold {{variables}}. */
          readonly text?: string;
        }[];
      }
    | {
        readonly type: 'transfer';
        /** How a flow node or the model calls it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        /** E.164 or SIP URI; may be a {{variable}}. */
        readonly to?: string;
        /** In place of `to`: the model chooses one of them by its condition. */
        readonly destinations?: readonly {
          readonly name: string;
          /** E.164 or SIP URI. */
          readonly to: string;
          /** When to transfer there. Default: "". */
          readonly condition?: string;
        }[];
        /** In place of `to`: the entries of a phone book, as they are when the call is accepted. */
        readonly phone_book_id?: string;
        /** Default: "blind". */
        readonly mode?: 'blind' | 'attended';
        /** May hold {{variables}}. */
        readonly announcement?: string;
        /** Attended: said to whoever answers, before the callee is connected. */
        readonly briefing?: string;
        /** Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default: false. */
        readonly confirm?: boolean;
        /** Default: 30. */
        readonly ring_timeout_s?: number;
        /** May hold {{variables}}. */
        readonly failed?: string;
      }
    | {
        readonly type: 'send_dtmf';
        /** Tells the model when to use it. */
        readonly description?: string;
      }
    | {
        readonly type: 'leave_voicemail';
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly message: string;
      }
    | {
        readonly type: 'set_variable';
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly names: readonly string[];
      }
    | {
        readonly type: 'schedule_callback';
        /** Tells the model when to use it. */
        readonly description?: string;
        /** Default: 14. */
        readonly max_days?: number;
      }
    | {
        readonly type: 'book_appointment';
        /** What its functions are called begins with it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly provider: 'cal_com' | 'gohighlevel';
        /** Encrypted at rest; reads give `***`, which keeps what was stored. */
        readonly key: string;
        /** Event type id, or calendar id. */
        readonly calendar: string;
        /** GoHighLevel: the location id. */
        readonly location?: string;
        /** Another base than the provider's own. */
        readonly url?: string;
        /** How far ahead is offered. Default: 14. */
        readonly days?: number;
        /** Default: 2. */
        readonly notice_hours?: number;
        /** Offered at a time. Default: 6. */
        readonly max_slots?: number;
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
      }
    | {
        readonly type: 'send_sms';
        /** How a flow node or the model calls it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        /** Account SID. */
        readonly account: string;
        /** Encrypted at rest; reads give `***`, which keeps what was stored. */
        readonly token: string;
        readonly from: string;
        /** Absent: the model writes it. May hold {{variables}}. */
        readonly text?: string;
        /** Another base than the provider's own. */
        readonly url?: string;
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
        /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
        readonly when?: 'before' | 'during' | 'after';
        /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
        readonly condition?: string;
        /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
        readonly arguments?: Readonly<Record<string, unknown>>;
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

export type ListToolsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  readonly type?:
    | 'http'
    | 'mcp'
    | 'end_call'
    | 'transfer'
    | 'send_dtmf'
    | 'leave_voicemail'
    | 'set_variable'
    | 'schedule_callback'
    | 'book_appointment'
    | 'send_sms';
  /** Part of the title. */
  readonly search?: string;
};

export type ListToolsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'tool';
    readonly title: string;
    readonly config:
      | {
          readonly type: 'http';
          /** How a flow node or the model calls it. */
          readonly name: string;
          /** Tells the model when to use it. */
          readonly description: string;
          /** Default: "POST". */
          readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
          /** May hold {{variables}}; values are URL-encoded. */
          readonly url: string;
          readonly headers?: Readonly<Record<string, string>>;
          readonly auth?:
            | {
                readonly type: 'bearer';
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly token: string;
              }
            | {
                readonly type: 'basic';
                readonly username: string;
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly password: string;
              }
            | {
                readonly type: 'header';
                readonly name: string;
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly value: string;
              }
            | {
                readonly type: 'hmac';
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly secret: string;
                /** Default: "X-Signature". */
                readonly header?: string;
                /** Before the digits, e.g. `sha256=`. */
                readonly prefix?: string;
                readonly timestamp_header?: string;
              };
          /** JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name, .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments. */
          readonly body?: unknown;
          /** JSON Schema of the arguments; what does not fit it is refused before a request leaves. */
          readonly parameters?: Readonly<Record<string, unknown>>;
          /** What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results": [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure. */
          readonly answer?: 'body' | 'results';
          /** Default: 8000. */
          readonly timeout_ms?: number;
          readonly speech?: {
            /** May hold {{variables}}. */
            readonly before?: string;
            /** Said one after another while it lasts. */
            readonly during?: readonly string[];
            /** Default: 2500. */
            readonly during_after_ms?: number;
            /** May hold {{variables}}. */
            readonly error?: string;
          };
          /** The conversation goes on; the model learns the result when it comes. */
          readonly asynchronous?: boolean;
          /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
          readonly when?: 'before' | 'during' | 'after';
          /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
          readonly condition?: string;
          /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
          readonly arguments?: Readonly<Record<string, unknown>>;
          /** `before`: members of its result that become {{variables}}; absent: all of them. {{name_of_the_tool.member}} works always. */
          readonly fills?: readonly string[];
        }
      | {
          readonly type: 'mcp';
          /** What its functions are called begins with it. */
          readonly name: string;
          /** Streamable HTTP endpoint. */
          readonly url: string;
          readonly auth?:
            | {
                readonly type: 'bearer';
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly token: string;
              }
            | {
                readonly type: 'basic';
                readonly username: string;
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly password: string;
              }
            | {
                readonly type: 'header';
                readonly name: string;
                /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                readonly value: string;
              };
          /** Names of the tools to offer; absent: all. */
          readonly only?: readonly string[];
          /** Default: 8000. */
          readonly timeout_ms?: number;
          readonly speech?: {
            /** May hold {{variables}}. */
            readonly before?: string;
            /** Said one after another while it lasts. */
            readonly during?: readonly string[];
            /** Default: 2500. */
            readonly during_after_ms?: number;
            /** May hold {{variables}}. */
            readonly error?: string;
          };
        }
      | {
          readonly type: 'end_call';
          /** Tells the model when to use it. */
          readonly description?: string;
          /** The model names one of them; it stands in the call's end reason as `stated`. */
          readonly reasons?: readonly {
            readonly reason: string;
            /** `static`: `text` is said. `prompt`: the model words it by `text`. `none`: nothing. Default: "none". */
            readonly closing?: 'static' | 'prompt' | 'none';
            /** May hold {{variables}}. */
            readonly text?: string;
          }[];
        }
      | {
          readonly type: 'transfer';
          /** How a flow node or the model calls it. */
          readonly name?: string;
          /** Tells the model when to use it. */
          readonly description?: string;
          /** E.164 or SIP URI; may be a {{variable}}. */
          readonly to?: string;
          /** In place of `to`: the model chooses one of them by its condition. */
          readonly destinations?: readonly {
            readonly name: string;
            /** E.164 or SIP URI. */
            readonly to: string;
            /** When to transfer there. Default: "". */
            readonly condition?: string;
          }[];
          /** In place of `to`: the entries of a phone book, as they are when the call is accepted. */
          readonly phone_book_id?: string;
          /** Default: "blind". */
          readonly mode?: 'blind' | 'attended';
          /** May hold {{variables}}. */
          readonly announcement?: string;
          /** Attended: said to whoever answers, before the callee is connected. */
          readonly briefing?: string;
          /** Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default: false. */
          readonly confirm?: boolean;
          /** Default: 30. */
          readonly ring_timeout_s?: number;
          /** May hold {{variables}}. */
          readonly failed?: string;
        }
      | {
          readonly type: 'send_dtmf';
          /** Tells the model when to use it. */
          readonly description?: string;
        }
      | {
          readonly type: 'leave_voicemail';
          /** Tells the model when to use it. */
          readonly description?: string;
          readonly message: string;
        }
      | {
          readonly type: 'set_variable';
          /** Tells the model when to use it. */
          readonly description?: string;
          readonly names: readonly string[];
        }
      | {
          readonly type: 'schedule_callback';
          /** Tells the model when to use it. */
          readonly description?: string;
          /** Default: 14. */
          readonly max_days?: number;
        }
      | {
          readonly type: 'book_appointment';
          /** What its functions are called begins with it. */
          readonly name?: string;
          /** Tells the model when to use it. */
          readonly description?: string;
          readonly provider: 'cal_com' | 'gohighlevel';
          /** Encrypted at rest; reads give `***`, which keeps what was stored. */
          readonly key: string;
          /** Event type id, or calendar id. */
          readonly calendar: string;
          /** GoHighLevel: the location id. */
          readonly location?: string;
          /** Another base than the provider's own. */
          readonly url?: string;
          /** How far ahead is offered. Default: 14. */
          readonly days?: number;
          /** Default: 2. */
          readonly notice_hours?: number;
          /** Offered at a time. Default: 6. */
          readonly max_slots?: number;
          /** Default: 8000. */
          readonly timeout_ms?: number;
          readonly speech?: {
            /** May hold {{variables}}. */
            readonly before?: string;
            /** Said one after another while it lasts. */
            readonly during?: readonly string[];
            /** Default: 2500. */
            readonly during_after_ms?: number;
            /** May hold {{variables}}. */
            readonly error?: string;
          };
        }
      | {
          readonly type: 'send_sms';
          /** How a flow node or the model calls it. */
          readonly name?: string;
          /** Tells the model when to use it. */
          readonly description?: string;
          /** Account SID. */
          readonly account: string;
          /** Encrypted at rest; reads give `***`, which keeps what was stored. */
          readonly token: string;
          readonly from: string;
          /** Absent: the model writes it. May hold {{variables}}. */
          readonly text?: string;
          /** Another base than the provider's own. */
          readonly url?: string;
          /** Default: 8000. */
          readonly timeout_ms?: number;
          readonly speech?: {
            /** May hold {{variables}}. */
            readonly before?: string;
            /** Said one after another while it lasts. */
            readonly during?: readonly string[];
            /** Default: 2500. */
            readonly during_after_ms?: number;
            /** May hold {{variables}}. */
            readonly error?: string;
          };
          /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
          readonly when?: 'before' | 'during' | 'after';
          /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
          readonly condition?: string;
          /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
          readonly arguments?: Readonly<Record<string, unknown>>;
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

export type GetToolAnswer = {
  readonly id: string;
  readonly object: 'tool';
  readonly title: string;
  readonly config:
    | {
        readonly type: 'http';
        /** How a flow node or the model calls it. */
        readonly name: string;
        /** Tells the model when to use it. */
        readonly description: string;
        /** Default: "POST". */
        readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
        /** May hold {{variables}}; values are URL-encoded. */
        readonly url: string;
        readonly headers?: Readonly<Record<string, string>>;
        readonly auth?:
          | {
              readonly type: 'bearer';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly token: string;
            }
          | {
              readonly type: 'basic';
              readonly username: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly password: string;
            }
          | {
              readonly type: 'header';
              readonly name: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly value: string;
            }
          | {
              readonly type: 'hmac';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly secret: string;
              /** Default: "X-Signature". */
              readonly header?: string;
              /** Before the digits, e.g. `sha256=`. */
              readonly prefix?: string;
              readonly timestamp_header?: string;
            };
        /** JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name, .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments. */
        readonly body?: unknown;
        /** JSON Schema of the arguments; what does not fit it is refused before a request leaves. */
        readonly parameters?: Readonly<Record<string, unknown>>;
        /** What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results": [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure. */
        readonly answer?: 'body' | 'results';
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
        /** The conversation goes on; the model learns the result when it comes. */
        readonly asynchronous?: boolean;
        /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
        readonly when?: 'before' | 'during' | 'after';
        /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
        readonly condition?: string;
        /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
        readonly arguments?: Readonly<Record<string, unknown>>;
        /** `before`: members of its result that become {{variables}}; absent: all of them. {{name_of_the_tool.member}} works always. */
        readonly fills?: readonly string[];
      }
    | {
        readonly type: 'mcp';
        /** What its functions are called begins with it. */
        readonly name: string;
        /** Streamable HTTP endpoint. */
        readonly url: string;
        readonly auth?:
          | {
              readonly type: 'bearer';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly token: string;
            }
          | {
              readonly type: 'basic';
              readonly username: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly password: string;
            }
          | {
              readonly type: 'header';
              readonly name: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly value: string;
            };
        /** Names of the tools to offer; absent: all. */
        readonly only?: readonly string[];
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
      }
    | {
        readonly type: 'end_call';
        /** Tells the model when to use it. */
        readonly description?: string;
        /** The model names one of them; it stands in the call's end reason as `stated`. */
        readonly reasons?: readonly {
          readonly reason: string;
          /** `static`: `text` is said. `prompt`: the model words it by `text`. `none`: nothing. Default: "none". */
          readonly closing?: 'static' | 'prompt' | 'none';
          /** May hold {{variables}}. */
          readonly text?: string;
        }[];
      }
    | {
        readonly type: 'transfer';
        /** How a flow node or the model calls it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        /** E.164 or SIP URI; may be a {{variable}}. */
        readonly to?: string;
        /** In place of `to`: the model chooses one of them by its condition. */
        readonly destinations?: readonly {
          readonly name: string;
          /** E.164 or SIP URI. */
          readonly to: string;
          /** When to transfer there. Default: "". */
          readonly condition?: string;
        }[];
        /** In place of `to`: the entries of a phone book, as they are when the call is accepted. */
        readonly phone_book_id?: string;
        /** Default: "blind". */
        readonly mode?: 'blind' | 'attended';
        /** May hold {{variables}}. */
        readonly announcement?: string;
        /** Attended: said to whoever answers, before the callee is connected. */
        readonly briefing?: string;
        /** Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default: false. */
        readonly confirm?: boolean;
        /** Default: 30. */
        readonly ring_timeout_s?: number;
        /** May hold {{variables}}. */
        readonly failed?: string;
      }
    | {
        readonly type: 'send_dtmf';
        /** Tells the model when to use it. */
        readonly description?: string;
      }
    | {
        readonly type: 'leave_voicemail';
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly message: string;
      }
    | {
        readonly type: 'set_variable';
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly names: readonly string[];
      }
    | {
        readonly type: 'schedule_callback';
        /** Tells the model when to use it. */
        readonly description?: string;
        /** Default: 14. */
        readonly max_days?: number;
      }
    | {
        readonly type: 'book_appointment';
        /** What its functions are called begins with it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly provider: 'cal_com' | 'gohighlevel';
        /** Encrypted at rest; reads give `***`, which keeps what was stored. */
        readonly key: string;
        /** Event type id, or calendar id. */
        readonly calendar: string;
        /** GoHighLevel: the location id. */
        readonly location?: string;
        /** Another base than the provider's own. */
        readonly url?: string;
        /** How far ahead is offered. Default: 14. */
        readonly days?: number;
        /** Default: 2. */
        readonly notice_hours?: number;
        /** Offered at a time. Default: 6. */
        readonly max_slots?: number;
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
      }
    | {
        readonly type: 'send_sms';
        /** How a flow node or the model calls it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        /** Account SID. */
        readonly account: string;
        /** Encrypted at rest; reads give `***`, which keeps what was stored. */
        readonly token: string;
        readonly from: string;
        /** Absent: the model writes it. May hold {{variables}}. */
        readonly text?: string;
        /** Another base than the provider's own. */
        readonly url?: string;
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
        /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
        readonly when?: 'before' | 'during' | 'after';
        /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
        readonly condition?: string;
        /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
        readonly arguments?: Readonly<Record<string, unknown>>;
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

export type UpdateToolBody = {
  /** For people; what a model calls the tool stands in `config`. */
  readonly title?: string;
  /** A tool of any type that an agent may hold: see `tools` of an agent. */
  readonly config?: unknown;
};

export type UpdateToolAnswer = {
  readonly id: string;
  readonly object: 'tool';
  readonly title: string;
  readonly config:
    | {
        readonly type: 'http';
        /** How a flow node or the model calls it. */
        readonly name: string;
        /** Tells the model when to use it. */
        readonly description: string;
        /** Default: "POST". */
        readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
        /** May hold {{variables}}; values are URL-encoded. */
        readonly url: string;
        readonly headers?: Readonly<Record<string, string>>;
        readonly auth?:
          | {
              readonly type: 'bearer';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly token: string;
            }
          | {
              readonly type: 'basic';
              readonly username: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly password: string;
            }
          | {
              readonly type: 'header';
              readonly name: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly value: string;
            }
          | {
              readonly type: 'hmac';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly secret: string;
              /** Default: "X-Signature". */
              readonly header?: string;
              /** Before the digits, e.g. `sha256=`. */
              readonly prefix?: string;
              readonly timestamp_header?: string;
            };
        /** JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name, .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments. */
        readonly body?: unknown;
        /** JSON Schema of the arguments; what does not fit it is refused before a request leaves. */
        readonly parameters?: Readonly<Record<string, unknown>>;
        /** What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results": [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure. */
        readonly answer?: 'body' | 'results';
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
        /** The conversation goes on; the model learns the result when it comes. */
        readonly asynchronous?: boolean;
        /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
        readonly when?: 'before' | 'during' | 'after';
        /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
        readonly condition?: string;
        /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
        readonly arguments?: Readonly<Record<string, unknown>>;
        /** `before`: members of its result that become {{variables}}; absent: all of them. {{name_of_the_tool.member}} works always. */
        readonly fills?: readonly string[];
      }
    | {
        readonly type: 'mcp';
        /** What its functions are called begins with it. */
        readonly name: string;
        /** Streamable HTTP endpoint. */
        readonly url: string;
        readonly auth?:
          | {
              readonly type: 'bearer';
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly token: string;
            }
          | {
              readonly type: 'basic';
              readonly username: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly password: string;
            }
          | {
              readonly type: 'header';
              readonly name: string;
              /** Encrypted at rest; reads give `***`, which keeps what was stored. */
              readonly value: string;
            };
        /** Names of the tools to offer; absent: all. */
        readonly only?: readonly string[];
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
      }
    | {
        readonly type: 'end_call';
        /** Tells the model when to use it. */
        readonly description?: string;
        /** The model names one of them; it stands in the call's end reason as `stated`. */
        readonly reasons?: readonly {
          readonly reason: string;
          /** `static`: `text` is said. `prompt`: the model words it by `text`. `none`: nothing. Default: "none". */
          readonly closing?: 'static' | 'prompt' | 'none';
          /** May hold {{variables}}. */
          readonly text?: string;
        }[];
      }
    | {
        readonly type: 'transfer';
        /** How a flow node or the model calls it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        /** E.164 or SIP URI; may be a {{variable}}. */
        readonly to?: string;
        /** In place of `to`: the model chooses one of them by its condition. */
        readonly destinations?: readonly {
          readonly name: string;
          /** E.164 or SIP URI. */
          readonly to: string;
          /** When to transfer there. Default: "". */
          readonly condition?: string;
        }[];
        /** In place of `to`: the entries of a phone book, as they are when the call is accepted. */
        readonly phone_book_id?: string;
        /** Default: "blind". */
        readonly mode?: 'blind' | 'attended';
        /** May hold {{variables}}. */
        readonly announcement?: string;
        /** Attended: said to whoever answers, before the callee is connected. */
        readonly briefing?: string;
        /** Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default: false. */
        readonly confirm?: boolean;
        /** Default: 30. */
        readonly ring_timeout_s?: number;
        /** May hold {{variables}}. */
        readonly failed?: string;
      }
    | {
        readonly type: 'send_dtmf';
        /** Tells the model when to use it. */
        readonly description?: string;
      }
    | {
        readonly type: 'leave_voicemail';
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly message: string;
      }
    | {
        readonly type: 'set_variable';
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly names: readonly string[];
      }
    | {
        readonly type: 'schedule_callback';
        /** Tells the model when to use it. */
        readonly description?: string;
        /** Default: 14. */
        readonly max_days?: number;
      }
    | {
        readonly type: 'book_appointment';
        /** What its functions are called begins with it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        readonly provider: 'cal_com' | 'gohighlevel';
        /** Encrypted at rest; reads give `***`, which keeps what was stored. */
        readonly key: string;
        /** Event type id, or calendar id. */
        readonly calendar: string;
        /** GoHighLevel: the location id. */
        readonly location?: string;
        /** Another base than the provider's own. */
        readonly url?: string;
        /** How far ahead is offered. Default: 14. */
        readonly days?: number;
        /** Default: 2. */
        readonly notice_hours?: number;
        /** Offered at a time. Default: 6. */
        readonly max_slots?: number;
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
      }
    | {
        readonly type: 'send_sms';
        /** How a flow node or the model calls it. */
        readonly name?: string;
        /** Tells the model when to use it. */
        readonly description?: string;
        /** Account SID. */
        readonly account: string;
        /** Encrypted at rest; reads give `***`, which keeps what was stored. */
        readonly token: string;
        readonly from: string;
        /** Absent: the model writes it. May hold {{variables}}. */
        readonly text?: string;
        /** Another base than the provider's own. */
        readonly url?: string;
        /** Default: 8000. */
        readonly timeout_ms?: number;
        readonly speech?: {
          /** May hold {{variables}}. */
          readonly before?: string;
          /** Said one after another while it lasts. */
          readonly during?: readonly string[];
          /** Default: 2500. */
          readonly during_after_ms?: number;
          /** May hold {{variables}}. */
          readonly error?: string;
        };
        /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
        readonly when?: 'before' | 'during' | 'after';
        /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
        readonly condition?: string;
        /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
        readonly arguments?: Readonly<Record<string, unknown>>;
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

export type ListToolAgentsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListToolAgentsAnswer = {
  readonly data: readonly Agent[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

/** Tools. */
export class ToolsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Save a tool. Agents use it with `{"type": "saved", "tool_id": "tool_…"}` in their `tools`. A call keeps the tool as it was at its acceptance. */
  create(body: CreateToolBody, options?: RequestOptions): Promise<CreateToolAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/tools`, body, keyed: true }, options);
  }

  /** List tools */
  list(query?: ListToolsQuery, options?: RequestOptions): Promise<ListToolsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/tools`, ...(query ? { query } : {}) }, options);
  }

  /** List tools, one by one over all pages. */
  each(
    query?: ListToolsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'tool';
      readonly title: string;
      readonly config:
        | {
            readonly type: 'http';
            /** How a flow node or the model calls it. */
            readonly name: string;
            /** Tells the model when to use it. */
            readonly description: string;
            /** Default: "POST". */
            readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
            /** May hold {{variables}}; values are URL-encoded. */
            readonly url: string;
            readonly headers?: Readonly<Record<string, string>>;
            readonly auth?:
              | {
                  readonly type: 'bearer';
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly token: string;
                }
              | {
                  readonly type: 'basic';
                  readonly username: string;
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly password: string;
                }
              | {
                  readonly type: 'header';
                  readonly name: string;
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly value: string;
                }
              | {
                  readonly type: 'hmac';
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly secret: string;
                  /** Default: "X-Signature". */
                  readonly header?: string;
                  /** Before the digits, e.g. `sha256=`. */
                  readonly prefix?: string;
                  readonly timestamp_header?: string;
                };
            /** JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name, .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments. */
            readonly body?: unknown;
            /** JSON Schema of the arguments; what does not fit it is refused before a request leaves. */
            readonly parameters?: Readonly<Record<string, unknown>>;
            /** What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results": [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure. */
            readonly answer?: 'body' | 'results';
            /** Default: 8000. */
            readonly timeout_ms?: number;
            readonly speech?: {
              /** May hold {{variables}}. */
              readonly before?: string;
              /** Said one after another while it lasts. */
              readonly during?: readonly string[];
              /** Default: 2500. */
              readonly during_after_ms?: number;
              /** May hold {{variables}}. */
              readonly error?: string;
            };
            /** The conversation goes on; the model learns the result when it comes. */
            readonly asynchronous?: boolean;
            /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
            readonly when?: 'before' | 'during' | 'after';
            /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
            readonly condition?: string;
            /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
            readonly arguments?: Readonly<Record<string, unknown>>;
            /** `before`: members of its result that become {{variables}}; absent: all of them. {{name_of_the_tool.member}} works always. */
            readonly fills?: readonly string[];
          }
        | {
            readonly type: 'mcp';
            /** What its functions are called begins with it. */
            readonly name: string;
            /** Streamable HTTP endpoint. */
            readonly url: string;
            readonly auth?:
              | {
                  readonly type: 'bearer';
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly token: string;
                }
              | {
                  readonly type: 'basic';
                  readonly username: string;
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly password: string;
                }
              | {
                  readonly type: 'header';
                  readonly name: string;
                  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
                  readonly value: string;
                };
            /** Names of the tools to offer; absent: all. */
            readonly only?: readonly string[];
            /** Default: 8000. */
            readonly timeout_ms?: number;
            readonly speech?: {
              /** May hold {{variables}}. */
              readonly before?: string;
              /** Said one after another while it lasts. */
              readonly during?: readonly string[];
              /** Default: 2500. */
              readonly during_after_ms?: number;
              /** May hold {{variables}}. */
              readonly error?: string;
            };
          }
        | {
            readonly type: 'end_call';
            /** Tells the model when to use it. */
            readonly description?: string;
            /** The model names one of them; it stands in the call's end reason as `stated`. */
            readonly reasons?: readonly {
              readonly reason: string;
              /** `static`: `text` is said. `prompt`: the model words it by `text`. `none`: nothing. Default: "none". */
              readonly closing?: 'static' | 'prompt' | 'none';
              /** May hold {{variables}}. */
              readonly text?: string;
            }[];
          }
        | {
            readonly type: 'transfer';
            /** How a flow node or the model calls it. */
            readonly name?: string;
            /** Tells the model when to use it. */
            readonly description?: string;
            /** E.164 or SIP URI; may be a {{variable}}. */
            readonly to?: string;
            /** In place of `to`: the model chooses one of them by its condition. */
            readonly destinations?: readonly {
              readonly name: string;
              /** E.164 or SIP URI. */
              readonly to: string;
              /** When to transfer there. Default: "". */
              readonly condition?: string;
            }[];
            /** In place of `to`: the entries of a phone book, as they are when the call is accepted. */
            readonly phone_book_id?: string;
            /** Default: "blind". */
            readonly mode?: 'blind' | 'attended';
            /** May hold {{variables}}. */
            readonly announcement?: string;
            /** Attended: said to whoever answers, before the callee is connected. */
            readonly briefing?: string;
            /** Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default: false. */
            readonly confirm?: boolean;
            /** Default: 30. */
            readonly ring_timeout_s?: number;
            /** May hold {{variables}}. */
            readonly failed?: string;
          }
        | {
            readonly type: 'send_dtmf';
            /** Tells the model when to use it. */
            readonly description?: string;
          }
        | {
            readonly type: 'leave_voicemail';
            /** Tells the model when to use it. */
            readonly description?: string;
            readonly message: string;
          }
        | {
            readonly type: 'set_variable';
            /** Tells the model when to use it. */
            readonly description?: string;
            readonly names: readonly string[];
          }
        | {
            readonly type: 'schedule_callback';
            /** Tells the model when to use it. */
            readonly description?: string;
            /** Default: 14. */
            readonly max_days?: number;
          }
        | {
            readonly type: 'book_appointment';
            /** What its functions are called begins with it. */
            readonly name?: string;
            /** Tells the model when to use it. */
            readonly description?: string;
            readonly provider: 'cal_com' | 'gohighlevel';
            /** Encrypted at rest; reads give `***`, which keeps what was stored. */
            readonly key: string;
            /** Event type id, or calendar id. */
            readonly calendar: string;
            /** GoHighLevel: the location id. */
            readonly location?: string;
            /** Another base than the provider's own. */
            readonly url?: string;
            /** How far ahead is offered. Default: 14. */
            readonly days?: number;
            /** Default: 2. */
            readonly notice_hours?: number;
            /** Offered at a time. Default: 6. */
            readonly max_slots?: number;
            /** Default: 8000. */
            readonly timeout_ms?: number;
            readonly speech?: {
              /** May hold {{variables}}. */
              readonly before?: string;
              /** Said one after another while it lasts. */
              readonly during?: readonly string[];
              /** Default: 2500. */
              readonly during_after_ms?: number;
              /** May hold {{variables}}. */
              readonly error?: string;
            };
          }
        | {
            readonly type: 'send_sms';
            /** How a flow node or the model calls it. */
            readonly name?: string;
            /** Tells the model when to use it. */
            readonly description?: string;
            /** Account SID. */
            readonly account: string;
            /** Encrypted at rest; reads give `***`, which keeps what was stored. */
            readonly token: string;
            readonly from: string;
            /** Absent: the model writes it. May hold {{variables}}. */
            readonly text?: string;
            /** Another base than the provider's own. */
            readonly url?: string;
            /** Default: 8000. */
            readonly timeout_ms?: number;
            readonly speech?: {
              /** May hold {{variables}}. */
              readonly before?: string;
              /** Said one after another while it lasts. */
              readonly during?: readonly string[];
              /** Default: 2500. */
              readonly during_after_ms?: number;
              /** May hold {{variables}}. */
              readonly error?: string;
            };
            /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
            readonly when?: 'before' | 'during' | 'after';
            /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
            readonly condition?: string;
            /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
            readonly arguments?: Readonly<Record<string, unknown>>;
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
    return eachRow((asked: ListToolsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a tool */
  get(id: string, options?: RequestOptions): Promise<GetToolAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/tools/${encodeURIComponent(id)}` }, options);
  }

  /** Change a tool. A merge patch (RFC 7396): fields left out stay, null takes one out; `***` keeps a secret. Accepted calls keep what they have. */
  update(id: string, body: UpdateToolBody, options?: RequestOptions): Promise<UpdateToolAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/tools/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a tool. Refused while the working copy or the production version of an agent uses it. Other versions that name it can be called no more. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: `/v1/tools/${encodeURIComponent(id)}` }, options);
  }

  /** List the agents that use a tool. Those whose working copy or production version names it. */
  listAgents(
    id: string,
    query?: ListToolAgentsQuery,
    options?: RequestOptions,
  ): Promise<ListToolAgentsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/tools/${encodeURIComponent(id)}/agents`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List the agents that use a tool, one by one over all pages. */
  eachAgents(
    id: string,
    query?: ListToolAgentsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<Agent, void, void> {
    return eachRow(
      (asked: ListToolAgentsQuery) => this.listAgents(id, asked, options),
      query ?? {},
      'cursor',
    );
  }
}
