/** Text inside SSML (W3C Speech Synthesis Markup Language 1.1; XML 1.0, sections 2.2 and 2.4). Pure. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** As content or attribute: nothing of it is read as markup, and what XML cannot hold becomes a blank. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- the very characters that XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
  );
}
