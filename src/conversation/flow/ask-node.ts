/** A node that asks. */
import type { FlowNode } from '#domain';

export type AskNode = FlowNode & { type: 'ask' };
