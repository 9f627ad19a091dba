import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, javascriptFacts, pythonFacts, typescriptFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

describe("item failures", () => {
  it.each([
    ["an object", "return { batchItemFailures: [{ itemIdentifier: 'a' }] };"],
    ["a shorthand", "const batchItemFailures = []; return { batchItemFailures };"],
    ["several statements", "const answer = {}; answer.batchItemFailures = []; answer.batchItemFailures.push({}); return answer;"],
    ["a string key", "return { 'batchItemFailures': [] };"],
  ])("are answered by %s", (_, body) => {
    expect(javascriptFacts(`export const handler = async (event) => { ${body} };`).itemFailures[0]).toMatchObject({ by: "answer" });
  });

  it("are answered by a helper in another file", () => {
    const facts = javascriptFacts(`import { answer } from "./answer.mjs";\nexport const handler = async (event) => answer(event.Records);`, {
      "answer.mjs": "export const answer = (records) => ({ batchItemFailures: records.map((r) => ({ itemIdentifier: r.messageId })) });",
    });
    expect(facts.itemFailures).toMatchObject([{ by: "answer", at: { path: "answer.mjs" } }]);
  });

  it.each([
    [
      "JavaScript",
      () =>
        javascriptFacts(
          `import { BatchProcessor, processPartialResponse } from "@aws-lambda-powertools/batch";\nconst p = new BatchProcessor("SQS");\nexport const handler = async (event, context) => processPartialResponse(event, work, p, { context });\nconst work = async () => {};`,
        ),
    ],
    [
      "Python",
      () =>
        pythonFacts(
          "from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response\np = BatchProcessor(event_type=EventType.SQS)\ndef handler(event, context):\n    return process_partial_response(event=event, record_handler=work, processor=p, context=context)\ndef work(record):\n    pass\n",
        ),
    ],
    [
      "a decorator",
      () =>
        pythonFacts(
          "from aws_lambda_powertools.utilities.batch import batch_processor\n@batch_processor(record_handler=work, processor=p)\ndef handler(event, context):\n    return p.response()\n",
        ),
    ],
    [
      "middy",
      () =>
        javascriptFacts(
          `import middy from "@middy/core";\nimport partial from "@middy/sqs-partial-batch-failure";\nexport const handler = middy(async (event) => Promise.allSettled(event.Records.map(work))).use(partial());\nconst work = async () => {};`,
        ),
    ],
  ])("are left to a processor: %s", (_, facts) => {
    const read = facts();
    expect(read.complete).toBe(true);
    expect(read.itemFailures).toContainEqual(expect.objectContaining({ by: "processor" }));
  });

  it("are answered in Python, Go, Java and C#", () => {
    expect(pythonFacts("def handler(event, context):\n    failures = []\n    return {'batchItemFailures': failures}\n").itemFailures).toMatchObject([
      { by: "answer", at: { startLine: 3 } },
    ]);
    expect(
      pythonFacts("def handler(event, context):\n    answer = {}\n    answer['batchItemFailures'] = []\n    return answer\n").itemFailures,
    ).toMatchObject([{ by: "answer" }]);
    const go = `package main\nimport (\n\t"github.com/aws/aws-lambda-go/events"\n\t"github.com/aws/aws-lambda-go/lambda"\n)\nfunc handle(e events.SQSEvent) (events.SQSEventResponse, error) {\n\tvar failures []events.SQSBatchItemFailure\n\treturn events.SQSEventResponse{BatchItemFailures: failures}, nil\n}\nfunc main() { lambda.Start(handle) }\n`;
    expect(factsOf({ "main.go": go }, { runtime: "provided.al2023", handler: "bootstrap" }).itemFailures).toMatchObject([
      { by: "answer", at: { startLine: 8 } },
    ]);
    const java = `public class App { public SQSBatchResponse handleRequest(SQSEvent e) { return new SQSBatchResponse(failures); } }`;
    expect(factsOf({ "App.java": java }, { runtime: "java21", handler: "App" }).itemFailures).toMatchObject([{ by: "answer" }]);
    const csharp = `public class App\n{\n    public SQSBatchResponse Handle(SQSEvent e)\n    {\n        return new SQSBatchResponse(failures);\n    }\n}`;
    expect(factsOf({ "App.cs": csharp }, { runtime: "dotnet8", handler: "A::App::Handle" }).itemFailures).toMatchObject([
      { by: "answer", at: { startLine: 5 } },
    ]);
  });

  it("is none where a list is made empty and nothing makes an item for it", () => {
    const java = (item: string) =>
      `import java.util.ArrayList;\nimport java.util.List;\npublic class App { public SQSBatchResponse handleRequest(SQSEvent e) { ${item}return new SQSBatchResponse(new ArrayList<>()); } }`;
    const read = (item: string) => factsOf({ "App.java": java(item) }, { runtime: "java21", handler: "App" }).itemFailures.length;
    expect([read(""), read("failures.add(new SQSBatchResponse.BatchItemFailure(id)); ")]).toEqual([0, 1]);
  });

  it.each([
    "export const handler = async (event) => { return { failures: [] }; };",
    "// batchItemFailures\nexport const handler = async () => 'batchItemFailures are not declared';",
    "export const other = () => ({ batchItemFailures: [] });\nexport const handler = async () => 1;",
  ])("are not found in %s", (source) => {
    expect(javascriptFacts(source).itemFailures).toEqual([]);
  });

  it("are not proven absent where an unknown package answers for the handler", () => {
    expect(
      javascriptFacts(
        `import { consume } from "@acme/consume";\nexport const handler = async (event) => consume(event, work);\nconst work = () => 1;`,
      ).complete,
    ).toBe(false);
    expect(
      javascriptFacts(
        `import { parse } from "@acme/parse";\nexport const handler = async (event) => { const orders = parse(event); return orders.length; };`,
      ).complete,
    ).toBe(true);
  });
});

