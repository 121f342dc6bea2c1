/** Answers that are used where no way could have filled them. */
import type { FieldFault } from '#kernel';
import { placeholders } from '../variables/template.ts';
import type { Flow, FlowNode } from './schema.ts';

/**
 * A slot's answer that a text needs before any ask on any way could have filled it. Slots that only some ways fill may
 * be empty: that is the flow's affair.
 */
export function unfilledFaults(
  { start, nodes, edges }: Flow,
  path: string,
  variables: readonly string[] = [],
): FieldFault[] {
  const fillers = new Map<string, string[]>();
  for (const node of nodes)
    for (const name of fills(node)) fillers.set(name, [...(fillers.get(name) ?? []), node.id]);
  return nodes.flatMap((node, index) => {
    const before = ancestors(node.id, edges);
    return used(node).flatMap((name) => {
      const sources = fillers.get(name);
      if (!sources || variables.includes(name) || sources.some((id) => before.has(id))) return [];
      const message = `node '${node.id}': {{${name}}} is filled by '${sources.join("', '")}', which no way from '${start}' passes before it; move one of them.`;
      return [{ param: `${path}.nodes[${index}]`, rule: 'filled-before', message }];
    });
  });
}

/** The names that a node gives values. */
export function fills(node: FlowNode): readonly string[] {
  if (node.type === 'ask') return [node.slot.name];
  if (node.type === 'prompt') return (node.slots ?? []).map(({ name }) => name);
  return node.type === 'tool' && node.save_as !== undefined ? [node.save_as] : [];
}

/** What is said or sent as the node is entered. */
function used(node: FlowNode): readonly string[] {
  const texts: unknown[] = Object.entries(node)
    .filter(
      ([field]) => field !== 'reprompt' && field !== 'slot' && field !== 'slots' && field !== 'outcomes',
    )
    .map(([, value]) => value);
  const names = texts.flatMap(inside).map((name) => name.split('.')[0]!);
  return [...new Set(names)];
}

function inside(value: unknown): string[] {
  if (typeof value === 'string') return placeholders(value);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(inside) : [];
}

/** Nodes from which a way leads to `id`; itself only over a circle. */
function ancestors(id: string, edges: Flow['edges']): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const { from, to } of edges)
      if (to === at && !found.has(from)) {
        found.add(from);
        open.push(from);
      }
  return found;
}
