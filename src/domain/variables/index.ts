/** Templates. */
export { lookUp, placeholders, render, spoken, type Rendered, type Variables } from './template.ts';
export { doubleBraces, withDoubleBraces } from './single-braces.ts';
export { planPlaceholders } from './plan-placeholders.ts';
