import { assert as check, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { createMarkers, type Mark } from "../../src/github/marker.ts";

const address = { owner: "acme", repository: "shop", number: 1 };
const mark: Mark = { kind: "finding", id: "f-0123456789abcdef", head: "a".repeat(40), run: "r1", source: "rule" };

describe("markers", () => {
  const markers = createMarkers("secret", address);

  it("are read back from the text that they sign, whatever the text holds", () => {
    check(
      property(string({ unit: "binary", maxLength: 200 }), (text) => {
        const signed = markers.sign(text, mark);
        expect(signed.startsWith(text.trimEnd())).toBe(true);
        expect(markers.read(signed)).toEqual(mark);
      }),
    );
  });

  it("are worth nothing on another pull request, with another secret, changed, or inside a text", () => {
    const signed = markers.sign("text", mark);
    expect(createMarkers("secret", { ...address, number: 2 }).read(signed)).toBeNull();
    expect(createMarkers("other", address).read(signed)).toBeNull();
    expect(markers.read(signed.replace("source=rule", "source=model"))).toBeNull();
    expect(markers.read(`${signed}\nand more`)).toBeNull();
    expect(markers.read("text")).toBeNull();
  });

  it("do not change when a repository is written in other letter case", () => {
    expect(createMarkers("secret", { ...address, owner: "ACME" }).read(markers.sign("text", mark))).toEqual(mark);
  });

  it("keep a text under what GitHub takes", () => {
    const signed = markers.sign("x".repeat(100_000), mark);
    expect(signed.length).toBeLessThanOrEqual(65_536);
    expect(markers.read(signed)).toEqual(mark);
  });
});
