/** The telephone: SIP signalling and RTP media. */
export type * from './contract.ts';
export { CallCapture, type CaptureLimits } from './capture/index.ts';
export { createMediaEngine, runMediaThread, type MediaEngineOptions } from './media/index.ts';
export { createTwilioLine, TWILIO_SOURCE, type TwilioLineOptions } from './twilio/index.ts';
export { createConnectionProbe } from './sip/transport/probe.ts';
export { createSipEndpoint, type Admission, type SipEndpointOptions, type TlsSettings } from './sip/index.ts';
