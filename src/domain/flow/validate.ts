/** What makes a well-formed flow a sound one; every fault names its node. */
import type { FieldFault } from '#kernel';
import { answersTo, callableNames, type Tool } from '../agents/tools-schema.ts';
import type { Flow, FlowEdge, FlowNode } from './schema.ts';
import { slotFaults } from './slot-rules.ts';
import { unfilledFaults } from './unfilled.ts';

/**
 * @param path where the flow stands in the request
 * @param variables names that have values before the call
 * @returns every fault; none for a flow that can run
 */
export function validateFlow(
  flow: Flow,
  tools: readonly Tool[],
  path = 'flow',
  variables: readonly string[] = [],
): FieldFault[] {
  return [
    ...idFaults(flow, path),
    ...edgeFaults(flow, path),
    ...slotFaults(flow, path),
    ...promptFaults(flow, path),
    ...toolFaults(flow, tools, path),
    ...wayFaults(flow, path),
    ...reachFaults(flow, path),
    ...unfilledFaults(flow, path, variables),
    ...circleFaults(flow, path),
  ];
}

function idFaults({ start, nodes }: Flow, path: string): FieldFault[] {
  const faults: FieldFault[] = [];
  const first = new Map<string, number>();
  nodes.forEach(({ id }, index) => {
    if (first.has(id))
      faults.push({
        param: `${path}.nodes[${index}].id`,
        rule: 'unique',
        message: `node '${id}': nodes[${first.get(id)}] has this id already; rename one of them.`,
      });
    else first.set(id, index);
  });
  if (!first.has(start))
    faults.push({
      param: `${path}.start`,
      rule: 'node-exists',
      message: `no node '${start}' exists; name one of: ${names(nodes)}.`,
    });
  return faults;
}

/** Which ways a type of node can end beside the ordinary one. */
function endingsOf(node: FlowNode): readonly string[] {
  switch (node.type) {
    case 'ask':
      return ['no_match', 'no_input'];
    case 'tool':
      return ['error'];
    case 'transfer':
      return ['failed'];
    case 'prompt':
      return [...node.outcomes.map(({ name }) => name), ...PROMPT_ENDINGS];
    default:
      return [];
  }
}

/** How a prompt node ends without an outcome. */
const PROMPT_ENDINGS = ['max_turns', 'no_input', 'error'];

function edgeFaults({ nodes, edges }: Flow, path: string): FieldFault[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge, index): FieldFault[] => {
    const param = `${path}.edges[${index}]`;
    const faults: FieldFault[] = [];
    for (const end of ['from', 'to'] as const)
      if (!byId.has(edge[end]))
        faults.push({
          param: `${param}.${end}`,
          rule: 'node-exists',
          message: `no node '${edge[end]}' exists; name one of: ${names(nodes)}.`,
        });
    const from = byId.get(edge.from);
    if (from?.type === 'end')
      faults.push({
        param: `${param}.from`,
        rule: 'end-is-final',
        message: `node '${from.id}': nothing can follow an end; remove the edge or change the node's type.`,
      });
    else if (from && edge.on !== undefined && !endingsOf(from).includes(edge.on))
      faults.push({
        param: `${param}.on`,
        rule: 'ending-exists',
        message: `node '${from.id}': a node of type '${from.type}' never ends with '${edge.on}'${endings(from)}.`,
      });
    const { when } = edge;
    if (when && !['exists', 'not_exists'].includes(when.op) && when.value === undefined)
      faults.push({
        param: `${param}.when.value`,
        rule: 'required',
        message: `edge from node '${edge.from}': '${when.op}' compares with a value; add it.`,
      });
    return faults;
  });
}

function endings(node: FlowNode): string {
  const known = endingsOf(node);
  return known.length === 0 ? '; remove on' : `; known: ${known.join(', ')}`;
}

/** Each outcome leads somewhere, by its own edge or the plain one, and none has the name of another ending. */
function promptFaults({ nodes, edges }: Flow, path: string): FieldFault[] {
  return nodes.flatMap((node, index): FieldFault[] => {
    if (node.type !== 'prompt') return [];
    const ways = edges.filter((edge) => edge.from === node.id);
    const plain = ways.some((edge) => edge.on === undefined && edge.when === undefined);
    const names = node.outcomes.map(({ name }) => name);
    return names.flatMap((name, at): FieldFault[] => {
      const param = `${path}.nodes[${index}].outcomes[${at}].name`;
      if (PROMPT_ENDINGS.includes(name) || names.indexOf(name) < at) {
        const message = `node '${node.id}': '${name}' is taken; rename the outcome.`;
        return [{ param, rule: 'unique', message }];
      }
      if (plain || ways.some((edge) => edge.on === name && edge.when === undefined)) return [];
      const message = `node '${node.id}': no edge leads on from the outcome '${name}'; add one with on: '${name}', or one without on.`;
      return [{ param, rule: 'way-out', message }];
    });
  });
}

