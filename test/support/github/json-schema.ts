/** The part of JSON Schema that GitHub's description uses for request bodies. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Place {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly path: string;
}

/** What is wrong with a value. Stricter than JSON Schema: a property that is not described is a mistake of ours. */
export function problemsOf(value: unknown, schema: Schema, place: Place): string[] {
  if (schema.$ref !== undefined) return problemsOf(value, place.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, place);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    const merged = choices.map((choice) => problemsOf(value, { ...choice, properties: { ...schema.properties, ...choice.properties } }, place));
    return merged.find((problems) => problems.length === 0) ?? merged[0] ?? [];
  }
  if (value === null && schema.nullable === true) return [];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${place.path} is not one of ${schema.enum.join(", ")}`];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(value, type))) return [`${place.path} is not of type ${types.join(" or ")}`];
  if (typeof value === "string") return value.length > (schema.maxLength ?? Infinity) ? [`${place.path} is longer than ${schema.maxLength}`] : [];
  if (Array.isArray(value)) return arrayProblems(value, schema, place);
  return typeof value === "object" && value !== null ? objectProblems(value, schema, place) : [];
}

function arrayProblems(value: readonly unknown[], schema: Schema, place: Place): string[] {
  const tooMany = value.length > (schema.maxItems ?? Infinity) ? [`${place.path} holds more than ${schema.maxItems} items`] : [];
  return [...tooMany, ...value.flatMap((item, index) => problemsOf(item, schema.items ?? {}, { ...place, path: `${place.path}[${index}]` }))];
}

function objectProblems(value: object, schema: Schema, place: Place): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${place.path}.${name} is missing`);
  if (schema.properties === undefined) return missing;
  const properties = schema.properties;
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, item]) => {
      const described = properties[name];
      const path = `${place.path}.${name}`;
      return described === undefined ? [`${path} is not described`] : problemsOf(item, described, { ...place, path });
    }),
  ];
}

function isOf(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  return type === "object" ? typeof value === "object" && value !== null && !Array.isArray(value) : typeof value === type;
}