describe("record loops", () => {
  it.each([
    "for (const record of event.Records) await work(record);",
    "for (const { body } of event.Records ?? []) await work(body);",
    "event.Records.forEach((record) => work(record));",
    "await Promise.all(event.Records.map(async (record) => work(record)));",
    "const { Records } = event; await Promise.allSettled(Records.map(work2));",
    "const records = event.Records.filter(Boolean); for (const record of records) await work(record);",
    "await all(event.Records);",
  ])("are found in %s", (body) => {
    const facts = javascriptFacts(
      `export const handler = async (event) => {\n${body}\n};\nconst all = async (records) => {\nfor (const record of records) await work(record);\n};\nconst work = async (x) => x, work2 = work;`,
    );
    expect(facts.recordLoops).toHaveLength(1);
  });

  it.each([
    "for record in event['Records']:\n        print(record)",
    "for i, record in enumerate(event.get('Records', [])):\n        print(i)",
    "return [r['body'] for r in event['Records']]",
  ])("are found in Python: %s", (body) => {
    expect(pythonFacts(`def handler(event, context):\n    ${body}\n`).recordLoops).toHaveLength(1);
  });

  it.each([
    "for (const item of event.items) work(item);",
    "for (const key in event.Records) work(key);",
    "const records = await list(); for (const record of records) work(record);",
  ])("are not found in %s", (body) => {
    expect(
      javascriptFacts(`export const handler = async (event) => { ${body} };\nconst work = (x) => x, list = async () => [];`).recordLoops,
    ).toEqual([]);
  });
});

