/** A name of Python as the CDK spells it in TypeScript: `visibility_timeout` → `visibilityTimeout`. Constants and names of the language stay. */
export function camelCase(name: string): string {
  if (name.startsWith("__") || /^[A-Z0-9_]+$/u.test(name)) return name;
  const start = /^_*/u.exec(name)?.[0] ?? "";
  return `${start}${name.slice(start.length).replaceAll(/_+([a-zA-Z0-9])/gu, (_, letter: string) => letter.toUpperCase())}`;
}
