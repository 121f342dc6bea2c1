// Written by tools/client.ts from openapi/openapi.json.
import type { RequestOptions, Transport } from '../transport.ts';
import type { Flow } from './schemas.ts';

export type ListTemplatesQuery = {
  /** Those in this language. */
  readonly language?: string;
};

export type ListTemplatesAnswer = {
  readonly data: readonly {
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
    readonly agent: {
      readonly name: string;
      readonly flow?: Flow;
      readonly prompt?: string;
      /** First words; in a flow they replace the first say. */
      readonly greeting?: string;
      /** BCP 47. Default: "en-US". */
      readonly language?: string;
      readonly stt?: {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider?: string;
        /** The provider's name of the model. */
        readonly model?: string;
        /** Names and words that are likely to be said. */
        readonly keyterms?: readonly string[];
        readonly fallbacks?: readonly {
          /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
          readonly provider: string;
          /** The provider's name of the model. */
          readonly model?: string;
        }[];
      };
      readonly llm?: {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider?: string;
        /** The provider's name of the model. */
        readonly model?: string;
        readonly temperature?: number;
        /** Ask for the answer as soon as the words stand, before the turn is over: faster, some answers in vain. True when absent. */
        readonly preemptive?: boolean;
        /** Without a first word of the model for so long, a short filler of the language is said, once. 0: never. 1500 when absent. */
        readonly filler_after_ms?: number;
        /** Told to the model before the first words of the call, as if they had been said. */
        readonly messages?: readonly {
          readonly role: 'user' | 'assistant';
          /** May hold {{variables}}. */
          readonly content: string;
        }[];
        /** Of one answer; absent: the model decides. */
        readonly max_tokens?: number;
        readonly fallbacks?: readonly {
          /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
          readonly provider: string;
          /** The provider's name of the model. */
          readonly model?: string;
        }[];
      };
      readonly voice?: {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider?: string;
        /** The provider's name of the model. */
        readonly model?: string;
        /** The provider's id of the voice. */
        readonly id?: string;
        readonly slot?: {
          readonly number: number;
          readonly model: 'fast' | 'human';
        };
        readonly speed?: number;
        readonly tuning?: {
          readonly stability?: number;
          readonly similarity_boost?: number;
          readonly style?: number;
          readonly use_speaker_boost?: boolean;
          /** ElevenLabs' `optimize_streaming_latency`. */
          readonly optimize_latency?: number;
          /** Put in brackets before every text; models of the third version act them. */
          readonly audio_tags?: readonly string[];
        };
        /** Louder or softer. */
        readonly gain_db?: number;
        /** Words left out of what is spoken. */
        readonly never_say?: readonly string[];
        readonly fallbacks?: readonly {
          /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
          readonly provider: string;
          /** The provider's name of the model. */
          readonly model?: string;
          readonly id: string;
        }[];
      };
      readonly realtime?: {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider: string;
        /** The provider's name of the model. */
        readonly model?: string;
        readonly voice?: string;
        readonly temperature?: number;
      };
      /** How it speaks, in words: told to the model after the prompt. */
      readonly manner?: string;
      readonly opening?: {
        /** `callee`: the greeting answers their first words, or comes after `callee_timeout_s`. */
        readonly who?: 'agent' | 'callee';
        /** 10 when absent. */
        readonly callee_timeout_s?: number;
        /** The greeting holds instructions; the language model words it. */
        readonly worded?: boolean;
        /** Silence before the first words. */
        readonly pause_ms?: number;
        /** A call that comes in rings so long. */
        readonly ring_ms?: number;
        /** Said before anything else and to its end, e.g. that the call is recorded. */
        readonly notice?: string;
      };
      /** Is the call recorded? True when absent. */
      readonly record?: boolean;
      readonly transcript?: {
        /** False: what was said goes once the call is analysed; its data stay. Default: true. */
        readonly keep?: boolean;
        /** Telephone numbers, addresses of mail, card and account numbers are kept as `[redacted]`. Default: false. */
        readonly redact?: boolean;
      };
      /** Default: true. */
      readonly interruptible?: boolean;
      readonly turns?: {
        /** Default: "balanced". */
        readonly preset?: 'patient' | 'balanced' | 'quick';
        /** Fixed silence after speech that ends a turn; switches the dynamic wait off. */
        readonly endpoint_ms?: number;
        /** No wait for the end of a turn is shorter, however complete the words are. */
        readonly min_endpoint_ms?: number;
        /** No wait is longer, however unfinished they are. */
        readonly max_endpoint_ms?: number;
        /** Speech that holds the agent tentatively. */
        readonly onset_ms?: number;
        /** Speech that makes an interruption certain. */
        readonly confirm_ms?: number;
        /** Words that make it certain earlier; backchannels do not count. */
        readonly confirm_words?: number;
        /** Silence after which an unconfirmed hold resumes. */
        readonly resume_ms?: number;
        /** Further words that never interrupt, beside the language's own. */
        readonly backchannels?: readonly string[];
      };
      readonly silence?: {
        /** Default: 8. */
        readonly reminder_after_s?: number;
        /** After the last one the call ends. Default: 2. */
        readonly max_reminders?: number;
        /** Every reminder; absent: the words of the language. */
        readonly text?: string;
        /** The first, second … reminder; the last one repeats. Wins over text. */
        readonly texts?: readonly string[];
        /** The language model words the reminder; needs one, else text is said. Default: false. */
        readonly autonomous?: boolean;
        /** Said before the call ends. */
        readonly goodbye?: string;
        /** False: after the last reminder the agent waits in silence. True when absent. */
        readonly hang_up?: boolean;
        /** Silence in a row, reminders included, after which the call ends whatever is left of them. */
        readonly timeout_s?: number;
      };
      readonly machine?: {
        /** The agent waits for a verdict, four seconds at most, before its first words. Default: true. */
        readonly detect?: boolean;
        /** leave_message needs message or message_prompt. Default: "hang_up". */
        readonly on_machine?: 'hang_up' | 'leave_message' | 'continue';
        /** Default: "hang_up". */
        readonly on_ivr?: 'navigate' | 'hang_up' | 'continue';
        /** Default: "answer". */
        readonly on_screening?: 'answer' | 'hang_up';
        /** Left after the beep; may hold {{variables}}. */
        readonly message?: string;
        /** The language model words the message by these instructions; message is said if it fails or there is none. */
        readonly message_prompt?: string;
        /** Whom or what to reach: matched with the options of the menu, or given to the model. Absent: the operator. */
        readonly ivr_goal?: string;
        /** Name and purpose for a call screener; absent: from the agent and its greeting. */
        readonly introduction?: string;
      };
      readonly background?: {
        /** Default: "none". */
        readonly sound?: 'none' | 'office' | 'cafe' | 'room';
        /** dBFS. Default: -42. */
        readonly level_db?: number;
      };
      /** From the answer; 600 when absent. */
      readonly max_duration_s?: number;
      /** Defaults for {{variables}}. */
      readonly variables?: Readonly<Record<string, unknown>>;
      readonly tools?: readonly (
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
          }
        | {
            readonly type: 'saved';
            readonly tool_id: string;
            /** Said anew for this agent; each must be a field of the tool. */
            readonly overrides?: {
              /** How a flow node or the model calls it. */
              readonly name?: string;
              /** Tells the model when to use it. */
              readonly description?: string;
              readonly text?: string;
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
              readonly asynchronous?: boolean;
              /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
              readonly when?: 'before' | 'during' | 'after';
              /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
              readonly condition?: string;
              /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
              readonly arguments?: Readonly<Record<string, unknown>>;
            };
          }
      )[];
      readonly analysis?: {
        /** An analysis template; the other fields here lie over its own. */
        readonly template_id?: string;
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
      readonly knowledge?: {
        /** Ids of knowledge bases. */
        readonly bases: readonly string[];
        /** auto: what fits the words of each turn is put before the model. tool: the model searches by itself, with the function search_knowledge. Default: "auto". */
        readonly mode?: 'auto' | 'tool';
        /** Chunks at a time. Default: 3. */
        readonly top?: number;
      };
      readonly memory?: {
        /** Ids of memory stores. */
        readonly stores: readonly string[];
        /** After a call the language model notes what is worth remembering. Default: true. */
        readonly write?: boolean;
      };
      readonly notification?: {
        readonly emails: readonly string[];
        /** Default: "ended". */
        readonly when?: 'ended';
      };
      /** False: it makes no new call and answers none. True when absent. */
      readonly active?: boolean;
      /** When the agent may call, and be called. Outside, outgoing calls wait until it opens. */
      readonly hours?: {
        /** IANA. */
        readonly time_zone: string;
        readonly windows: readonly {
          /** Days on which the window begins. */
          readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
          /** `HH:MM` or `HH:MM:SS`. */
          readonly from: string;
          /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
          readonly to: string;
        }[];
        /** Said to who calls outside of them, then the call ends; without it such a call is not answered. */
        readonly after_hours_message?: string;
      };
      /** Asked who answers, before a call that comes in is answered. */
      readonly inbound_hook?: {
        readonly url: string;
        /** Signs the question; never shown again. */
        readonly secret?: string;
        /** 5,000 when absent (Synthflow: 10,000). */
        readonly timeout_ms?: number;
        /** Default: "standard". */
        readonly format?: 'standard' | 'synthflow' | 'flireo';
      };
      /** Caller number of this agent. */
      readonly number_id?: string;
      /** Numbers to choose its caller number from, where `number_id` names none. */
      readonly number_pool_id?: string;
    };
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetTemplateAnswer = {
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
  readonly agent: {
    readonly name: string;
    readonly flow?: Flow;
    readonly prompt?: string;
    /** First words; in a flow they replace the first say. */
    readonly greeting?: string;
    /** BCP 47. Default: "en-US". */
    readonly language?: string;
    readonly stt?: {
      /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
      readonly provider?: string;
      /** The provider's name of the model. */
      readonly model?: string;
      /** Names and words that are likely to be said. */
      readonly keyterms?: readonly string[];
      readonly fallbacks?: readonly {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider: string;
        /** The provider's name of the model. */
        readonly model?: string;
      }[];
    };
    readonly llm?: {
      /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
      readonly provider?: string;
      /** The provider's name of the model. */
      readonly model?: string;
      readonly temperature?: number;
      /** Ask for the answer as soon as the words stand, before the turn is over: faster, some answers in vain. True when absent. */
      readonly preemptive?: boolean;
      /** Without a first word of the model for so long, a short filler of the language is said, once. 0: never. 1500 when absent. */
      readonly filler_after_ms?: number;
      /** Told to the model before the first words of the call, as if they had been said. */
      readonly messages?: readonly {
        readonly role: 'user' | 'assistant';
        /** May hold {{variables}}. */
        readonly content: string;
      }[];
      /** Of one answer; absent: the model decides. */
      readonly max_tokens?: number;
      readonly fallbacks?: readonly {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider: string;
        /** The provider's name of the model. */
        readonly model?: string;
      }[];
    };
    readonly voice?: {
      /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
      readonly provider?: string;
      /** The provider's name of the model. */
      readonly model?: string;
      /** The provider's id of the voice. */
      readonly id?: string;
      readonly slot?: {
        readonly number: number;
        readonly model: 'fast' | 'human';
      };
      readonly speed?: number;
      readonly tuning?: {
        readonly stability?: number;
        readonly similarity_boost?: number;
        readonly style?: number;
        readonly use_speaker_boost?: boolean;
        /** ElevenLabs' `optimize_streaming_latency`. */
        readonly optimize_latency?: number;
        /** Put in brackets before every text; models of the third version act them. */
        readonly audio_tags?: readonly string[];
      };
      /** Louder or softer. */
      readonly gain_db?: number;
      /** Words left out of what is spoken. */
      readonly never_say?: readonly string[];
      readonly fallbacks?: readonly {
        /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
        readonly provider: string;
        /** The provider's name of the model. */
        readonly model?: string;
        readonly id: string;
      }[];
    };
    readonly realtime?: {
      /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
      readonly provider: string;
      /** The provider's name of the model. */
      readonly model?: string;
      readonly voice?: string;
      readonly temperature?: number;
    };
    /** How it speaks, in words: told to the model after the prompt. */
    readonly manner?: string;
    readonly opening?: {
      /** `callee`: the greeting answers their first words, or comes after `callee_timeout_s`. */
      readonly who?: 'agent' | 'callee';
      /** 10 when absent. */
      readonly callee_timeout_s?: number;
      /** The greeting holds instructions; the language model words it. */
      readonly worded?: boolean;
      /** Silence before the first words. */
      readonly pause_ms?: number;
      /** A call that comes in rings so long. */
      readonly ring_ms?: number;
      /** Said before anything else and to its end, e.g. that the call is recorded. */
      readonly notice?: string;
    };
    /** Is the call recorded? True when absent. */
    readonly record?: boolean;
    readonly transcript?: {
      /** False: what was said goes once the call is analysed; its data stay. Default: true. */
      readonly keep?: boolean;
      /** Telephone numbers, addresses of mail, card and account numbers are kept as `[redacted]`. Default: false. */
      readonly redact?: boolean;
    };
    /** Default: true. */
    readonly interruptible?: boolean;
    readonly turns?: {
      /** Default: "balanced". */
      readonly preset?: 'patient' | 'balanced' | 'quick';
      /** Fixed silence after speech that ends a turn; switches the dynamic wait off. */
      readonly endpoint_ms?: number;
      /** No wait for the end of a turn is shorter, however complete the words are. */
      readonly min_endpoint_ms?: number;
      /** No wait is longer, however unfinished they are. */
      readonly max_endpoint_ms?: number;
      /** Speech that holds the agent tentatively. */
      readonly onset_ms?: number;
      /** Speech that makes an interruption certain. */
      readonly confirm_ms?: number;
      /** Words that make it certain earlier; backchannels do not count. */
      readonly confirm_words?: number;
      /** Silence after which an unconfirmed hold resumes. */
      readonly resume_ms?: number;
      /** Further words that never interrupt, beside the language's own. */
      readonly backchannels?: readonly string[];
    };
    readonly silence?: {
      /** Default: 8. */
      readonly reminder_after_s?: number;
      /** After the last one the call ends. Default: 2. */
      readonly max_reminders?: number;
      /** Every reminder; absent: the words of the language. */
      readonly text?: string;
      /** The first, second … reminder; the last one repeats. Wins over text. */
      readonly texts?: readonly string[];
      /** The language model words the reminder; needs one, else text is said. Default: false. */
      readonly autonomous?: boolean;
      /** Said before the call ends. */
      readonly goodbye?: string;
      /** False: after the last reminder the agent waits in silence. True when absent. */
      readonly hang_up?: boolean;
      /** Silence in a row, reminders included, after which the call ends whatever is left of them. */
      readonly timeout_s?: number;
    };
    readonly machine?: {
      /** The agent waits for a verdict, four seconds at most, before its first words. Default: true. */
      readonly detect?: boolean;
      /** leave_message needs message or message_prompt. Default: "hang_up". */
      readonly on_machine?: 'hang_up' | 'leave_message' | 'continue';
      /** Default: "hang_up". */
      readonly on_ivr?: 'navigate' | 'hang_up' | 'continue';
      /** Default: "answer". */
      readonly on_screening?: 'answer' | 'hang_up';
      /** Left after the beep; may hold {{variables}}. */
      readonly message?: string;
      /** The language model words the message by these instructions; message is said if it fails or there is none. */
      readonly message_prompt?: string;
      /** Whom or what to reach: matched with the options of the menu, or given to the model. Absent: the operator. */
      readonly ivr_goal?: string;
      /** Name and purpose for a call screener; absent: from the agent and its greeting. */
      readonly introduction?: string;
    };
    readonly background?: {
      /** Default: "none". */
      readonly sound?: 'none' | 'office' | 'cafe' | 'room';
      /** dBFS. Default: -42. */
      readonly level_db?: number;
    };
    /** From the answer; 600 when absent. */
    readonly max_duration_s?: number;
    /** Defaults for {{variables}}. */
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly tools?: readonly (
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
        }
      | {
          readonly type: 'saved';
          readonly tool_id: string;
          /** Said anew for this agent; each must be a field of the tool. */
          readonly overrides?: {
            /** How a flow node or the model calls it. */
            readonly name?: string;
            /** Tells the model when to use it. */
            readonly description?: string;
            readonly text?: string;
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
            readonly asynchronous?: boolean;
            /** `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is dialled or answered. `after`: by itself, after the call. */
            readonly when?: 'before' | 'during' | 'after';
            /** When to run it, in words. `during`: told to the model. `after`: a language model judges it by the transcript; not met, it does not run. */
            readonly condition?: string;
            /** Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest is given by a model. */
            readonly arguments?: Readonly<Record<string, unknown>>;
          };
        }
    )[];
    readonly analysis?: {
      /** An analysis template; the other fields here lie over its own. */
      readonly template_id?: string;
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
    readonly knowledge?: {
      /** Ids of knowledge bases. */
      readonly bases: readonly string[];
      /** auto: what fits the words of each turn is put before the model. tool: the model searches by itself, with the function search_knowledge. Default: "auto". */
      readonly mode?: 'auto' | 'tool';
      /** Chunks at a time. Default: 3. */
      readonly top?: number;
    };
    readonly memory?: {
      /** Ids of memory stores. */
      readonly stores: readonly string[];
      /** After a call the language model notes what is worth remembering. Default: true. */
      readonly write?: boolean;
    };
    readonly notification?: {
      readonly emails: readonly string[];
      /** Default: "ended". */
      readonly when?: 'ended';
    };
    /** False: it makes no new call and answers none. True when absent. */
    readonly active?: boolean;
    /** When the agent may call, and be called. Outside, outgoing calls wait until it opens. */
    readonly hours?: {
      /** IANA. */
      readonly time_zone: string;
      readonly windows: readonly {
        /** Days on which the window begins. */
        readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
        /** `HH:MM` or `HH:MM:SS`. */
        readonly from: string;
        /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
        readonly to: string;
      }[];
      /** Said to who calls outside of them, then the call ends; without it such a call is not answered. */
      readonly after_hours_message?: string;
    };
    /** Asked who answers, before a call that comes in is answered. */
    readonly inbound_hook?: {
      readonly url: string;
      /** Signs the question; never shown again. */
      readonly secret?: string;
      /** 5,000 when absent (Synthflow: 10,000). */
      readonly timeout_ms?: number;
      /** Default: "standard". */
      readonly format?: 'standard' | 'synthflow' | 'flireo';
    };
    /** Caller number of this agent. */
    readonly number_id?: string;
    /** Numbers to choose its caller number from, where `number_id` names none. */
    readonly number_pool_id?: string;
  };
};

/** Templates. */
export class TemplatesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** List templates. Agents to begin with; each runs by speech and by keypad, without a language model. */
  list(query?: ListTemplatesQuery, options?: RequestOptions): Promise<ListTemplatesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/templates`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Read a template */
  get(name: string, options?: RequestOptions): Promise<GetTemplateAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/templates/${encodeURIComponent(name)}` },
      options,
    );
  }
}
