/** One call as Meetzy means it: the native call, or a campaign's contact that was not called yet. Pure. */
import type { Call, Campaign, Lead, Turn } from '#domain';
import type { Id, Millis } from '#kernel';
import { ownData, talkMs } from '../shared/call-facts.ts';
import { isJson, type Json } from '../shared/fields.ts';
import { contactWord, statusWord, type StatusWord } from './status.ts';

export interface CallRecord {
  readonly id: Id;
  readonly createdAt: Millis;
  readonly playbookId: string;
  readonly playbookName: string;
  readonly versionId: string | null;
  readonly from: string;
  readonly to: string;
  readonly status: StatusWord;
  /** s */
  readonly duration: number;
  /** HTML, one paragraph a turn. */
  readonly transcript: string;
  readonly summary: string;
  readonly params: Json;
  readonly output: Json;
  readonly success: boolean | null;
  readonly sentiment: string;
  readonly recording: string | null;
  readonly language: string;
  /** The slot that was asked for; null: none was. */
  readonly voiceId: string | null;
  /** Null for a contact that was not called. */
  readonly call: Call | null;
}

/** What a call does not say of itself. */
export interface Beside {
  /** A link, or null when there is no recording. */
  readonly recording: string | null;
  /** Another try of it is planned. */
  readonly recall: boolean;
  /** Its id outside, where that is not its own. */
  readonly id?: Id;
}

export function recordOf(call: Call, { recording, recall, id }: Beside): CallRecord {
  const { plan, analysis } = call;
  const own = ownData(call, 'meetzy');
  return {
    id: id ?? call.id,
    createdAt: call.createdAt,
    playbookId: plan.agentId ?? '',
    playbookName: plan.agentName,
    versionId: plan.versionId,
    from: call.from ?? '',
    to: call.to,
    status: statusWord(call, recall),
    duration: Math.round((talkMs(call) ?? 0) / 1000),
    transcript: call.status === 'ended' ? transcript(call.turns) : '',
    summary: analysis?.summary ?? '',
    params: paramsOf(call),
    output: analysis?.data ?? {},
    success: analysis?.success ?? null,
    sentiment: analysis?.sentiment ?? '',
    recording,
    language: typeof own['language'] === 'string' ? own['language'] : plan.config.language,
    voiceId: typeof own['voice_id'] === 'string' ? own['voice_id'] : null,
    call,
  };
}

export function recordOfContact(lead: Lead, campaign: Campaign | null): CallRecord {
  return {
    id: lead.id,
    createdAt: lead.createdAt,
    playbookId: campaign?.agentId ?? '',
    playbookName: campaign?.frozen?.config.name ?? '',
    versionId: campaign?.frozen?.versionId ?? null,
    from: '',
    to: lead.phoneNumber,
    status: contactWord(lead),
    ...{
      duration: 0,
      transcript: '',
      summary: '',
      output: {},
      success: null,
      sentiment: '',
      recording: null,
    },
    params: lead.variables,
    language: campaign?.frozen?.config.language ?? '',
    voiceId: null,
    call: null,
  };
}

const isOfContact = ({ source, leadId }: Call): boolean => source.api === 'meetzy' && Boolean(leadId);

/** An earlier try of a campaign's contact is no call of its own. */
export const isLatestTry = (call: Call): boolean => !isOfContact(call) || !call.nextCallId;

/** The call of a campaign's contact keeps the id that it had before it was tried. */
export function idOf(call: Call): Id {
  return isOfContact(call) && call.leadId ? call.leadId : call.id;
}

/** The custom parameters of the request, or of the contact; of another API's call its variables. */
function paramsOf(call: Call): Json {
  const own = ownData(call, 'meetzy');
  const given = own['params'] ?? own['lead_variables'];
  return isJson(given) ? given : call.plan.variables;
}

function transcript(turns: readonly Turn[]): string {
  return turns
    .map(({ who, text }) => `<p><b>${who === 'agent' ? 'Agent' : 'User'}:</b> ${escapeHtml(text)}</p>`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
