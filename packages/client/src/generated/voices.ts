// Written by tools/client.ts from openapi/openapi.json.
import { type Page } from '../pages.ts';
import { type RequestOptions, type Transport } from '../transport.ts';

/** Voices. */
export class VoicesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** List voices. Of every provider that your organization can use, by its own keys or the server’s. */
  list(query?: ListVoicesQuery, options?: RequestOptions): Promise<Page<Voice>> {
    return this.#transport.json({ method: 'GET', path: '/v1/voices', query }, options);
  }

  /** Read the voice slots. */
  getSlots(query?: GetVoiceSlotsQuery, options?: RequestOptions): Promise<VoiceSlot> {
    return this.#transport.json({ method: 'GET', path: '/v1/voice-slots', query }, options);
  }

  /**
   * Map the voice slots. Replaces all mappings of your organization; slots that none names keep a
   * default voice. Calls that are accepted keep theirs.
   */
  putSlots(body: PutVoiceSlotsBody, options?: RequestOptions): Promise<VoiceSlot> {
    return this.#transport.json({ method: 'PUT', path: '/v1/voice-slots', body }, options);
  }
}

export interface VoiceSlot {
  readonly object: 'voice_slots';
  readonly slots: readonly VoiceSlotEntry[];
}

export interface VoiceSlotEntry {
  readonly number: number;
  readonly model: 'fast' | 'human';
  /** BCP 47; `es` serves every region that has no slot of its own. */
  readonly language: string;
  readonly provider: string;
  /** The provider’s model; null: its usual one. */
  readonly voice_model: string | null;
  readonly voice_id: string;
  readonly speed: number;
}

export interface Voice {
  readonly provider: string;
  readonly id: string;
  /** BCP 47; `*` is any. */
  readonly languages: readonly string[];
  readonly gender: VoiceGender;
  readonly description: string;
}

export interface ListVoicesQuery {
  /** Those that speak it, the same region first. */
  readonly language?: string;
  readonly provider?: string;
  readonly gender?: VoiceGender;
  /** Part of the id or of the description, in any case. */
  readonly search?: string;
}

export interface GetVoiceSlotsQuery {
  /** All fourteen slots as this language has them, defaults included. Absent: your own mappings only. */
  readonly language?: string;
}

export interface PutVoiceSlotsBody {
  readonly slots: readonly VoiceSlotSlot[];
}

export interface VoiceSlotSlot {
  readonly number: number;
  readonly model: 'fast' | 'human';
  /** BCP 47; `es` serves every region that has no slot of its own. */
  readonly language: string;
  readonly provider: string;
  readonly voice_id: string;
  /** The provider’s model; null: its usual one. */
  readonly voice_model?: string | null;
  /** Default: 1. */
  readonly speed?: number;
}

export type VoiceGender = 'female' | 'male' | 'neutral';
