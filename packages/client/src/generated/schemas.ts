// Written by tools/client.ts from openapi/openapi.json.

export type Agent = {
  readonly id: string;
  readonly object: 'agent';
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
  readonly production_version_id: string | null;
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

export type AgentConfig = {
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

export type AgentVersion = {
  readonly id: string;
  readonly object: 'agent_version';
  readonly agent_id: string;
  /** 1, 2, 3 … within the agent. */
  readonly number: number;
  readonly name: string;
  readonly message: string;
  readonly production: boolean;
  readonly config: AgentConfig;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type Call = {
  readonly id: string;
  readonly object: 'call';
  readonly status: 'queued' | 'scheduled' | 'dialing' | 'ringing' | 'in_progress' | 'ended';
  readonly outcome: Outcome | null;
  readonly direction: 'outbound' | 'inbound';
  readonly to: string;
  readonly from: string | null;
  readonly test: boolean;
  readonly agent: {
    readonly id: string | null;
    readonly name: string;
    readonly version_id: string | null;
  };
  readonly number_id: string | null;
  readonly trunk_id: string | null;
  readonly person: {
    readonly name?: string;
    readonly email?: string;
    /** IANA, e.g. Europe/Madrid. */
    readonly time_zone?: string;
  };
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The API that created it. */
  readonly source: string;
  readonly not_before: string | null;
  readonly retry: {
    /** 0 is the first call of the chain. */
    readonly number: number;
    readonly of: number;
    readonly next_at: string | null;
  } | null;
  readonly parent_call_id: string | null;
  readonly next_call_id: string | null;
  readonly campaign_id: string | null;
  readonly lead_id: string | null;
  readonly batch_id: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly answered_at: string | null;
  readonly ended_at: string | null;
  readonly duration_ms: number | null;
  readonly max_duration_s: number;
  readonly turns: readonly {
    readonly who: 'agent' | 'callee';
    readonly text: string;
    /** From the answer. */
    readonly start_ms: number;
    readonly end_ms: number;
    /** Cut off: `text` is what was heard. */
    readonly interrupted: boolean;
  }[];
  readonly latencies: readonly {
    /** Index into `turns`. */
    readonly turn: number;
    readonly endpoint_ms: number;
    readonly stt_ms: number;
    readonly mind_ms: number;
    readonly tts_ms: number;
    /** From the end of speech to the first sample sent. */
    readonly total_ms: number;
    /** The language model's first token; absent where none answered. */
    readonly llm_first_token_ms?: number;
    /** Its first whole clause or sentence. */
    readonly first_sentence_ms?: number;
    /** What was looked up for the answer was there; absent: nothing was. */
    readonly knowledge_ms?: number;
    /** The answer was begun before the turn was over. */
    readonly preempted?: boolean;
    /** The last of the answer that was heard. */
    readonly heard_end_ms?: number;
  }[];
  readonly recording: {
    readonly url: string;
    readonly duration_ms: number;
    readonly bytes: number;
  } | null;
  readonly cost: {
    readonly currency: string;
    /** The sum of the amounts that are known. */
    readonly total: number;
    /** Every line has a price. */
    readonly complete: boolean;
    /** Date of the price table. */
    readonly priced_by: string;
    readonly lines: readonly {
      /** `stt`, `llm`, `tts`, `realtime`, `turn`, `telephony`, `analysis`. */
      readonly stage: string;
      readonly provider: string;
      /** Of `telephony`: the number called, or `inbound`. */
      readonly model: string;
      readonly unit: string;
      readonly quantity: number;
      /** Of `per` units. */
      readonly unit_price: number | null;
      readonly per: number;
      readonly amount: number | null;
      /** The price table has no price for it; it is not free. */
      readonly unpriced?: true;
    }[];
  } | null;
  readonly analysis: {
    /** `slots`: without a language model, by what the playbook filled in. */
    readonly by: 'llm' | 'slots';
    readonly model: string | null;
    readonly summary: string | null;
    /** By the schema of the settings; without one, what the playbook filled in. */
    readonly data: Readonly<Record<string, unknown>>;
    readonly tags: readonly string[];
    readonly disposition: string | null;
    /** Null: it was not asked for or cannot be told. */
    readonly success: boolean | null;
    readonly success_reason: string | null;
    readonly sentiment: 'positive' | 'neutral' | 'negative' | null;
    /** Why no language model made it although one was asked for. */
    readonly fault: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
  } | null;
  /** Sequence of its last event. */
  readonly last_seq: number;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type CallEvent = {
  /** 1, 2, 3 … without gaps within the call. */
  readonly seq: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  /** `<noun>-<action>` */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export type CallOverrides = {
  readonly prompt?: string;
  /** First words; in a flow they replace the first say. */
  readonly greeting?: string;
  /** Facts about this call for the model; data, never instructions. */
  readonly context?: string;
  /** BCP 47. */
  readonly language?: string;
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
  readonly model?: string;
  readonly interruptible?: boolean;
  /** From the answer; 600 when absent. */
  readonly max_duration_s?: number;
  readonly machine?: {
    /** The agent waits for a verdict, four seconds at most, before its first words. */
    readonly detect?: boolean;
    readonly on_machine?: 'hang_up' | 'leave_message' | 'continue';
    readonly on_ivr?: 'navigate' | 'hang_up' | 'continue';
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
};

export type Flow = {
  readonly start: string;
  readonly nodes: readonly (
    | {
        readonly id: string;
        readonly type: 'say';
        /** May hold {{variables}}. */
        readonly text: string;
        readonly interruptible?: boolean;
      }
    | {
        readonly id: string;
        readonly type: 'ask';
        /** May hold {{variables}}. */
        readonly text: string;
        readonly slot:
          | {
              readonly type: 'yes_no';
              readonly name: string;
            }
          | {
              readonly type: 'choice';
              readonly name: string;
              readonly options: readonly {
                readonly value: string;
                readonly phrases: readonly string[];
                /** Keypad key of this option; by default 1, 2, 3 … in order. */
                readonly key?: string;
              }[];
            }
          | {
              readonly type: 'digits';
              readonly name: string;
              /** Default: 1. */
              readonly min?: number;
              /** Default: 16. */
              readonly max?: number;
            }
          | {
              readonly type: 'number';
              readonly name: string;
              readonly min?: number;
              readonly max?: number;
              /** Default: true. */
              readonly integer?: boolean;
            }
          | {
              readonly type: 'date';
              readonly name: string;
              /** Which day is meant where the year or month is not said; others are not accepted. Default: "future". */
              readonly when?: 'future' | 'past' | 'any';
              /** Of dates in figures and on the keypad; absent: as in the region of the language. */
              readonly order?: 'day_first' | 'month_first';
            }
          | {
              readonly type: 'time';
              readonly name: string;
              readonly earliest?: string;
              readonly latest?: string;
            }
          | {
              readonly type: 'phone';
              readonly name: string;
              /** ISO 3166 of numbers without a country; absent: that of the number called. */
              readonly country?: string;
            }
          | {
              readonly type: 'email';
              readonly name: string;
            }
          | {
              readonly type: 'free';
              readonly name: string;
              /** How the answer will be said, for the patience that it gets. */
              readonly about?: 'address' | 'spelling' | 'story';
            };
        readonly interruptible?: boolean;
        /** How often it is asked again. Default: 2. */
        readonly retries?: number;
        /** May hold {{variables}}. */
        readonly reprompt?: string;
        /** Read the answer back and ask whether it is right. `costly`: only where it was spoken and may be wrong (digits, numbers, dates, times, telephone numbers, e-mail), not what was keyed in. */
        readonly confirm?: boolean | 'costly';
      }
    | {
        readonly id: string;
        readonly type: 'decide';
      }
    | {
        readonly id: string;
        readonly type: 'tool';
        readonly tool: string;
        readonly arguments?: Readonly<Record<string, unknown>>;
        readonly save_as?: string;
        /** May hold {{variables}}. */
        readonly speech?: string;
      }
    | {
        readonly id: string;
        readonly type: 'prompt';
        /** May hold {{variables}}. */
        readonly instructions: string;
        /** Its first words; absent: the model begins. */
        readonly text?: string;
        readonly outcomes: readonly {
          readonly name: string;
          /** Tells the model when this is the outcome. */
          readonly description?: string;
        }[];
        /** What the model may fill as it goes on. */
        readonly slots?: readonly (
          | {
              readonly type: 'yes_no';
              readonly name: string;
            }
          | {
              readonly type: 'choice';
              readonly name: string;
              readonly options: readonly {
                readonly value: string;
                readonly phrases: readonly string[];
                /** Keypad key of this option; by default 1, 2, 3 … in order. */
                readonly key?: string;
              }[];
            }
          | {
              readonly type: 'digits';
              readonly name: string;
              /** Default: 1. */
              readonly min?: number;
              /** Default: 16. */
              readonly max?: number;
            }
          | {
              readonly type: 'number';
              readonly name: string;
              readonly min?: number;
              readonly max?: number;
              /** Default: true. */
              readonly integer?: boolean;
            }
          | {
              readonly type: 'date';
              readonly name: string;
              /** Which day is meant where the year or month is not said; others are not accepted. Default: "future". */
              readonly when?: 'future' | 'past' | 'any';
              /** Of dates in figures and on the keypad; absent: as in the region of the language. */
              readonly order?: 'day_first' | 'month_first';
            }
          | {
              readonly type: 'time';
              readonly name: string;
              readonly earliest?: string;
              readonly latest?: string;
            }
          | {
              readonly type: 'phone';
              readonly name: string;
              /** ISO 3166 of numbers without a country; absent: that of the number called. */
              readonly country?: string;
            }
          | {
              readonly type: 'email';
              readonly name: string;
            }
          | {
              readonly type: 'free';
              readonly name: string;
              /** How the answer will be said, for the patience that it gets. */
              readonly about?: 'address' | 'spelling' | 'story';
            }
        )[];
        /** Turns of the callee after which the flow goes on by `on: max_turns`, else by the plain edge. Default: 12. */
        readonly max_turns?: number;
      }
    | {
        readonly id: string;
        readonly type: 'transfer';
        /** E.164 or SIP URI; may be a {{variable}}. */
        readonly to: string;
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
        readonly id: string;
        readonly type: 'end';
        /** May hold {{variables}}. */
        readonly text?: string;
        readonly interruptible?: boolean;
      }
  )[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly when?: {
      readonly variable: string;
      readonly op:
        'equals' | 'not_equals' | 'contains' | 'greater_than' | 'less_than' | 'exists' | 'not_exists';
      readonly value?: string | number | boolean;
    };
    readonly on?: string;
  }[];
};

export type PhoneNumber = {
  readonly id: string;
  readonly object: 'number';
  readonly e164: string;
  readonly name: string;
  readonly trunk_id: string | null;
  readonly agent_id: string | null;
  readonly active: boolean;
  readonly reserved_for_agents: readonly string[];
  /** Whom it is lent to; null: nobody. */
  readonly assigned_organization_id: string | null;
  /** It belongs to another organization, which lends it. */
  readonly lent: boolean;
  readonly routes: {
    readonly agents?: readonly {
      readonly agent_id: string;
      /** Absent: its production version. */
      readonly version_id?: string;
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
    readonly models?: readonly {
      readonly provider?: string;
      readonly model: string;
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
    readonly voices?: readonly {
      readonly voice: {
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
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
  } | null;
  /** Its secret as `***`. */
  readonly inbound_hook: {
    readonly url: string;
    /** Signs the question; never shown again. */
    readonly secret?: string;
    /** 5,000 when absent (Synthflow: 10,000). */
    readonly timeout_ms?: number;
    /** Default: "standard". */
    readonly format?: 'standard' | 'synthflow' | 'flireo';
  } | null;
  readonly last_used_at: string | null;
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

export type Organization = {
  readonly id: string;
  readonly object: 'organization';
  readonly parent_id: string | null;
  readonly name: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow: readonly string[];
  readonly default_number_id: string | null;
  readonly quotas: {
    /** Agents it may have; null: any. */
    readonly agents: number | null;
    /** Numbers it may have; null: any. */
    readonly numbers: number | null;
    /** Outbound calls accepted in a day (UTC); null: any. */
    readonly calls_per_day: number | null;
  };
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute: number | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly archived_at: string | null;
};

export type Outcome = {
  readonly code:
    'completed' | 'no_answer' | 'busy' | 'voicemail' | 'canceled' | 'denied' | 'failed' | 'interrupted';
  readonly end_reason: {
    readonly code: string;
    readonly phase: string;
    readonly party: string;
    readonly fault: string;
    readonly retryable: boolean;
    readonly sip?: {
      readonly status: number;
      readonly reason: string;
      readonly q850?: number;
    };
    readonly provider?: {
      readonly name: string;
      readonly http_status?: number;
      readonly request_id?: string;
    };
    /** The agent ended it for this one of its `end_call` tool's reasons. */
    readonly stated?: string;
    readonly detail: string;
    readonly doc: string;
  };
};

/** Problem details (RFC 9457). */
export type Problem = {
  /** Where this server explains the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable, one page each in docs/errors. */
  readonly code: string;
  /** This occurrence: the field or thing, the rule, and the mend. */
  readonly detail: string;
  /** Path of the page in the documentation. */
  readonly doc: string;
  /** The field at fault, as a path. */
  readonly param?: string;
  readonly errors?: readonly {
    readonly param: string;
    readonly message: string;
    readonly rule?: string;
  }[];
  /** The rule of the dial authority that fired. */
  readonly rule?: string;
  /** May the same request succeed later? */
  readonly retryable: boolean;
  readonly request_id: string;
};

export type Suppression = {
  readonly object: 'suppression';
  readonly e164: string;
  readonly reason: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
};

export type Trunk = {
  readonly id: string;
  readonly object: 'trunk';
  readonly name: string;
  readonly uri: string;
  readonly username: string | null;
  /** The password itself is never shown. */
  readonly has_password: boolean;
  readonly concurrency: number;
  readonly calls_per_second: number;
  readonly active: boolean;
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
