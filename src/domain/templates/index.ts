/** Shipped templates. */
import { appointmentReminders } from './appointment-reminder.ts';
import { deliveryNotices } from './delivery-notice.ts';
import { followUps } from './follow-up.ts';
import { paymentReminders } from './payment-reminder.ts';
import { surveys } from './survey.ts';
import type { Template } from './template.ts';

export type { Template, TemplateVariable } from './template.ts';

export const templates: readonly Template[] = [
  ...appointmentReminders,
  ...followUps,
  ...surveys,
  ...deliveryNotices,
  ...paymentReminders,
];
