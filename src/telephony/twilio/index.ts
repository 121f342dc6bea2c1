/** A second kind of line: calls through accounts at Twilio. */
export { TWILIO_SOURCE } from './incoming.ts';
export { createTwilioLine, type TwilioLineOptions } from './line.ts';
