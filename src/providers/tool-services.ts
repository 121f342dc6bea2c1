/** The services behind tools, by name. */
import type { ToolServices } from '#models';
import { createCalComCalendar } from './cal-com/calendar.ts';
import { createGoHighLevelCalendar } from './gohighlevel/calendar.ts';
import { createMcpToolServer } from './mcp/tool-server.ts';
import { createTwilioMessenger } from './twilio/messenger.ts';

export const toolServices: ToolServices = {
  toolServer: createMcpToolServer,
  calendar: (provider, options) =>
    provider === 'cal_com' ? createCalComCalendar(options) : createGoHighLevelCalendar(options),
  messenger: createTwilioMessenger,
};
