/** A second kind of line: calls through accounts at Twilio. */
export { createTwilioLine, type TwilioLineOptions } from './line.ts';
