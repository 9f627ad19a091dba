import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { javascriptFacts, pythonFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

describe("decisions", () => {
  it.each([
    ["an if that returns", "if (event.a) return; work();", [["(event.a)", true]]],
    ["an if whose block throws at its end", "if (event.a) { log(); throw new Error(); }", [["(event.a)", true]]],
    ["an else that leaves", "if (event.a) { work(); } else { return; }", [["(event.a)", true]]],
    ["an if that only does something", "if (event.a) { work(); }", [["(event.a)", false]]],
    ["a short circuit", "event.a && work();", [["event.a", false]]],
    ["a choice between values", "const a = event.a ? 1 : 2; work(a);", [["event.a", false]]],
    ["a switch with a case that returns", "switch (event.a) { case 1: return; default: work(); }", [["(event.a)", true]]],
    ["nothing at all", "work();", []],
  ])("in JavaScript show %s", (_, body, expected) => {
    const { decisions } = javascriptFacts(`const work = () => {};\nconst log = () => {};\nexport const handler = async (event) => { ${body} };`);
    expect(decisions.map((one) => [one.condition, one.leaves])).toEqual(expected);
  });

  it("in Python show if, elif, choices and the loop's next round", () => {
    const { decisions } = pythonFacts(
      "def handler(event, context):\n    for record in event['Records']:\n        if record['a']:\n            continue\n        elif record['b']:\n            print(1)\n    return 1 if event.get('c') else 2\n",
    );
    expect(decisions.map((one) => [one.condition, one.leaves])).toEqual([
      ["record['a']", true],
      ["record['b']", false],
      ["event.get('c')", false],
    ]);
  });

  it("of code that runs once are left out", () => {
    expect(javascriptFacts("if (process.env.A) throw new Error();\nexport const handler = async () => {};").decisions).toEqual([]);
  });
});

describe("the event's time", () => {
  it("is seen where code reads it", () => {
    expect(javascriptFacts("export const handler = async (event) => Date.parse(event.time);").eventTimeReads.length).toBe(1);
    expect(pythonFacts("def handler(event, context):\n    return context.timestamp\n").eventTimeReads.length).toBe(1);
    expect(javascriptFacts("export const handler = async (event) => event.data;").eventTimeReads).toEqual([]);
  });
});

describe("writes of the event's document", () => {
  it.each([
    ["through what was written", "await event.data.after.ref.update({ a: 1 });", [["update", false]]],
    ["through a constant", "const snapshot = event.data; return snapshot.ref.set({ at: FieldValue.serverTimestamp() });", [["set", true]]],
    ["with the time", "await event.ref.update({ at: new Date() });", [["update", true]]],
    ["but not of other documents", "await db.doc('a/b').update({ a: 1 });", []],
    ["but not deletions", "await event.data.ref.delete();", []],
  ])("are seen %s", (_, body, expected) => {
    const { eventWrites } = javascriptFacts(
      `import { FieldValue, getFirestore } from "firebase-admin/firestore";\nconst db = getFirestore();\nexport const handler = async (event) => { ${body} };`,
    );
    expect(eventWrites.map((one) => [one.action, one.changesEachTime])).toEqual(expected);
  });
});
