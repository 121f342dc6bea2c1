/** Speech workers think in bursts of tens of milliseconds; signalling and the voice on the line come before them. */
export const SPEECH_NICE = 5;
