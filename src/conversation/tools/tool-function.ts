/** A function that a model may call, and what is done then. */
import type { BookAppointmentTool, McpTool, Tool } from '#domain';
import type { ToolSpec } from '#models';

export type ToolAction =
  | { readonly kind: 'whole'; readonly tool: Exclude<Tool, McpTool | BookAppointmentTool> }
  | { readonly kind: 'slots' | 'book'; readonly tool: BookAppointmentTool }
  /** `served` is the server's own name of it. */
  | { readonly kind: 'served'; readonly tool: McpTool; readonly served: string }
  /** Looks something up in the call's knowledge bases. */
  | {
      readonly kind: 'knowledge';
      readonly tool: { readonly type: 'knowledge'; readonly timeout_ms: number };
    };

export interface ToolFunction {
  readonly spec: ToolSpec;
  readonly action: ToolAction;
}
