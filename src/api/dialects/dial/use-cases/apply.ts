/** A use case's fields as settings of the agent that it is. Pure. */
import type { AgentConfig, AgentTool } from '#domain';
import type { Fields, Json } from '../../shared/fields.ts';
import { hoursOf } from './hours.ts';
import { changesHours, objectIn, type ExtractBody, type UseCasePatch } from './read.ts';

/** The tool that `transfer_number` makes. */
export const TRANSFER_TOOL = 'transfer_to_human';

type Change = (config: AgentConfig) => AgentConfig;

/**
 * @param own the fields that only dial knows, with the patch laid over them
 * @param fields gathers what is wrong with the hours
 */
export function changeOf(patch: UseCasePatch, own: Json, fields: Fields): Change {
  const hours = changesHours(patch) ? hoursOf(own, fields) : undefined;
  return (config) => {
    const next: AgentConfig = {
      ...config,
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.language === undefined ? {} : { language: patch.language }),
      ...(patch.keywords === undefined ? {} : { stt: { ...config.stt, keyterms: [...patch.keywords] } }),
      ...(patch.params === undefined ? {} : { variables: { ...patch.params } }),
    };
    return withoutNulls({
      ...next,
      ...(hours === undefined ? {} : { hours }),
      ...(patch.max_duration_mins === undefined ? {} : { max_duration_s: minutes(patch.max_duration_mins) }),
      ...toolsOf(patch, own, next),
      ...analysisOf(patch, next),
      ...machineOf(patch, own, next),
      ...silenceOf(patch, next),
      ...noticeOf(patch, next),
    });
  };
}

function minutes(value: number | null): number | null {
  return value === null ? null : value * 60;
}

function toolsOf(patch: UseCasePatch, own: Json, config: AgentConfig): { tools?: AgentTool[] | null } {
  if (patch.transfer_number === undefined && !('show_original_caller_id' in patch.own)) return {};
  const tools =
    patch.transfer_number === undefined ? config.tools : withTransfer(config, patch.transfer_number);
  return {
    tools: tools?.map((tool) => (tool.type === 'transfer' ? showingCaller(tool, own) : tool)) ?? null,
  };
}

/** A transfer that shows whoever answers the number of the person, if the use case says so. */
export function showingCaller<T extends { type: 'transfer' }>(tool: T, own: Json): T {
  const shows = own['show_original_caller_id'];
  return typeof shows === 'boolean' ? { ...tool, show_callee: shows } : tool;
}

function withTransfer({ tools = [] }: AgentConfig, to: string | null): AgentTool[] | null {
  const others = tools.filter((tool) => !isTransfer(tool));
  const tool: AgentTool = {
    type: 'transfer',
    name: TRANSFER_TOOL,
    description: 'Connects the person with a human colleague, when they ask for one or need one.',
    ...{ to: to ?? '', mode: 'blind', confirm: false, ring_timeout_s: 30 },
  };
  const all = to === null ? others : [...others, tool];
  return all.length === 0 ? null : all;
}

export function isTransfer(tool: AgentTool): boolean {
  return tool.type === 'transfer' && tool.name === TRANSFER_TOOL;
}

function analysisOf(patch: UseCasePatch, { analysis }: AgentConfig): { analysis?: AgentConfig['analysis'] } {
  const { extract_with_ai: wanted, classification_tags: tags } = patch;
  if (wanted === undefined && tags === undefined) return {};
  return {
    analysis: withoutNulls({
      ...analysis,
      ...(wanted === undefined ? {} : { schema: schemaOf(wanted) }),
      ...(tags === undefined
        ? {}
        : {
            dispositions:
              tags.length === 0
                ? null
                : tags.map(({ name, description }) => ({
                    name,
                    ...(description === '' ? {} : { description }),
                  })),
          }),
    }) as NonNullable<AgentConfig['analysis']>,
  };
}

function schemaOf(wanted: readonly ExtractBody[]): Json | null {
  if (wanted.length === 0) return null;
  return {
    type: 'object',
    properties: Object.fromEntries(
      wanted.map(({ name, description, type, example }) => [
        name,
        { type, description, ...(example === null ? {} : { examples: [example] }) },
      ]),
    ),
    required: wanted.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** Hangup without a message for the language: the call ends; with one: it is left first. */
function machineOf(
  patch: UseCasePatch,
  own: Json,
  { machine, language }: AgentConfig,
): { machine?: AgentConfig['machine'] | null } {
  const touched = ['amd', 'amd_behavior', 'amd_messages'].some((name) => name in patch.own);
  if (!touched && (patch.language === undefined || own['amd'] !== true)) return {};
  if (own['amd'] !== true) return { machine: null };
  const { message: _message, ...rest } = machine ?? {};
  if (own['amd_behavior'] === 'Continue')
    return { machine: { ...rest, detect: true, on_machine: 'continue' } as AgentConfig['machine'] };
  const message = messageFor(objectIn(own, 'amd_messages'), language);
  return {
    machine: {
      ...rest,
      ...{ detect: true, on_machine: message === null ? 'hang_up' : 'leave_message' },
      ...(message === null ? {} : { message }),
    } as AgentConfig['machine'],
  };
}

/** By the language, its first part, or `default`. */
function messageFor(messages: Json, language: string): string | null {
  const names = [language, language.split('-')[0]!, 'default'].map((name) => name.toLowerCase());
  const found = names
    .map((name) => Object.entries(messages).find(([key]) => key.toLowerCase() === name)?.[1])
    .find((text) => typeof text === 'string');
  return typeof found === 'string' ? found : null;
}

function silenceOf(patch: UseCasePatch, { silence }: AgentConfig): { silence?: AgentConfig['silence'] } {
  const stays = patch.own['disable_end_call_after_n_reminders'];
  if (stays === undefined) return {};
  return { silence: { ...silence, hang_up: stays !== true } };
}

/** What incoming calls hear first; what outgoing ones hear is said by the call. */
function noticeOf(patch: UseCasePatch, config: AgentConfig): { opening?: AgentConfig['opening'] | null } {
  const notice = patch.own['recorded_message_inbound'];
  return notice === undefined ? {} : { opening: withNotice(config, notice) };
}

/** The agent's opening with a notice, or without one. */
export function withNotice({ opening }: AgentConfig, notice: unknown): AgentConfig['opening'] | null {
  const { notice: _before, ...rest } = opening ?? {};
  const next = typeof notice === 'string' && notice !== '' ? { ...rest, notice } : rest;
  return Object.keys(next).length === 0 ? null : next;
}

type WithoutNulls<T> = { [Key in keyof T]: Exclude<T[Key], null | undefined> };

function withoutNulls<T extends object>(value: T): WithoutNulls<T> {
  const kept = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(kept) as WithoutNulls<T>;
}
