/** Asks a running server through its operator's socket. */
import { request } from 'node:http';
import { AppError } from '#kernel';
import { findSocketPath } from './address.ts';

const TIMEOUT_MS = 10_000;
/** What connecting says when nobody listens. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);

/**
 * What the server of this data directory answers; null when none runs.
 * @param timeoutMs patience with each silence of it
 * @throws AppError what the server refused, `operator-socket` when it is there but can not be asked
 */
export async function askOperator(
  dataDir: string,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  timeoutMs = TIMEOUT_MS,
): Promise<Readonly<Record<string, unknown>> | null> {
  const socketPath = findSocketPath(dataDir);
  if (socketPath === null) return null;
  let answer;
  try {
    answer = await exchange(socketPath, method, path, body, timeoutMs);
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    if (NOBODY.has(code)) return null;
    throw new AppError({
      code: 'operator-socket',
      status: 500,
      message:
        code === 'EACCES' || code === 'EPERM'
          ? `Another user runs the server of ${dataDir}. Run this as that user.`
          : `The server of ${dataDir} does not answer on ${socketPath} (${code}). Look at its log.`,
      cause,
    });
  }
  const value = JSON.parse(answer.text) as Record<string, unknown>;
  if (answer.status < 400) return value;
  throw new AppError({
    code: String(value['code']),
    status: answer.status,
    message: String(value['message']),
  });
}

function exchange(
  socketPath: string,
  method: string,
  path: string,
  body: object | undefined,
  timeout: number,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath, method, path, timeout, headers: { 'Content-Type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}
