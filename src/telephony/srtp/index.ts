/** SRTP and SRTCP (RFC 3711, RFC 7714): bytes to bytes, no socket. Keys come from SDES (`../sdp`). */
export { SrtpReceiver, type Refusal } from './receiver.ts';
export { SrtpSender } from './sender.ts';
export { MAX_RTCP_PACKETS, MAX_RTP_PACKETS, suiteSizes, type MasterKey, type SuiteSizes } from './suite.ts';
