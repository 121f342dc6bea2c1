/** An analysis template in Flireo's words, also one that another API made. */
import type { AnalysisTemplate } from '#domain';
import type { Json } from '../../shared/fields.ts';
import { iso } from '../shapes/moments.ts';
import { promptOf, type OwnWords } from './read.ts';

/** Calls of fewer messages are not analysed, unless it says otherwise. */
const USUAL_LEAST = 2;

/** @param kept its words as they were written here; another API may have changed them since */
export function wordsOf({ settings }: AnalysisTemplate, kept: Json | undefined): OwnWords {
  const own = kept as unknown as OwnWords | undefined;
  const now = settings.schema_prompt ?? '';
  if (own && promptOf(own) === now) return own;
  return { system_prompt: now === '' ? null : now, user_prompt: null, messages: null };
}

export function showTemplate(template: AnalysisTemplate, own: OwnWords) {
  const { id, organizationId, name, description, settings } = template;
  return {
    ...{ id, org_id: organizationId, name, description: description === '' ? null : description },
    system_prompt: own.system_prompt,
    user_prompt: own.user_prompt,
    messages: own.messages === null ? null : own.messages.map(({ role, content }) => ({ role, content })),
    min_messages_threshold: settings.min_turns ?? USUAL_LEAST,
    schema: { ...settings.schema },
    created_at: iso(template.createdAt),
    updated_at: iso(template.updatedAt),
  };
}
