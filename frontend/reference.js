// @ts-check
/** The API reference: the OpenAPI document of this server, as a page to read. */

/** @typedef {{ $ref?: string, type?: string, anyOf?: Schema[], enum?: unknown[],
 *   items?: Schema, additionalProperties?: Schema | boolean,
 *   properties?: Record<string, Schema>, required?: string[],
 *   description?: string, default?: unknown, minimum?: number, maximum?: number,
 *   maxLength?: number, maxItems?: number, const?: unknown }} Schema */

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * Say in a few words what a schema allows.
 * @param {Schema} schema
 * @returns {string}
 */
function typeText(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop() ?? "";
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeText).join(" | ");
  if (schema.type === "array") return `list of ${typeText(schema.items ?? {})}`;
  if (schema.type === "object" && schema.additionalProperties instanceof Object) {
    return `map of text to ${typeText(schema.additionalProperties)}`;
  }
  const bounds = [];
  if (schema.minimum !== undefined) bounds.push(`from ${schema.minimum}`);
  if (schema.maximum !== undefined) bounds.push(`to ${schema.maximum}`);
  if (schema.maxLength !== undefined) bounds.push(`up to ${schema.maxLength} characters`);
  return [schema.type ?? "anything", ...bounds].join(" ");
}

/**
 * @param {Record<string, Schema>} properties
 * @param {string[]} required
 */
function fieldsTable(properties, required) {
  const table = element("table", "api-reference__fields");
  for (const [name, schema] of Object.entries(properties)) {
    const row = table.appendChild(element("tr"));
    const heading = row.appendChild(element("th", "", name));
    heading.setAttribute("scope", "row");
    const fallback = schema.default === undefined || schema.default === null
      ? "" : `, else ${JSON.stringify(schema.default)}`;
    row.append(
      element("td", "", typeText(schema)),
      element("td", "", required.includes(name) ? "required" : `optional${fallback}`),
    );
  }
  return table;
}

/**
 * @param {string} path
 * @param {string} method
 * @param {any} operation
 */
function operationSection(path, method, operation) {
  const section = element("section", "api-reference__operation");
  const heading = section.appendChild(element("h2", "api-reference__route"));
  heading.append(
    element("span", "api-reference__method", method.toUpperCase()),
    element("span", "", path),
  );
  section.append(element("p", "", operation.summary));
  const rules = operation.security ?? [];
  const needs = rules.length === 0 ? "No session needed."
    : rules.some((/** @type {object} */ rule) => Object.keys(rule).length === 0)
      ? "Uses your session if there is one." : "Needs a session.";
  section.append(element("p", "", needs));
  if (operation.parameters.length > 0) {
    section.append(element("h3", "", "Parameters"));
    /** @type {Record<string, Schema>} */
    const properties = {};
    for (const parameter of operation.parameters) {
      properties[parameter.name] = parameter.schema;
    }
    const required = operation.parameters
      .filter((/** @type {any} */ one) => one.required)
      .map((/** @type {any} */ one) => one.name);
    section.append(fieldsTable(properties, required));
  }
  for (const [title, holder] of [
    ["Body", operation.requestBody],
    ["Answer", operation.responses["200"]],
  ]) {
    const schema = holder?.content["application/json"].schema;
    if (schema) section.append(element("p", "", `${title}: ${typeText(schema)}`));
  }
  return section;
}

/** @param {Record<string, Schema>} schemas */
function schemaSections(schemas) {
  return Object.entries(schemas)
    .filter(([, schema]) => Object.keys(schema.properties ?? {}).length > 0)
    .map(([name, schema]) => {
      const section = element("section", "api-reference__operation");
      section.append(element("h2", "api-reference__route", name));
      if (schema.description) section.append(element("p", "", schema.description));
      section.append(fieldsTable(schema.properties ?? {}, schema.required ?? []));
      return section;
    });
}

/** @param {HTMLElement} place */
async function showReference(place) {
  const answer = await fetch("api/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const document_ = await answer.json();
  const sections = [];
  for (const [path, methods] of Object.entries(document_.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      sections.push(operationSection(path, method, operation));
    }
  }
  const shapes = element("h1", "", "Shapes");
  place.replaceChildren(
    ...sections, shapes, ...schemaSections(document_.components.schemas),
  );
}

const place = document.querySelector(".api-reference");
if (place instanceof HTMLElement) {
  showReference(place).catch((error) => {
    place.textContent =
      `The reference could not be loaded: ${error.message}. Reload to try again.`;
  });
}