function toolFaults({ nodes }: Flow, tools: readonly Tool[], path: string): FieldFault[] {
  const known = tools.flatMap(callableNames);
  return nodes.flatMap((node, index) =>
    node.type === 'tool' && !tools.some((tool) => answersTo(tool, node.tool))
      ? [
          {
            param: `${path}.nodes[${index}].tool`,
            rule: 'tool-exists',
            message: `node '${node.id}': the agent has no tool '${node.tool}'; ${
              known.length === 0 ? 'add it to tools' : `name one of: ${known.join(', ')}`
            }.`,
          },
        ]
      : [],
  );
}

/** Every node but an end leads on whatever the values are: by an ordinary edge without condition. */
function wayFaults({ nodes, edges }: Flow, path: string): FieldFault[] {
  return nodes.flatMap((node, index) => {
    if (node.type === 'end') return [];
    const ways = edges.filter((edge) => edge.from === node.id && edge.on === undefined);
    // A prompt may have nothing but outcomes, and whoever was transferred is gone.
    const named = edges.filter((edge) => edge.from === node.id && edge.on !== undefined);
    if ((node.type === 'prompt' || node.type === 'transfer') && ways.length === 0 && named.length > 0)
      return [];
    const param = `${path}.nodes[${index}]`;
    if (ways.length === 0)
      return [
        {
          param,
          rule: 'way-out',
          message: `node '${node.id}': no way leads out of it; add an edge to the next node or to an end.`,
        },
      ];
    if (ways.some((edge) => edge.when === undefined) || coversAnswers(node, ways)) return [];
    const message = `node '${node.id}': every edge out of it has a condition; add one without 'when' for the rest.`;
    return [{ param, rule: 'way-out', message }];
  });
}

function coversAnswers(node: FlowNode, ways: readonly FlowEdge[]): boolean {
  if (node.type !== 'ask' || (node.slot.type !== 'yes_no' && node.slot.type !== 'choice')) return false;
  const { slot } = node;
  const values = slot.type === 'yes_no' ? ['yes', 'no'] : slot.options.map((option) => option.value);
  return values.every((value) =>
    ways.some(({ when }) => when?.variable === slot.name && when.op === 'equals' && when.value === value),
  );
}

function reachFaults({ start, nodes, edges }: Flow, path: string): FieldFault[] {
  const reached = new Set([start]);
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const { from, to } of edges)
      if (from === id && !reached.has(to)) {
        reached.add(to);
        open.push(to);
      }
  return nodes.flatMap(({ id }, index) =>
    reached.has(id)
      ? []
      : [
          {
            param: `${path}.nodes[${index}]`,
            rule: 'reachable',
            message: `node '${id}': nothing leads to it from '${start}'; add an edge or remove the node.`,
          },
        ],
  );
}

/** A circle without an ask or a prompt would talk for ever, with nobody able to answer. */
function circleFaults({ nodes, edges }: Flow, path: string): FieldFault[] {
  const asks = new Set(nodes.filter(({ type }) => type === 'ask' || type === 'prompt').map(({ id }) => id));
  const next = (id: string): string[] => edges.filter(({ from }) => from === id).map(({ to }) => to);
  const done = new Set<string>();
  const faults: FieldFault[] = [];
  const visit = (id: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(id);
    if (seen >= 0) {
      const circle = [...trail.slice(seen), id].map((name) => `'${name}'`).join(' → ');
      const index = nodes.findIndex((node) => node.id === id);
      faults.push({
        param: `${path}.nodes[${index}]`,
        rule: 'no-endless-loop',
        message: `node '${id}': ${circle} goes in a circle without an ask; put an ask into it or break it.`,
      });
      return;
    }
    if (done.has(id) || asks.has(id)) return;
    for (const to of next(id)) visit(to, [...trail, id]);
    done.add(id);
  };
  for (const { id } of nodes) visit(id, []);
  return faults;
}

function names(nodes: readonly FlowNode[]): string {
  return nodes
    .slice(0, 20)
    .map(({ id }) => id)
    .join(', ');
}
