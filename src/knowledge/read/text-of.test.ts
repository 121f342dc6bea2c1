import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlText, htmlTitle } from './html.ts';
import { textOf } from './text-of.ts';

test('a page: its words and headings, nothing of its machinery', () => {
  const html = `<html><head><title>Shop &amp; Co</title><style>p{}</style></head><body><nav>Home</nav>
    <h1>Hours</h1><p>We close at&nbsp;<b>six</b>.</p><ul><li>Monday</li><li>T&uuml;sday &#8364;5</li></ul>
    <script>alert("<p>no</p>")</script><p>1 < 2 &bogus; &#xD800;</p><!-- gone`;
  assert.equal(htmlText(html), '# Hours\n\nWe close at six.\n\n- Monday\n\n- Tüsday €5\n\n1 < 2 &bogus;');
  assert.equal(htmlTitle(html), 'Shop & Co');
});

test('tables and JSON name their columns; PDF and bytes are refused with the mend', () => {
  assert.deepEqual(textOf('city;price\n"Vigo; centre";5\n\nLugo;7\n', 'text/csv'), {
    text: 'city: Vigo; centre. price: 5\n\ncity: Lugo. price: 7',
  });
  assert.deepEqual(textOf('[{"name":"A","at":{"day":"Mon","open":true}},{"name":"B"}]', 'application/json'), {
    text: 'name: A. at.day: Mon. at.open: true\n\nname: B',
  });
  for (const [content, type, words] of [
    ['%PDF-1.7 …', 'text/plain', /PDF.*Save it as text/],
    ['a\0b', 'text/plain', /no text/],
    ['x', 'image/png', /image\/png cannot be read/],
    ['<p> </p>', 'text/html', /no text/],
  ] as const) {
    const read = textOf(content, type);
    assert.ok('fault' in read && words.test(read.fault), content);
  }
});

test('law: whatever is sent is read or refused, and no tag comes through', () => {
  const piece = fc.constantFrom('<', '>', '<p', '</', '&', ';', '<!--', '<script>', '"', "'", 'a', ' ', '\n');
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.constantFrom('text/html', 'text/csv', 'application/json'),
      (parts, type) => {
        const read = textOf(parts.join(''), type);
        if ('text' in read && type === 'text/html') assert.doesNotMatch(read.text, /<(script|p)\b[^>]*>/);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});
