/** From the wish for a tool to what it does: looked up, checked, begun. */
import { argumentFaults, isOpenAt, render, toolName, type TransferTool } from '#domain';
import { ms } from '../core/setup.ts';
import type { ToolWanted } from '../core/signal.ts';
import { callVariables } from '../core/variables.ts';
import { closingOf } from './end-reasons.ts';
import { askBooking, askSlots } from './booking.ts';
import { scheduleCallback } from './callback.ts';
import { functionsOf } from './functions.ts';
import type { ToolAction, ToolFunction } from './tool-function.ts';
import { sendKeys } from './keys.ts';
import { fillArguments, toolRequest } from './request.ts';
import { FILLER, fillerAfter } from './speech.ts';
import type { Booking, ToolRun } from './state.ts';
import type { ToolRequest } from './tool-request.ts';
import { done, personNumber, refuse, sayAside, wallNow, type Work } from './work.ts';

export const LIMIT = 'tool-limit:';
/** Answers of the model that may call tools before the callee has the turn. */
export const MOST_ROUNDS = 8;

type Arguments = Readonly<Record<string, unknown>>;

export function want(work: Work, wanted: ToolWanted): void {
  const { run, name } = wanted;
  const asked = { run, tool: name };
  if (work.state.runs.some((it) => it.run === run)) return;
  const found = functionsOf({ ...work.scene, parts: { ...work.scene.parts, tools: work.state } }).find(
    ({ spec }) => spec.name === name,
  );
  const args = wanted.arguments;
  if (!found) return refuse(work, asked, 'unknown', `There is no tool '${name}'.`);
  if (args === null) return refuse(work, asked, 'arguments', 'The arguments are not a JSON object.');
  if (wanted.by === 'model' && !counted(work))
    return refuse(work, asked, 'too-many', 'Too many calls of tools; answer the person now.');
  const faults = argumentFaults(found.spec.parameters, args);
  if (faults.length > 0) return refuse(work, asked, 'arguments', faults.join(' '));
  begin(work, wanted, found, args);
}

/** One answer of the model counts once, however many tools it calls. */
function counted(work: Work): boolean {
  const { state } = work;
  if (!state.counted) work.state = { ...state, counted: true, rounds: state.rounds + 1 };
  return work.state.rounds < MOST_ROUNDS;
}

function begin(work: Work, wanted: ToolWanted, { action, spec }: ToolFunction, args: Arguments): void {
  const asked = { run: wanted.run, tool: spec.name };
  switch (action.kind) {
    case 'served':
      return request(work, wanted, action, { kind: 'mcp', server: action.tool, name: action.served }, args);
    case 'slots':
    case 'book': {
      const ask = action.kind === 'slots' ? askSlots : askBooking;
      const made = ask(work, asked, action.tool, args);
      if (made) request(work, wanted, action, made.request, args, made.booking);
      return;
    }
    case 'knowledge':
      return request(work, wanted, action, { kind: 'knowledge', query: String(args['query']) }, args);
    case 'whole':
      return beginWhole(work, wanted, action, args);
  }
}

function beginWhole(
  work: Work,
  wanted: ToolWanted,
  action: ToolAction & { kind: 'whole' },
  args: Arguments,
): void {
  const { tool } = action;
  const asked = { run: wanted.run, tool: toolName(tool) };
  const variables = callVariables(work.scene);
  switch (tool.type) {
    case 'http': {
      const at = wallNow(work.state.epoch, work.scene);
      const all = { ...args, ...fillArguments(tool.arguments ?? {}, variables) };
      const http = toolRequest(tool, all, variables, { run: wanted.run, at });
      const { auth, answer } = tool;
      return request(
        work,
        wanted,
        action,
        {
          ...{ kind: 'http', http },
          ...(auth ? { auth } : {}),
          ...(answer === 'results' ? { resultOf: wanted.run } : {}),
        },
        args,
      );
    }
    case 'send_sms': {
      const to = personNumber(work.scene);
      const text = tool.text === undefined ? String(args['text']) : render(tool.text, variables).text;
      if (to === null) return refuse(work, asked, 'no-number', 'The person has no telephone number.');
      return request(work, wanted, action, { kind: 'sms', tool, to, text }, args);
    }
    case 'end_call': {
      const text = wanted.by === 'node' ? 'The flow ended the call.' : 'The agent ended the call.';
      const chosen = tool.reasons?.find(({ reason }) => reason === args['reason']);
      work.signals.push({
        ...{ type: 'finish', reason: 'end-call-tool', text, say: closingOf(chosen, variables) },
        ...(chosen ? { stated: chosen.reason } : {}),
      });
      return;
    }
    case 'transfer':
      return transfer(work, wanted, tool, args);
    case 'leave_voicemail':
      work.signals.push({ type: 'voicemail-wanted', message: render(tool.message, variables).text });
      return done(work, {
        ...asked,
        ok: true,
        detail: 'ok',
        result: { status: 'The message will be left after the beep.' },
      });
    case 'set_variable':
      work.signals.push({ type: 'variables-set', values: args });
      return done(work, { ...asked, ok: true, detail: 'ok', result: { status: 'kept' } });
    case 'send_dtmf':
      add(work, { run: wanted.run, tool: asked.tool });
      return sendKeys(work, wanted.run, String(args['digits']));
    case 'schedule_callback':
      if (scheduleCallback(work, asked, tool.max_days, args))
        add(work, { run: wanted.run, tool: asked.tool });
      return;
  }
}

