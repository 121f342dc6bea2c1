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

export type HttpToolAuth = McpToolAuth | HmacAuth;

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
  /**
   * Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default:
   * false.
   */
  readonly confirm?: boolean;
  /** Default: 30. */
  readonly ring_timeout_s?: number;
  /** May hold {{variables}}. */
  readonly failed?: string;
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
