import { describe, expect, it } from "vitest";
import { syntheticFiles } from "./synthetic-files.ts";

describe("syntheticFiles", () => {
  it.each([1, 10, 100])("changes exactly %i files, the same each time", (size) => {
    const { base, head } = syntheticFiles(size);
    expect(Object.keys(head).filter((path) => head[path] !== base[path]).length).toBe(size);
    expect(Object.keys(base)).toEqual(Object.keys(head));
    expect(syntheticFiles(size)).toEqual({ base, head });
  });
});
