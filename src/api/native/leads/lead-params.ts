/** `/v1/campaigns/{id}/leads/{lead_id}` */
import { Type } from 'typebox';
import { IdText } from '../shapes/ids.ts';

export const LeadParams = Type.Object({ id: IdText, lead_id: IdText });
