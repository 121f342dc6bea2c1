/** Templates. */
export { lookUp, placeholders, render, spoken, type Rendered, type Variables } from './template.ts';
export { planPlaceholders } from './plan-placeholders.ts';
