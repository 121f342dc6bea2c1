/** The reasons for which an agent may end its call, and what is said then. */
import { render, type Tool } from '#domain';
import type { ToolSpec } from '#models';

type EndTool = Extract<Tool, { readonly type: 'end_call' }>;
type Reason = NonNullable<EndTool['reasons']>[number];

/** What the function says of itself, and its one argument. */
export function describeReasons(reasons: readonly Reason[]): Pick<ToolSpec, 'parameters'> & { text: string } {
  return {
    text: ['Name the reason; each says what is spoken with it.', ...reasons.map(caseOf)].join(' '),
    parameters: {
      type: 'object',
      properties: { reason: { type: 'string', enum: reasons.map(({ reason }) => reason) } },
      additionalProperties: false,
    },
  };
}

function caseOf({ reason, closing, text }: Reason): string {
  switch (closing) {
    case 'static':
      return `"${reason}": say nothing more yourself; the goodbye is spoken for you.`;
    case 'prompt':
      return `"${reason}": in the same answer, before it, say goodbye like this: ${text ?? 'shortly and kindly'}.`;
    case 'none':
      return `"${reason}": say nothing more.`;
  }
}

/** The fixed goodbye of a reason; null: nothing is added. */
export function closingOf(
  chosen: Reason | undefined,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  if (chosen?.closing !== 'static' || chosen.text === undefined) return null;
  const { text } = render(chosen.text, variables);
  return text === '' ? null : text;
}

/** The reason that a model named; null: none of the list. */
export function namedReason(
  tool: EndTool | undefined,
  args: Readonly<Record<string, unknown>> | null,
): Reason | null {
  return tool?.reasons?.find(({ reason }) => reason === args?.['reason']) ?? null;
}