/**
 * Announcement and second leg are another part's; from here on it is decided, whatever becomes of the words. Who has
 * spoken already has announced it.
 */
function transfer(
  work: Work,
  { run, name, spoken = false }: ToolWanted,
  tool: TransferTool,
  args: Arguments,
): void {
  const variables = callVariables(work.scene);
  const filled = (text: string): string => render(text, variables).text;
  const { announcement, briefing, failed, hours, to: fixed, destinations, phone_book_id: _, ...rest } = tool;
  if (hours && !isOpenAt(hours, wallNow(work.state.epoch, work.scene))) {
    const said = hours.closed !== undefined && sayAside(work, hours.closed, true);
    const told = said ? ' The person was told.' : '';
    return refuse(work, { run, tool: name }, 'closed', `Nobody can be reached at this hour.${told}`);
  }
  const to = fixed ?? destinations?.find((it) => it.name === args['destination'])?.to;
  if (to === undefined)
    return refuse(work, { run, tool: name }, 'no-destination', 'There is nobody to transfer to.');
  add(work, { run, tool: name });
  const texts = {
    ...(announcement === undefined || spoken ? {} : { announcement: filled(announcement) }),
    ...(briefing === undefined ? {} : { briefing: filled(briefing) }),
    ...(failed === undefined ? {} : { failed: filled(failed) }),
    ...(rest.goodbye === undefined ? {} : { goodbye: filled(rest.goodbye) }),
    ...(rest.briefing_prompt === undefined ? {} : { briefing_prompt: filled(rest.briefing_prompt) }),
  };
  work.signals.push({ type: 'transfer-wanted', run, tool: { ...rest, to: filled(to), ...texts } });
}

/** Sends it: first words, fillers and limit are armed. */
function request(
  work: Work,
  wanted: ToolWanted,
  { tool }: ToolAction,
  made: ToolRequest,
  args: Arguments,
  booking?: Booking,
): void {
  const { run, name, spoken = false } = wanted;
  const { now } = work.scene;
  const timeout = 'timeout_ms' in tool ? tool.timeout_ms : 0;
  const speech = 'speech' in tool ? (tool.speech ?? null) : null;
  const reported = tool.type === 'http' && tool.asynchronous === true;
  if (speech?.before !== undefined && !spoken) sayAside(work, speech.before);
  add(work, { run, tool: name, speech, reported, ...(booking ? { booking } : {}) });
  work.effects.push(
    { type: 'tool-run', run, tool: name, arguments: args, request: made },
    { type: 'alarm-set', name: LIMIT + run, at: now + ms(timeout) },
  );
  if (reported) {
    work.signals.push({
      type: 'tool-done',
      run,
      tool: name,
      ok: true,
      detail: 'started',
      result: { status: 'started' },
    });
    return;
  }
  if ((speech?.during?.length ?? 0) > 0)
    work.effects.push({ type: 'alarm-set', name: FILLER + run, at: now + ms(fillerAfter(speech)) });
}

function add(work: Work, run: Pick<ToolRun, 'run' | 'tool'> & Partial<ToolRun>): void {
  const fresh = { speech: null, reported: false, fillers: 0, fillerDue: false };
  work.state = { ...work.state, runs: [...work.state.runs, { ...fresh, ...run }] };
}
