// Written by tools/client.ts from openapi/openapi.json.
import type { HttpToolWhen, Speech } from './shared.ts';

export type ToolConfig =
  | HttpTool
  | McpTool
  | EndCallTool
  | TransferTool
  | SendDtmfTool
  | LeaveVoicemailTool
  | SetVariableTool
  | ScheduleCallbackTool
  | BookAppointmentTool
  | SendSmsTool;

export interface HttpTool {
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
  readonly auth?: HttpToolAuth;
  /**
   * JSON template; strings may hold {{variables}}, and of the call of the tool {{tool_call.id}}, .name,
   * .arguments, .at (ISO 8601) and .unix_s. Absent: the arguments.
   */
  readonly body?: unknown;
  /** JSON Schema of the arguments; what does not fit it is refused before a request leaves. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /**
   * What of the answer is the result. `body` (when absent): all of it. `results`: of `{"results":
   * [{"toolCallId", "result"}]}` the entry of this call, else `result`; an `error` is a failure.
   */
  readonly answer?: 'body' | 'results';
  /** Default: 8000. */
  readonly timeout_ms?: number;
  readonly speech?: Speech;
  /** The conversation goes on; the model learns the result when it comes. */
  readonly asynchronous?: boolean;
  /**
   * `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is
   * dialled or answered. `after`: by itself, after the call.
   */
  readonly when?: HttpToolWhen;
  /**
   * When to run it, in words. `during`: told to the model. `after`: a language model judges it by the
   * transcript; not met, it does not run.
   */
  readonly condition?: string;
  /**
   * Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest
   * is given by a model.
   */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /**
   * `before`: members of its result that become {{variables}}; absent: all of them.
   * {{name_of_the_tool.member}} works always.
   */
  readonly fills?: readonly string[];
}

export type HttpToolAuth =
  | McpToolAuth
  | {
      readonly type: 'query';
      /** Of the parameter, or the member. */
      readonly name: string;
      /** Encrypted at rest; reads give `***`, which keeps what was stored. */
      readonly value: string;
    }
  | {
      readonly type: 'body';
      /** Of the parameter, or the member. */
      readonly name: string;
      /** Encrypted at rest; reads give `***`, which keeps what was stored. */
      readonly value: string;
    }
  | HmacAuth;

export interface HmacAuth {
  readonly type: 'hmac';
  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
  readonly secret: string;
  /** Default: "X-Signature". */
  readonly header?: string;
  /** Before the digits, e.g. `sha256=`. */
  readonly prefix?: string;
  readonly timestamp_header?: string;
}

export interface McpTool {
  readonly type: 'mcp';
  /** What its functions are called begins with it. */
  readonly name: string;
  /** Streamable HTTP endpoint. */
  readonly url: string;
  readonly auth?: McpToolAuth;
  /** Names of the tools to offer; absent: all. */
  readonly only?: readonly string[];
  /** Default: 8000. */
  readonly timeout_ms?: number;
  readonly speech?: Speech;
}

export type McpToolAuth = BearerAuth | BasicAuth | HeaderAuth;

export interface BearerAuth {
  readonly type: 'bearer';
  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
  readonly token: string;
}

export interface BasicAuth {
  readonly type: 'basic';
  readonly username: string;
  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
  readonly password: string;
}

export interface HeaderAuth {
  readonly type: 'header';
  readonly name: string;
  /** Encrypted at rest; reads give `***`, which keeps what was stored. */
  readonly value: string;
}

export interface EndCallTool {
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

export interface TransferTool {
  readonly type: 'transfer';
  /** How a flow node or the model calls it. */
  readonly name?: string;
  /** Tells the model when to use it. */
  readonly description?: string;
  /** E.164 or SIP URI; may be a {{variable}}. */
  readonly to?: string;
  /** In place of `to`: the model chooses one of them by its condition. */
  readonly destinations?: readonly TransferToolDestination[];
  /** In place of `to`: the entries of a phone book, as they are when the call is accepted. */
  readonly phone_book_id?: string;
  /** Default: "blind". */
  readonly mode?: 'blind' | 'attended';
  /** May hold {{variables}}. */
  readonly announcement?: string;
  /** Attended: said to whoever answers, before the callee is connected. */
  readonly briefing?: string;
  /**
   * Attended: the language model words the briefing out of the conversation, as is told here; `briefing`
   * where it can not.
   */
  readonly briefing_prompt?: string;
  /**
   * Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default:
   * false.
   */
  readonly confirm?: boolean;
  /**
   * With `confirm`: for so long it is asked again until a person takes the call, as behind a menu or in
   * a queue. Absent: once more.
   */
  readonly confirm_timeout_s?: number;
  /** Default: 30. */
  readonly ring_timeout_s?: number;
  /**
   * Keys that are pressed as soon as the target has answered; w waits half a second, a comma two
   * seconds.
   */
  readonly digits?: string;
  /** Said to the callee when the call is taken, before both are connected. */
  readonly goodbye?: string;
  /** May hold {{variables}}. */
  readonly failed?: string;
  /** When the target can be reached; outside nobody is called and the conversation goes on. */
  readonly hours?: TransferToolHours;
  /**
   * The target is shown the number of the person in the call (From), with ours as the asserted identity
   * (RFC 3325); for trunks that allow it.
   */
  readonly show_callee?: boolean;
  /** The recording ends when both are connected. */
  readonly stop_recording?: boolean;
}

export interface TransferToolDestination {
  readonly name: string;
  /** E.164 or SIP URI. */
  readonly to: string;
  /** When to transfer there. Default: "". */
  readonly condition?: string;
  /** Of whoever answers there; by it calls are found. */
  readonly email?: string;
}

export interface TransferToolHours {
  /** IANA. */
  readonly time_zone: string;
  readonly windows: readonly {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /**
     * `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than
     * `from`: on the next day.
     */
    readonly to: string;
  }[];
  /** Said to the callee outside of them. */
  readonly closed?: string;
}

export interface SendDtmfTool {
  readonly type: 'send_dtmf';
  /** Tells the model when to use it. */
  readonly description?: string;
}

export interface LeaveVoicemailTool {
  readonly type: 'leave_voicemail';
  /** Tells the model when to use it. */
  readonly description?: string;
  readonly message: string;
}

export interface SetVariableTool {
  readonly type: 'set_variable';
  /** Tells the model when to use it. */
  readonly description?: string;
  readonly names: readonly string[];
}

export interface ScheduleCallbackTool {
  readonly type: 'schedule_callback';
  /** Tells the model when to use it. */
  readonly description?: string;
  /** Default: 14. */
  readonly max_days?: number;
}

export interface BookAppointmentTool {
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
  readonly speech?: Speech;
}

export interface SendSmsTool {
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
  readonly speech?: Speech;
  /**
   * `during` (when absent): when the model or a flow calls it. `before`: by itself, before the call is
   * dialled or answered. `after`: by itself, after the call.
   */
  readonly when?: HttpToolWhen;
  /**
   * When to run it, in words. `during`: told to the model. `after`: a language model judges it by the
   * transcript; not met, it does not run.
   */
  readonly condition?: string;
  /**
   * Arguments with fixed values, strings may hold {{variables}}; no model sees or changes them. The rest
   * is given by a model.
   */
  readonly arguments?: Readonly<Record<string, unknown>>;
}
