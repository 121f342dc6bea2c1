/** Creates what the call needs and places it, through the public API only; watches it to its end. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#kernel';
import type { ApiClient, CallView } from './client.ts';
import { demoAgent, demoVariables } from './playbook.ts';
import { describeEvent, isWaiting, type Screen } from './screen.ts';

export interface PlacedCall {
  readonly call: CallView;
  /** Absolute path of a copy that outlives the demo's data directory; null when there is none. */
  readonly recording: string | null;
}

const PROGRESS_MS = 500;

/** @param to the SIP URI to call */
export async function placeCall(
  api: ApiClient,
  to: string,
  screen: Screen,
  clock: Clock,
): Promise<PlacedCall> {
  const agent = await api.post<{ id: string }>('/v1/agents', demoAgent);
  const body = { agent_id: agent.id, to, variables: demoVariables };
  const { id } = await api.post<CallView>('/v1/calls', body);
  screen.line(`${id} to ${to}`);
  const waiting = createWaiting(screen, clock);
  try {
    for await (const event of api.events(id)) {
      const text = describeEvent(event);
      if (isWaiting(event)) waiting.show(text!);
      else if (text !== null) {
        waiting.stop();
        screen.line(text);
      }
    }
  } finally {
    waiting.stop();
  }
  const call = await api.get<CallView>(`/v1/calls/${id}`);
  return { call, recording: call.recording && (await keepRecording(api, call)) };
}

/** A progress line that counts while the phone rings. */
function createWaiting(screen: Screen, clock: Clock) {
  const start = clock.monotonic();
  let timer: ReturnType<Clock['after']> | null = null;
  let text = '';
  const tick = (): void => {
    screen.progress(text, clock.monotonic() - start);
    timer = clock.after(PROGRESS_MS, tick);
  };
  const stop = (): void => {
    timer?.cancel();
    timer = null;
  };
  return {
    show(what: string) {
      stop();
      text = what;
      tick();
    },
    stop,
  };
}

async function keepRecording(api: ApiClient, call: CallView): Promise<string> {
  const path = join(tmpdir(), `parley-demo-${call.id}.wav`);
  await writeFile(path, await api.bytes(`/v1/calls/${call.id}/recording`));
  return path;
}
