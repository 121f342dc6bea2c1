/** The tool servers of a call: asked while it rings what they offer, one session each. */
import { ownTools, type McpTool } from '#domain';
import type { Clock, Logger } from '#kernel';
import type { ToolServer } from '#models';
import type { ConversationOptions } from '../conversation.ts';
import type { InputFault, ToolDiscovery } from '../core/input.ts';
import { faultOf } from './fault.ts';
import { Opened } from './secrets.ts';

interface Known {
  readonly tool: McpTool;
  readonly opened: Opened;
  readonly server: ToolServer | null;
}

export class ToolServers {
  readonly #known = new Map<string, Known>();
  readonly #found: ToolDiscovery[] = [];
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #closing = new AbortController();
  #late: ((discovery: ToolDiscovery) => void) | null = null;

  constructor(options: ConversationOptions) {
    this.#clock = options.clock;
    this.#logger = options.logger;
    for (const tool of ownTools(options.plan.config.tools))
      if (tool.type === 'mcp') this.#known.set(tool.name, connect(tool, options));
  }

  /** Asks every server; settles when each has answered or its time is over. Never fails. */
  async discover(): Promise<void> {
    await Promise.all([...this.#known.values()].map((known) => this.#ask(known)));
  }

  /** What is known at the answer; what comes later is told to `late`. */
  found(late: (discovery: ToolDiscovery) => void): readonly ToolDiscovery[] {
    this.#late = late;
    return [...this.#found];
  }

  /** So far. */
  get known(): readonly ToolDiscovery[] {
    return this.#found;
  }

  of(tool: McpTool): Known | undefined {
    return this.#known.get(tool.name);
  }

  close(): void {
    this.#closing.abort();
    this.#late = null;
    for (const { server } of this.#known.values()) void server?.close();
  }

  async #ask({ tool, opened, server }: Known): Promise<void> {
    const limit = new AbortController();
    const timer = this.#clock.after(tool.timeout_ms, () => limit.abort());
    const signal = AbortSignal.any([limit.signal, this.#closing.signal]);
    try {
      if (!server) throw unavailable;
      const tools = await Promise.race([server.list(signal), broken(signal)]);
      const seen = tools.map((it) => opened.maskValue(it) as typeof it);
      this.#tell({ server: tool.name, tools: seen });
    } catch (thrown) {
      const fault: InputFault = limit.signal.aborted
        ? 'timeout'
        : thrown === unavailable
          ? 'unavailable'
          : faultOf(thrown);
      this.#logger.warn('tools-unavailable', { tool: tool.name, fault });
      this.#tell({ server: tool.name, fault });
    } finally {
      timer.cancel();
    }
  }

  #tell(discovery: ToolDiscovery): void {
    if (this.#closing.signal.aborted) return;
    this.#found.push(discovery);
    this.#late?.(discovery);
  }
}

const unavailable = Symbol('no services of this kind');

function connect(tool: McpTool, { services, secrets, http }: ConversationOptions): Known {
  const opened = new Opened(secrets);
  if (!services) return { tool, opened, server: null };
  let server: ToolServer | null = null;
  // The secret is opened when the first request leaves.
  const made = (): ToolServer =>
    (server ??= services.toolServer({
      url: tool.url,
      headers: opened.auth(tool.auth),
      http,
      timeoutMs: tool.timeout_ms,
    }));
  return {
    tool,
    opened,
    server: {
      contract: 1,
      list: async (signal) => made().list(signal),
      call: async (name, args, signal) => made().call(name, args, signal),
      close: async () => server?.close(),
    },
  };
}

function broken(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
