/** What the shell is asked to do for a tool. Secrets in it are sealed; the shell opens them for the request. */
import type { BookAppointmentTool, HttpToolAuth, McpTool, SendSmsTool } from '#domain';
import type { Appointment, HttpRequest, SlotRange } from '#models';

export type ToolRequest =
  /** `resultOf`: the answer holds results of several calls, and this one's is wanted. */
  | {
      readonly kind: 'http';
      readonly http: HttpRequest;
      readonly auth?: HttpToolAuth;
      readonly resultOf?: string;
    }
  /** `name` as the server calls the tool. */
  | { readonly kind: 'mcp'; readonly server: McpTool; readonly name: string }
  | { readonly kind: 'slots'; readonly tool: BookAppointmentTool; readonly range: SlotRange }
  | { readonly kind: 'booking'; readonly tool: BookAppointmentTool; readonly appointment: Appointment }
  | { readonly kind: 'knowledge'; readonly query: string }
  | { readonly kind: 'sms'; readonly tool: SendSmsTool; readonly to: string; readonly text: string };
