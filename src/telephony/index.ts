/** The telephone: SIP signalling and RTP media. */
export type * from './contract.ts';
