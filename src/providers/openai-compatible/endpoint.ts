/** Where an OpenAI-compatible server is, and what its answers' heads hold. */
import { ModelError, type ModelFault } from '#models';

/** Of a refusal's body this much is read, to tell an empty account from too many requests. */
const REFUSAL_BYTES = 4096;

/** Makes the errors of one provider. */
export type Fail = (fault: ModelFault, message: string, requestId?: string, cause?: unknown) => ModelError;

export function failOf(provider: string): Fail {
  return (fault, message, requestId, cause) =>
    new ModelError({ provider, fault, message, cause, ...(requestId === undefined ? {} : { requestId }) });
}

/** The two addresses of one base. @throws ModelError `bad-request` */
export function readBase(base: string, fail: Fail): { readonly chat: URL; readonly models: URL } {
  const url = URL.parse(base);
  if (!url || !/^https?:$/.test(url.protocol))
    throw fail(
      'bad-request',
      'The URL of the language model must be http or https, e.g. http://127.0.0.1:11434/v1.',
    );
  if (url.username || url.password)
    throw fail('bad-request', 'The URL of the language model must not hold credentials; give the key apart.');
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  const at = (end: string): URL => {
    const there = new URL(url);
    there.pathname = `${path}${end}`;
    return there;
  };
  return { chat: at('/chat/completions'), models: at('/models') };
}

/** The server's own id of the request, for its support. */
export function requestIdOf(response: Response): string | undefined {
  const id = response.headers.get('x-request-id') ?? response.headers.get('request-id');
  return id?.slice(0, 200);
}

/** The start of a refusal's body. */
export async function readStart(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length >= REFUSAL_BYTES) break;
  }
  return text.slice(0, REFUSAL_BYTES);
}
