/** Packet captures of calls. */
export { CallCapture, type CaptureLimits } from './capture.ts';
