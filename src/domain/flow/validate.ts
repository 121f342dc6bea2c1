/** What makes a well-formed flow a sound one; every fault names its node. */
import type { FieldFault } from '#kernel';
import { answersTo, callableNames, type Tool } from '../agents/tools-schema.ts';
import type { Flow, FlowEdge, FlowNode, Slot } from './schema.ts';

/** @param path where the flow stands in the request. @returns every fault; none for a flow that can run. */
export function validateFlow(flow: Flow, tools: readonly Tool[], path = 'flow'): FieldFault[] {
  return [
    ...idFaults(flow, path),
    ...edgeFaults(flow, path),
    ...slotFaults(flow, path),
    ...toolFaults(flow, tools, path),
    ...wayFaults(flow, path),
    ...reachFaults(flow, path),
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
const ENDINGS: Readonly<Record<FlowNode['type'], readonly FlowEdge['on'][]>> = {
  say: [],
  ask: ['no_match', 'no_input'],
  decide: [],
  tool: ['error'],
  end: [],
};

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
    else if (from && edge.on !== undefined && !ENDINGS[from.type].includes(edge.on))
      faults.push({
        param: `${param}.on`,
        rule: 'ending-exists',
        message: `node '${from.id}': a node of type '${from.type}' never ends with '${edge.on}'${endings(from.type)}.`,
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

function endings(type: FlowNode['type']): string {
  const known = ENDINGS[type];
  return known.length === 0 ? '; remove on' : `; known: ${known.join(', ')}`;
}

function slotFaults({ nodes }: Flow, path: string): FieldFault[] {
  return nodes.flatMap((node, index) =>
    node.type === 'ask'
      ? slotRules(node.slot).map(({ field, rule, message }) => ({
          param: `${path}.nodes[${index}].slot${field}`,
          rule,
          message: `node '${node.id}': ${message}`,
        }))
      : [],
  );
}

function slotRules(slot: Slot): { field: string; rule: string; message: string }[] {
  if (slot.type === 'digits' && slot.max < slot.min)
    return [{ field: '.max', rule: 'min-max', message: `max is below min; make it ${slot.min} or more.` }];
  if (slot.type !== 'choice') return [];
  const faults: { field: string; rule: string; message: string }[] = [];
  const phrases = new Map<string, string>();
  const keys = new Set<string>();
  slot.options.forEach((option, index) => {
    const field = `.options[${index}]`;
    if (option.value.startsWith(':'))
      faults.push({
        field: `${field}.value`,
        rule: 'reserved',
        message: `the value '${option.value}' begins with ':', which is reserved; rename it.`,
      });
    for (const phrase of option.phrases.map((text) => text.trim().toLowerCase())) {
      const other = phrases.get(phrase);
      if (other !== undefined && other !== option.value)
        faults.push({
          field: `${field}.phrases`,
          rule: 'unique',
          message: `'${phrase}' stands for '${other}' and for '${option.value}'; keep it in one of them.`,
        });
      phrases.set(phrase, option.value);
    }
    if (option.key === undefined) return;
    if (keys.has(option.key))
      faults.push({
        field: `${field}.key`,
        rule: 'unique',
        message: `key '${option.key}' is used twice; give each option its own.`,
      });
    keys.add(option.key);
  });
  return faults;
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
  if (node.type !== 'ask' || node.slot.type === 'digits') return false;
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

/** A circle without an ask would talk for ever, with nobody able to answer. */
function circleFaults({ nodes, edges }: Flow, path: string): FieldFault[] {
  const asks = new Set(nodes.filter(({ type }) => type === 'ask').map(({ id }) => id));
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
