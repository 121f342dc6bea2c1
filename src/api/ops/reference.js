/* The API reference: draws an OpenAPI document, searches it, and sends requests to this server. Everything from the document goes in as text, never as HTML. */
/* global document, location, fetch, sessionStorage */
'use strict';

/** An element with attributes and children; texts become text nodes. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A text in which `code` is marked. */
function words(text) {
  return text.split(/`([^`]*)`/).map((part, index) => (index % 2 === 0 ? part : make('code', {}, part)));
}

function resolve(schema, all) {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(schema?.$ref ?? '')?.[1];
  return name === undefined ? schema : { ...all[name], title: name };
}

function typeOf(given, all) {
  const schema = resolve(given, all);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((one) => typeOf(one, all)))].join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items ?? {}, all)}[]`;
  return schema.title ?? schema.type ?? 'anything';
}

const LIMITS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'default'];

function limitsOf(schema) {
  const said = LIMITS.filter((name) => schema[name] !== undefined);
  return said.map((name) => `${name} ${JSON.stringify(schema[name])}`).join(', ');
}

/** The parts of a schema that have fields of their own. */
function partsOf(given, all) {
  const schema = resolve(given, all);
  if (schema.properties) return [schema];
  if (schema.items) return partsOf(schema.items, all);
  return (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []).flatMap((one) => partsOf(one, all));
}

/** The fields of a schema; those within a field are drawn when it is opened. */
function fields(schema, all) {
  const list = make('dl', {});
  for (const part of partsOf(schema, all)) {
    for (const [name, field] of Object.entries(part.properties)) {
      const full = resolve(field, all);
      const needed = part.required?.includes(name) ? make('span', { class: 'needed' }, ' required') : null;
      const type = make('span', { class: 'type' }, ` ${typeOf(field, all)} ${limitsOf(full)}`);
      list.append(make('dt', {}, make('code', {}, name), type, needed));
      const about = make('dd', {}, ...words(full.description ?? ''));
      if (partsOf(field, all).length > 0) about.append(folded('fields', () => fields(field, all)));
      list.append(about);
    }
  }
  return list;
}

/** Drawn when first opened: schemas may hold themselves. */
function folded(title, draw) {
  const box = make('details', {}, make('summary', {}, title));
  box.addEventListener('toggle', () => box.children.length === 1 && box.append(draw()), { once: true });
  return box;
}

function jsonOf(content) {
  return Object.entries(content ?? {}).find(([type]) => type.endsWith('json'))?.[1];
}

function answers(operation, all) {
  return Object.entries(operation.responses).map(([status, answer]) => {
    const content = jsonOf(answer.content);
    const title = make('p', {}, make('code', {}, status), ' ', ...words(answer.description ?? ''));
    if (!content) return title;
    const box = make(
      'div',
      {},
      title,
      folded('fields', () => fields(content.schema, all)),
    );
    if (content.example !== undefined)
      box.append(folded('example', () => make('pre', {}, JSON.stringify(content.example, null, 2))));
    return box;
  });
}

/** A form that sends the request and shows what comes. */
function tryIt(path, method, operation) {
  const inputs = (operation.parameters ?? []).map((parameter) => {
    const input = make('input', { 'aria-label': parameter.name, placeholder: parameter.name });
    if (parameter.in === 'path' && parameter.example !== undefined) input.value = parameter.example;
    return { parameter, input };
  });
  const example = jsonOf(operation.requestBody?.content)?.example;
  const body = operation.requestBody ? make('textarea', { 'aria-label': 'body' }) : null;
  if (body) body.value = JSON.stringify(example ?? {}, null, 2);
  const output = make('pre', { hidden: '' });
  const button = make('button', { type: 'button' }, 'Send');
  button.addEventListener('click', async () => {
    output.hidden = false;
    output.textContent = '…';
    output.textContent = await send(path, method, inputs, body).catch((fault) => String(fault));
  });
  const rows = inputs.map(({ parameter, input }) =>
    make('p', {}, make('code', {}, parameter.name), ` (${parameter.in}) `, input),
  );
  return make('div', {}, ...rows, body, make('p', {}, button), output);
}

