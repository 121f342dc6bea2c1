import type { LeftOut } from '../coverage.ts';

const WHATSAPP = 'Refused: templates of WhatsApp are not sent here.';
const SOCKET = 'Refused (503): media goes by SIP and RTP alone.';
const CARRIER = 'Null: what a carrier of the vendor knows of its numbers.';
const TEXT_ONLY = 'Null: a simulation is held in text, without numbers, call and sound.';

/** Documented, and not exercised: why. */
export const leftOut: LeftOut = {
  INCALL_WHATSAPP: WHATSAPP,
  'INCALL_WHATSAPP.content_sid': WHATSAPP,
  'INCALL_WHATSAPP.content_variables': WHATSAPP,
  'INCALL_WHATSAPP.wait_for_reply': WHATSAPP,
  'INCALL_WHATSAPP.timeout_seconds': WHATSAPP,
  'INCALL_WHATSAPP.fallback_message': WHATSAPP,
  'POST /calls/outbound-test-ws-media': SOCKET,
  'POST /calls/outbound-test-ws-media modelId': SOCKET,
  'POST /calls/outbound-test-ws-media fromPhoneNumber': SOCKET,
  'POST /calls/outbound-test-ws-media toPhoneNumber': SOCKET,
  'GET /calls/outbound-test-ws-media/base-url': SOCKET,
  '> sid': CARRIER,
  '> response.phone_numbers[].sid': CARRIER,
  '> response.assistants[].attached_phone_numbers[].sid': CARRIER,
  '> address_requirement': CARRIER,
  '> agency_workspace_id': CARRIER,
  '> iso_country': CARRIER,
  '> locality': CARRIER,
  '> region': CARRIER,
  '> response.calls[].deployment_type': 'Null: there are no deployments.',
  '> response.voices[].preview': 'Null: previews are made on demand (POST /v1/voices/{id}/preview).',
  '> response.simulation_case.base_agent.image_url': TEXT_ONLY,
  '> response.simulation_case.base_agent.phone_number': TEXT_ONLY,
  '> response.simulation_case.base_agent.voice_engine_type': TEXT_ONLY,
  '> response.persona_agent_id': TEXT_ONLY,
  '> response.persona_phone_number': TEXT_ONLY,
  '> response.recording_url': TEXT_ONLY,
  '> response.target_call_id': TEXT_ONLY,
  '> response.target_phone_number': TEXT_ONLY,
};
