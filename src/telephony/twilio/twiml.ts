/** TwiML: what Twilio is to do with a call (twilio.com/docs/voice/twiml/stream). Pure. */

/** Connects the call with a WebSocket in both directions; when that closes, the call is over. */
export function printTwiml(streamUrl: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Connect><Stream url="${escape(streamUrl)}"/></Connect></Response>`;
}

/** A call that comes in and is not taken: Twilio says so, or plays a busy tone. */
export function rejectTwiml(busy: boolean): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Reject${busy ? ' reason="busy"' : ''}/></Response>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
