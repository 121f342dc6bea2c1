/** Words that no rule understands go to the language model, where there is one: what do they mean to the question? */
import type { Slot } from '#domain';
import type { ToolCall, ToolSpec } from '#models';
import { ms } from '../core/setup.ts';
import type { CalleeTurn } from '../core/signal.ts';
import type { AskNode } from './ask-node.ts';
import { readText } from './slots/read.ts';
import type { Reading } from './slots/reading.ts';
import { readingScene } from './slots/scene.ts';
import type { Walk } from './walk.ts';

export const EXTRACT_LIMIT = 'extract-limit';
/** Who waits longer thinks that nobody heard. */
const EXTRACT_WAIT = ms(2000);
const FILL = 'fill';

export function canExtract({ scene }: Walk, turn: CalleeTurn): boolean {
  const models = scene.setup.plan.models;
  return turn.via === 'speech' && turn.meaning === 'words' && (models?.llm.length ?? 0) > 0;
}

export function extract(walk: Walk, { text, slot }: AskNode, words: string): void {
  const { plan } = walk.scene.setup;
  const { zone, now } = readingScene(walk.state, walk.scene);
  const extractions = walk.state.extractions + 1;
  const request = `x${extractions}`;
  const today = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  const system = [
    'A person was asked a question on the telephone. Call fill with the value that their answer gives.',
    'If it gives none, or you are not sure, do not call it and write: unclear.',
    `Now it is ${today.format(now)}. The conversation is in the language ${plan.config.language}.`,
  ].join('\n');
  walk.effects.push(
    {
      type: 'reply-request',
      request,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: `Question: ${text}\nAnswer: ${words}` },
      ],
      tools: [fillSpec(slot)],
    },
    { type: 'alarm-set', name: EXTRACT_LIMIT, at: walk.scene.now + EXTRACT_WAIT },
  );
  walk.state = { ...walk.state, extracting: request, extractions };
}

/** The model's answer; a value that the slot does not take is none. */
export function extracted(
  walk: Walk,
  { slot }: AskNode,
  { name, arguments: text }: ToolCall,
): Reading | null {
  dropExtraction(walk);
  return name === FILL ? readingOf(walk, slot, text) : null;
}

/** The callee goes on, or nobody waits any more. */
export function dropExtraction(walk: Walk): void {
  const { extracting } = walk.state;
  if (extracting === null) return;
  walk.effects.push(
    { type: 'reply-drop', request: extracting },
    { type: 'alarm-clear', name: EXTRACT_LIMIT },
  );
  walk.state = { ...walk.state, extracting: null };
}

function readingOf(walk: Walk, slot: Slot, text: string): Reading | null {
  let value: unknown;
  try {
    value = (JSON.parse(text) as { value?: unknown } | null)?.value;
  } catch {
    // Models do write broken JSON; then nothing was understood.
    return null;
  }
  return typeof value === 'string' || typeof value === 'number' ? slotValue(walk, slot, String(value)) : null;
}

/** A value in the normal form of the slot, from a model. */
export function slotValue(walk: Walk, slot: Slot, value: string): Reading | null {
  if (slot.type === 'yes_no') return value === 'yes' || value === 'no' ? { value, confidence: 0.8 } : null;
  if (slot.type === 'choice')
    return slot.options.some((option) => option.value === value) ? { value, confidence: 0.8 } : null;
  return readText(slot, value, readingScene(walk.state, walk.scene));
}

function fillSpec(slot: Slot): ToolSpec {
  return {
    name: FILL,
    description: 'Fills in the answer.',
    parameters: {
      type: 'object',
      properties: { value: slotParameter(slot) },
      required: ['value'],
      additionalProperties: false,
    },
  };
}

/** JSON Schema of a slot's value. */
export function slotParameter(slot: Slot): Readonly<Record<string, unknown>> {
  switch (slot.type) {
    case 'yes_no':
      return { type: 'string', enum: ['yes', 'no'] };
    case 'choice':
      return { type: 'string', enum: [...new Set(slot.options.map(({ value }) => value))] };
    case 'number':
      return { type: slot.integer ? 'integer' : 'number' };
    case 'date':
      return { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'ISO 8601 date.' };
    case 'time':
      return { type: 'string', pattern: '^\\d\\d:\\d\\d$', description: 'HH:MM of 24 hours.' };
    case 'digits':
      return { type: 'string', pattern: `^\\d{${slot.min},${Math.max(slot.min, slot.max)}}$` };
    case 'phone':
      return { type: 'string', description: 'Telephone number, E.164 if the country is known.' };
    case 'email':
      return { type: 'string', description: 'E-mail address.' };
    case 'free':
      return { type: 'string' };
  }
}
