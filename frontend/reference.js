// @ts-check
/** The API reference: the OpenAPI document of this server, as a page to read. */

import { element } from "./components/dom.js";
import { SiteFooter } from "./components/site-footer.js";
import { loadWords, words } from "./i18n/language.js";

/** @typedef {{ $ref?: string, type?: string, anyOf?: Schema[], enum?: unknown[],
 *   items?: Schema, additionalProperties?: Schema | boolean,
 *   properties?: Record<string, Schema>, required?: string[],
 *   description?: string, default?: unknown, minimum?: number, maximum?: number,
 *   maxLength?: number, maxItems?: number, const?: unknown }} Schema */
/** @typedef {{ name: string, required?: boolean, schema: Schema }} Parameter */
/** @typedef {{ summary: string, security?: object[], parameters: Parameter[],
 *   requestBody?: Holder, responses: Record<string, Holder> }} Operation */
/** @typedef {{ content: Record<string, { schema: Schema }> }} Holder */
/** @typedef {(string | Node)[]} Words */

await loadWords(["reference"]);
const say = words.reference;

/**
 * Say in a few words what a schema allows; other shapes are links to their section.
 * @param {Schema} schema
 * @returns {Words}
 */
function typeWords(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop() ?? "";
    return [element("a", { href: `#${idOf(name)}` }, code(name))];
  }
  if (schema.enum) return [code(schema.enum.map((one) => JSON.stringify(one)).join(" | "))];
  if (schema.anyOf) {
    return schema.anyOf.flatMap((one, place) => (place ? [say.or, ...typeWords(one)] : typeWords(one)));
  }
  if (schema.type === "array") return say.listOf(typeWords(schema.items ?? {}));
  if (schema.type === "object" && schema.additionalProperties instanceof Object) {
    return say.mapTo(typeWords(schema.additionalProperties));
  }
  /** @type {string[]} */
  const bounds = [];
  if (schema.minimum !== undefined) bounds.push(say.from(schema.minimum));
  if (schema.maximum !== undefined) bounds.push(say.to(schema.maximum));
  if (schema.maxLength !== undefined) bounds.push(say.upTo(schema.maxLength));
  return [schema.type ? code(schema.type) : say.anything, ...bounds];
}

/**
 * Descriptions mark code with two backticks on each side.
 * @param {string} text
 * @returns {Words}
 */
function codeWords(text) {
  return text.split("``").map((one, place) => (place % 2 ? code(one) : one));
}

/**
 * What the document says is in English, whatever the site speaks.
 * @param {string} text
 */
function described(text) {
  return element("span", { lang: "en" }, ...codeWords(text));
}

/** @param {string} text that is the same in every language */
function code(text) {
  return element("code", {}, text);
}

/** @param {Schema} schema of what may be left out */
function optional({ default: value = null }) {
  return value === null ? [say.optional] : say.optionalElse(code(JSON.stringify(value)));
}

/** @param {string} name of a schema or a route */
function idOf(name) {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/**
 * @param {Record<string, Schema>} properties
 * @param {string[]} required
 */
function fieldsTable(properties, required) {
  const body = element("tbody");
  for (const [name, schema] of Object.entries(properties)) {
    body.append(
      element(
        "tr",
        {},
        element("th", { scope: "row" }, code(name)),
        element("td", {}, ...typeWords(schema)),
        element("td", {}, ...(required.includes(name) ? [say.required] : optional(schema))),
      ),
    );
  }
  return element("table", { class: "api-reference__fields" }, body);
}

/**
 * @param {string} path
 * @param {string} method
 * @param {Operation} operation
 */
function operationSection(path, method, operation) {
  const section = element(
    "section",
    { class: "api-reference__part", id: idOf(`${method} ${path}`) },
    element("h3", {}, ...routeWords(path, method)),
    element("p", {}, described(operation.summary), " ", needs(operation)),
  );
  if (operation.parameters.length > 0) {
    const named = operation.parameters.map((one) => [one.name, one.schema]);
    const required = operation.parameters.filter((one) => one.required);
    section.append(
      fieldsTable(Object.fromEntries(named), required.map((one) => one.name)),
    );
  }
  const shapes = element("p", { class: "api-reference__shapes" });
  for (const [sentence, holder] of /** @type {const} */ ([
    [say.body, operation.requestBody],
    [say.answer, operation.responses["200"]],
  ])) {
    const schema = holder?.content["application/json"]?.schema;
    if (schema) shapes.append(element("span", {}, ...sentence(typeWords(schema))));
  }
  section.append(shapes);
  return section;
}

/**
 * @param {string} path
 * @param {string} method
 * @returns {Words}
 */
function routeWords(path, method) {
  const word = element("span", { class: "api-reference__method" }, method.toUpperCase());
  return [element("code", {}, word, " ", path)];
}

/** @param {Operation} operation */
function needs({ security = [] }) {
  if (security.length === 0) return say.needs.nothing;
  const isOptional = security.some((rule) => Object.keys(rule).length === 0);
  return isOptional ? say.needs.optional : say.needs.session;
}

/** @param {Record<string, Schema>} schemas */
function schemaSections(schemas) {
  const withFields = Object.entries(schemas).filter(
    ([, one]) => Object.keys(one.properties ?? {}).length > 0,
  );
  return withFields.map(([name, schema]) => {
    const section = element(
      "section",
      { class: "api-reference__part", id: idOf(name) },
      element("h3", {}, code(name)),
    );
    if (schema.description) section.append(element("p", {}, described(schema.description)));
    section.append(fieldsTable(schema.properties ?? {}, schema.required ?? []));
    return section;
  });
}

/** @param {[string, string, Operation][]} operations */
function contents(operations) {
  const list = element("ul", { class: "api-reference__contents" });
  for (const [path, method] of operations) {
    const href = `#${idOf(`${method} ${path}`)}`;
    list.append(element("li", {}, element("a", { href }, ...routeWords(path, method))));
  }
  return element("nav", { "aria-label": say.operations }, list);
}

/** @param {HTMLElement} place */
async function showReference(place) {
  const answer = await fetch("api/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  /** @type {{ paths: Record<string, Record<string, Operation>>,
   *   components: { schemas: Record<string, Schema> } }} */
  const { paths, components } = await answer.json();
  /** @type {[string, string, Operation][]} */
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => /** @type {[string, string, Operation]} */ ([path, method, operation]),
    ),
  );
  place.removeAttribute("role");
  place.replaceChildren(
    contents(operations),
    element("h2", {}, say.operations),
    ...operations.map((one) => operationSection(...one)),
    element("h2", { id: "shapes" }, say.shapes),
    ...schemaSections(components.schemas),
  );
  // The part that the address names did not exist until now.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** @param {HTMLElement} sheet */
async function Reference(sheet) {
  const place = element("div", { class: "api-reference", role: "status" }, say.loading);
  const openApi = element("a", { href: "api/openapi.json" }, say.openApi);
  document.title = words.titled(say.title);
  sheet.replaceChildren(
    element("p", {}, element("a", { href: "./" }, words.name)),
    element("h1", {}, say.title),
    element("p", {}, ...say.intro(openApi, code('{"error": {"code": "…", "message": "…"}}'))),
    place,
  );
  try {
    await showReference(place);
  } catch (error) {
    place.textContent = say.failed(error instanceof Error ? error.message : "");
  }
}

document.documentElement.lang = words.tag;
SiteFooter(/** @type {HTMLElement} */ (document.querySelector(".site-footer")));
await Reference(/** @type {HTMLElement} */ (document.querySelector("main")));
