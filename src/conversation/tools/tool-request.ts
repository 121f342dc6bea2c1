/** What the shell is asked to do for a tool. Secrets in it are sealed; the shell opens them for the request. */
import type { BookAppointmentTool, McpTool, SendSmsTool, ToolAuth } from '#domain';
import type { Appointment, HttpRequest, SlotRange } from '#models';

export type ToolRequest =
  | { readonly kind: 'http'; readonly http: HttpRequest; readonly auth?: ToolAuth }
  /** `name` as the server calls the tool. */
  | { readonly kind: 'mcp'; readonly server: McpTool; readonly name: string }
  | { readonly kind: 'slots'; readonly tool: BookAppointmentTool; readonly range: SlotRange }
  | { readonly kind: 'booking'; readonly tool: BookAppointmentTool; readonly appointment: Appointment }
  | { readonly kind: 'sms'; readonly tool: SendSmsTool; readonly to: string; readonly text: string };
