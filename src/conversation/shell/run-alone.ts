/** Runs one tool outside of a conversation: before a call, or after it. */
import { render, type HttpTool, type Sealer, type SendSmsTool, type Variables } from '#domain';
import type { Millis } from '#kernel';
import type { HttpClient, ToolServices } from '#models';
import { fillArguments, toolRequest } from '../tools/request.ts';
import { httpAnswer, type Answer } from './answer-of.ts';
import { Opened } from './secrets.ts';

/** What is asked of a tool that nobody in a conversation waits for. */
export interface LoneRun {
  readonly tool: HttpTool | SendSmsTool;
  /** Those that a model gave; the tool's fixed ones lie over them. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly variables: Variables;
  /** The run's id, told to the server. */
  readonly run: string;
  /** Wall time, ms since the epoch. */
  readonly at: Millis;
  /** Whom a text message goes to, E.164; null: there is no such number. */
  readonly to: string | null;
}

/** @throws ModelError when no answer comes */
export async function runAlone(
  { tool, arguments: given, variables, run, at, to }: LoneRun,
  {
    http,
    services,
    secrets,
  }: { readonly http: HttpClient; readonly services?: ToolServices; readonly secrets?: Sealer },
  signal: AbortSignal,
): Promise<Answer> {
  const opened = new Opened(secrets);
  const args = { ...given, ...fillArguments(tool.arguments ?? {}, variables) };
  if (tool.type === 'http') {
    const { auth, answer } = tool;
    const request = {
      ...{ kind: 'http' as const, http: toolRequest(tool, args, variables, { run, at }) },
      ...(auth ? { auth } : {}),
      ...(answer === 'results' ? { resultOf: run } : {}),
    };
    const answered = await httpAnswer(request, opened, http, signal);
    return { ...answered, result: opened.maskValue(answered.result) };
  }
  if (!services) return refused('unavailable', 'Text messages cannot be sent here.');
  if (to === null) return refused('no-number', 'The person has no telephone number.');
  const { account, token, from, url, timeout_ms: timeoutMs } = tool;
  const messenger = services.messenger({ http, account, token: opened.open(token), url, timeoutMs });
  const text = tool.text === undefined ? String(args['text'] ?? '') : render(tool.text, variables).text;
  return {
    ok: true,
    detail: 'ok',
    result: opened.maskValue(await messenger.send({ from, to, text }, signal)),
  };
}

function refused(detail: string, error: string): Answer {
  return { ok: false, detail, result: { error } };
}
