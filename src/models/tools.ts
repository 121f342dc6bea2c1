/** Services that a tool acts through: tool servers, calendars, text messages. Whoever implements them does no I/O but by `HttpClient`. */
import type { Millis } from '#kernel';
import type { HttpClient } from './http.ts';

/** What every service is made of. */
export interface ServiceOptions {
  /** Guarded: addresses of tenants. */
  readonly http: HttpClient;
  /** Another base than the vendor's own. */
  readonly url?: string | undefined;
  /** Of one request, ms. */
  readonly timeoutMs: Millis;
}

/** A tool that a server offers. */
export interface ServedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a served tool answered; `ok: false` when the tool itself says that it failed. */
export interface ServedResult {
  readonly ok: boolean;
  readonly result: unknown;
}

/** A server of tools, for one call. */
export interface ToolServer {
  readonly contract: 1;
  /** @throws ModelError */
  list(signal: AbortSignal): Promise<readonly ServedTool[]>;
  /** @throws ModelError; `bad-request` for a tool or arguments that the server refuses */
  call(name: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ServedResult>;
  /** Ends the session, if there is one; never fails. */
  close(): Promise<void>;
}

export interface ToolServerOptions extends ServiceOptions {
  readonly url: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A stretch of time, ms since the epoch. */
export interface SlotRange {
  readonly from: Millis;
  readonly to: Millis;
  /** IANA name. */
  readonly timeZone: string;
}

/** Whom an appointment is for. */
export interface Appointment {
  /** The start, ms since the epoch. */
  readonly at: Millis;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly notes: string | null;
  readonly timeZone: string;
}

export interface Booking {
  /** The vendor's id. */
  readonly id: string;
  /** The vendor's word, e.g. `accepted`. */
  readonly status: string;
}

/** A calendar with free slots. */
export interface Calendar {
  readonly contract: 1;
  /** Starts of free slots, ms since the epoch, ascending. @throws ModelError */
  freeSlots(range: SlotRange, signal: AbortSignal): Promise<readonly Millis[]>;
  /** @throws ModelError; `bad-request` when the slot was taken meanwhile or the data do not suffice */
  book(appointment: Appointment, signal: AbortSignal): Promise<Booking>;
}

export interface CalendarOptions extends ServiceOptions {
  readonly key: string;
  /** The vendor's id of the calendar or kind of appointment. */
  readonly calendar: string;
  /** For vendors whose calendars lie in locations. */
  readonly location?: string | undefined;
}

/** Sends text messages. */
export interface Messenger {
  readonly contract: 1;
  /** @returns the vendor's id of the message. @throws ModelError */
  send(
    message: { readonly from: string; readonly to: string; readonly text: string },
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly status: string }>;
}

export interface MessengerOptions extends ServiceOptions {
  readonly account: string;
  readonly token: string;
}

/** Makes the services of a call's tools. */
export interface ToolServices {
  toolServer(options: ToolServerOptions): ToolServer;
  calendar(provider: 'cal_com' | 'gohighlevel', options: CalendarOptions): Calendar;
  messenger(options: MessengerOptions): Messenger;
}
