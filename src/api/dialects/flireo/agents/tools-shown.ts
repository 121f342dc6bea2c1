/** Tools of an agent in Flireo's words, for agents and calls that other APIs made too. */
import { MASK, ownTools, type AgentConfig, type AgentTool, type HttpTool, type TransferTool } from '#domain';
import type { Json } from '../../shared/fields.ts';
import { withTwins } from '../spelling.ts';

/** Where a template has no address of its own: that of the agent into which it is copied. */
export const AGENTS_URL = '{{webhook_url}}';

/** Has Flireo a word for it? Of others an agent keeps those that it has, whatever Flireo's clients write. */
export function isTellable(tool: AgentTool): boolean {
  return (
    tool.type === 'http' ||
    tool.type === 'end_call' ||
    (tool.type === 'transfer' && tool.phone_book_id === undefined)
  );
}

export function toolsShown({ tools }: Pick<AgentConfig, 'tools'>): Json[] {
  return ownTools(tools).flatMap((tool) => {
    if (tool.type === 'http') return [functionShown(tool)];
    if (tool.type === 'end_call')
      return [{ type: 'endCall', ...(tool.description ? { description: tool.description } : {}) }];
    return tool.type === 'transfer' && isTellable(tool)
      ? [{ type: 'transferCall', destinations: destinationsShown(tool) }]
      : [];
  });
}

export function functionShown(tool: HttpTool): Json {
  const { name, description, parameters, url, asynchronous = false, speech, auth } = tool;
  const shown = {
    ...{ type: 'function', name, description },
    ...(url === AGENTS_URL ? {} : { url }),
    ...(parameters === undefined ? {} : { parameters }),
    async: asynchronous,
    ...(speech?.before === undefined ? {} : { async_response: speech.before }),
    ...(auth?.type === 'hmac' ? { server: { url, secret: MASK } } : {}),
  };
  return withTwins(shown, ['async_response']);
}

export function destinationsShown({ to, destinations, description, announcement }: TransferTool): Json[] {
  const message = announcement === undefined ? {} : { message: announcement };
  if (destinations)
    return destinations.map((one) => ({
      type: 'number',
      number: one.to,
      description: one.condition || one.name,
      ...message,
    }));
  return to === undefined
    ? []
    : [{ type: 'number', number: to, ...(description ? { description } : {}), ...message }];
}