describe("catch clauses", () => {
  const caught = (body: string) =>
    typescriptFacts(`export const handler = async (event: any) => {
  const failures: string[] = [];
  for (const record of event.Records) {
    try { await work(record); } catch (error) { ${body} }
  }
  return failures;
};
const work = async (x: any) => x;
const markFailed = async (x: any) => x;`).catches;

  it.each([
    ["console.error(error);", { behaviour: "swallows", logs: true }],
    ["", { behaviour: "swallows", logs: false }],
    ["logger.warn('failed', { error }); continue;", { behaviour: "swallows", logs: true }],
    ["throw error;", { behaviour: "rethrows", logs: false }],
    ["if (error instanceof TypeError) throw error; console.error(error);", { behaviour: "rethrows", logs: true }],
    ["return failures;", { behaviour: "returns", logs: false }],
    ["failures.push(record.messageId);", { behaviour: "records-failure" }],
    ["console.error(error); await markFailed(record);", { behaviour: "records-failure", logs: true }],
    ["failed = true;", { behaviour: "records-failure" }],
  ])("do with an error: %s", (body, expected) => {
    expect(caught(body)).toMatchObject([{ ...expected, inRecordLoop: true }]);
  });

  it("count as in the record loop where they are all of a function called for each record", () => {
    const facts =
      javascriptFacts(`export const handler = async (event) => { for (const record of event.Records) await work(record); await report(); };
const work = async (record) => { try { await fetch(record.body); } catch (error) { console.error(error); } };
const report = async () => { try { await fetch("x"); } catch (error) { console.error(error); } };`);
    expect(facts.catches.map(({ inRecordLoop, at }) => [at.startLine, inRecordLoop])).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  it("include .catch on a record's promise", () => {
    expect(
      javascriptFacts(
        `export const handler = async (event) => Promise.all(event.Records.map((record) => work(record).catch((error) => { console.error(error); })));\nconst work = async (x) => x;`,
      ).catches,
    ).toMatchObject([{ behaviour: "swallows", logs: true, inRecordLoop: true }]);
  });

  it.each([
    ["logger.exception('failed')", "swallows"],
    ["pass", "swallows"],
    ["raise", "rethrows"],
    ["raise RuntimeError('x') from error", "rethrows"],
    ["failures.append(record)", "records-failure"],
    ["return None", "returns"],
    ["dead_letter(record)", "records-failure"],
  ])("are read in Python: %s", (body, behaviour) => {
    const facts = pythonFacts(
      `import logging\nlogger = logging.getLogger()\ndef handler(event, context):\n    failures = []\n    for record in event["Records"]:\n        try:\n            work(record)\n        except Exception as error:\n            ${body}\ndef work(x):\n    return x\n`,
    );
    expect(facts.catches).toMatchObject([{ behaviour, inRecordLoop: true }]);
  });

  it("are read in Go, Java and C#", () => {
    const go = (body: string) =>
      factsOf(
        {
          "main.go": `package main\nimport (\n\t"log"\n\t"github.com/aws/aws-lambda-go/events"\n\t"github.com/aws/aws-lambda-go/lambda"\n)\nfunc handle(e events.SQSEvent) error {\n\tfor _, r := range e.Records {\n\t\tif err := work(r.Body); err != nil {\n\t\t\t${body}\n\t\t}\n\t}\n\treturn nil\n}\nfunc work(b string) error { return nil }\nfunc main() { lambda.Start(handle) }\n`,
        },
        { runtime: "provided.al2023", handler: "bootstrap" },
      ).catches;
    expect(go("log.Println(err)")).toMatchObject([{ behaviour: "swallows", logs: true, inRecordLoop: true }]);
    expect(go("return err")).toMatchObject([{ behaviour: "rethrows", inRecordLoop: true }]);
    const java = (body: string) =>
      factsOf(
        {
          "App.java": `public class App {\n  public void handleRequest(SQSEvent e) {\n    for (SQSMessage m : e.getRecords()) {\n      try { work(m); } catch (Exception x) { ${body} }\n    }\n  }\n  void work(SQSMessage m) {}\n}`,
        },
        { runtime: "java21", handler: "App" },
      ).catches;
    expect(java('log.error("failed", x);')).toMatchObject([{ behaviour: "swallows", logs: true, inRecordLoop: true }]);
    expect(java("failures.add(m.getMessageId());")).toMatchObject([{ behaviour: "records-failure" }]);
    const csharp = (body: string) =>
      factsOf(
        {
          "App.cs": `public class App\n{\n  public async Task Handle(SQSEvent e)\n  {\n    foreach (var m in e.Records)\n    {\n      try { await Work(m); } catch (Exception x) { ${body} }\n    }\n  }\n  Task Work(object m) => null;\n}`,
        },
        { runtime: "dotnet8", handler: "A::App::Handle" },
      ).catches;
    expect(csharp('_logger.LogError(x, "failed");')).toMatchObject([{ behaviour: "swallows", logs: true, inRecordLoop: true }]);
    expect(csharp("throw;")).toMatchObject([{ behaviour: "rethrows" }]);
  });
});