async function send(path, method, inputs, body) {
  const query = new URLSearchParams();
  const headers = {};
  let target = path;
  for (const { parameter, input } of inputs) {
    const value = input.value;
    if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value !== '' && parameter.in === 'query') query.append(parameter.name, value);
    else if (value !== '') headers[parameter.name] = value;
  }
  const key = document.querySelector('#key').value;
  if (key !== '') headers.Authorization = `Bearer ${key}`;
  if (body) headers['Content-Type'] = 'application/json';
  const search = query.size > 0 ? `?${query}` : '';
  const options = { method: method.toUpperCase(), headers, ...(body ? { body: body.value } : {}) };
  const answer = await fetch(target + search, options);
  const type = answer.headers.get('content-type') ?? '';
  if (!type.includes('json') && !type.startsWith('text/')) return `${answer.status} ${type}`;
  const text = await answer.text();
  return `${answer.status}\n${pretty(text)}`;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function article(base, path, method, operation, all) {
  const title = make('h3', {}, operation.summary ?? operation.operationId);
  const line = make('p', {}, make('span', { class: 'method' }, method), ' ', make('code', {}, base + path));
  const box = make('article', { id: operation.operationId }, title, line);
  if (operation.description) box.append(make('p', {}, ...words(operation.description)));
  for (const { name, in: place, required, schema, description } of operation.parameters ?? []) {
    const needed = required ? make('span', { class: 'needed' }, ' required') : null;
    const facts = ` ${place}, ${typeOf(schema, all)} ${limitsOf(schema)} `;
    const about = words(description ?? schema.description ?? '');
    box.append(make('p', {}, make('code', {}, name), facts, needed, ' ', ...about));
  }
  const body = jsonOf(operation.requestBody?.content);
  if (body) {
    box.append(make('h4', {}, 'Body'), fields(body.schema, all));
    box.append(folded('example', () => make('pre', {}, JSON.stringify(body.example, null, 2))));
  }
  box.append(make('h4', {}, 'Answers'), ...answers(operation, all));
  box.append(folded('try it', () => tryIt(base + path, method, operation)));
  return box;
}

function draw(api) {
  const all = api.components.schemas;
  const base = api.servers?.[0]?.url ?? '';
  const main = document.querySelector('#operations');
  const groups = document.querySelector('#groups');
  main.replaceChildren(make('h1', {}, api.info.title), make('p', {}, ...words(api.info.description ?? '')));
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'other'))].sort();
  const found = [];
  for (const tag of tags) {
    const own = operations.filter(({ operation }) => (operation.tags?.[0] ?? 'other') === tag);
    const headings = [make('h2', {}, tag), make('h2', { id: `tag-${tag}` }, tag)];
    groups.append(headings[0]);
    main.append(headings[1]);
    for (const { path, method, operation } of own) {
      const link = make(
        'a',
        { href: `#${operation.operationId}` },
        operation.summary ?? operation.operationId,
      );
      const box = article(base, path, method, operation, all);
      groups.append(link);
      main.append(box);
      const text = `${tag} ${method} ${path} ${operation.operationId} ${operation.summary} ${operation.description}`;
      found.push({ tag, text: text.toLowerCase(), link, box, headings });
    }
  }
  document.querySelector('#search').addEventListener('input', (event) => filter(found, event.target.value));
  if (location.hash !== '') document.querySelector(location.hash)?.scrollIntoView();
}

function filter(found, wanted) {
  const parts = wanted.toLowerCase().split(/\s+/);
  for (const one of found) {
    const shown = parts.every((part) => one.text.includes(part));
    one.link.hidden = !shown;
    one.box.hidden = !shown;
  }
  for (const { tag, headings } of found)
    for (const heading of headings) heading.hidden = found.every((one) => one.tag !== tag || one.box.hidden);
}

/** The key is kept for this tab alone, and forgotten with it. */
function keepKey() {
  const field = document.querySelector('#key');
  field.value = sessionStorage.getItem('key') ?? '';
  field.addEventListener('change', () => sessionStorage.setItem('key', field.value));
}

keepKey();
document.querySelector('#document').addEventListener('change', (event) => {
  location.href = event.target.value;
});
fetch(document.body.dataset.document)
  .then((answer) => answer.json())
  .then(draw, (fault) => {
    document.querySelector('#operations').textContent = String(fault);
  });
