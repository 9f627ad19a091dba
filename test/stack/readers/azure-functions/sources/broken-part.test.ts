import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { functionsIn, readFunctions } from "../read-functions.ts";

beforeAll(() => loadGrammars(["javascript", "python", "csharp", "java"]));

/** A file of three functions, of which the second is as given; the line on which it stands is 3, but 7 for Python. */
const files = {
  "index.js": (second: string) => `const { app } = require("@azure/functions");
app.http("one", { handler: async () => ({}) });
${second}
app.timer("three", { schedule: "0 * * * * *", handler: async () => {} });
`,
  "function_app.py": (second: string) => `import azure.functions as func
app = func.FunctionApp()
@app.route(route="one")
def one(req):
    return "x"

${second}

@app.timer_trigger(schedule="0 * * * * *", arg_name="t")
def three(t):
    pass
`,
  "Shop.cs": (second: string) => `public class Shop {
  [Function("one")] public void One([TimerTrigger("0 * * * * *")] object t) { }
  ${second}
  [Function("three")] public void Three([QueueTrigger("q", Connection = "C")] string m) { }
}
`,
  "Shop.java": (second: string) => `public class Shop {
  @FunctionName("one") public void one(@TimerTrigger(name = "t", schedule = "0 * * * * *") String t) { }
  ${second}
  @FunctionName("three") public void three(@QueueTrigger(name = "m", queueName = "q", connection = "C") String m) { }
}
`,
};

describe("a file with a syntax error", () => {
  it.each([
    ["index.js", 'app.storageQueue("two", { queueName: "q", handler: async () => {}'],
    ["index.js", "const text = `not closed;"],
    ["index.js", "<<<<<<< HEAD\nconst a = 1;"],
    ["function_app.py", '@app.queue_trigger(arg_name="m", queue_name="q", connection="C"\ndef two(m):\n    pass'],
    ["function_app.py", 'text = """not closed'],
    ["function_app.py", '@app.queue_trigger(arg_name="m", queue_name="q", connection="C")\ndef two(m)\n    pass'],
    ["Shop.cs", '[Function("two")] public void Two([TimerTrigger("0 * * * * *")] object t) { if (t) { }'],
    ["Shop.java", '@FunctionName("two") public void two(@TimerTrigger(name = "t", schedule = "0 * * * * *") String t) { if (t) { }'],
  ] as const)("in %s keeps the functions around it, and says where: %s", (path, second) => {
    const { notes } = readFunctions({ [path]: files[path](second) });
    const functions = functionsIn({ [path]: files[path](second) });
    expect(functions.map((one) => one.name)).toEqual(expect.arrayContaining(["one", "three"]));
    expect(functions.filter((one) => one.name === "three")).toHaveLength(1);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ path, message: "this part of the file could not be parsed: functions that it declares may be missing" });
    expect(notes[0]?.line).toBeGreaterThan(0);
  });

  it("tells functions behind it by the lines on which they stand", () => {
    const text = files["index.js"]('app.storageQueue("two", { queueName: "q", handler: async () => {}');
    expect(functionsIn({ "index.js": text }).find((one) => one.name === "three")?.at.startLine).toBe(4);
  });

  it("says nothing of files that can be parsed, or that declare no functions", () => {
    expect(readFunctions({ "index.js": files["index.js"]("") }).notes).toEqual([]);
    expect(readFunctions({ "other.js": "const = ;" }).notes).toEqual([]);
  });
});
