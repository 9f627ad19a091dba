import type { HostileCase } from "./hostile-case.ts";
import { deep, functionsHost } from "./texts.ts";

/** Code, and formats beside it. */
export const hostileCode: readonly HostileCase[] = [
  {
    title: "a host.json that is cut off",
    beside: "azure-functions-node",
    files: () => ({ "bad/host.json": `{ "version": "2.0",\n` }),
    note: /^bad\/host\.json:\d+ /,
  },
  {
    title: "a function.json that is cut off",
    beside: "azure-functions-node",
    files: () => ({ "bad/host.json": functionsHost, "bad/one/function.json": `{ "bindings": [\n{ "type": "queueTrigger",` }),
    note: /^bad\/one\/function\.json:\d+ /,
  },
  {
    title: "JavaScript functions with an unclosed call and a value nested ten thousand deep",
    beside: "azure-functions-node",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/package.json": `{ "main": "a.js", "dependencies": { "@azure/functions": "4" } }`,
      "bad/a.js": `const { app } = require("@azure/functions");\nconst deep = ${deep("[", "]", 10_000)};\napp.http("a", { methods: deep,`,
    }),
    note: /bad\/a\.js:3 .*could not be parsed/,
  },
  {
    title: "Python functions with an unclosed decorator",
    beside: "azure-functions-python",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/function_app.py": `import azure.functions as func\napp = func.FunctionApp()\n@app.route(route=${"(".repeat(5_000)}\n`,
    }),
    note: /bad\/function_app\.py:1 .*could not be parsed/,
  },
  {
    title: "C# functions with unclosed attributes",
    beside: "azure-functions-csharp",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/Bad.cs": `using Microsoft.Azure.Functions.Worker;\nclass A {\n  [Function("A")]\n  void A([TimerTrigger(${"(".repeat(5_000)}\n`,
    }),
    note: /bad\/Bad\.cs:\d+ .*could not be parsed/,
  },
  {
    title: "Java functions with unclosed annotations",
    beside: "azure-functions-java",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/src/Bad.java": `import com.microsoft.azure.functions.annotation.*;\nclass Bad {\n  @FunctionName("Bad")\n  void bad(@TimerTrigger(name = ${"(".repeat(5_000)}\n`,
    }),
    note: /bad\/src\/Bad\.java:\d+ .*could not be parsed/,
  },
  {
    title: "rules with an unclosed match",
    beside: "firestore-rules",
    files: () => ({ "bad.rules": "service cloud.firestore {\n  match /a/{b} {\n    allow read: if true\n" }),
    note: /^bad\.rules:\d+ /,
  },
  {
    title: "rules with functions that call each other and a condition nested ten thousand deep",
    beside: "firestore-rules",
    files: () => ({
      "bad.rules": `service cloud.firestore {\n  match /a/{b} {\n    function one() { return two(); }\n    function two() { return one(); }\n    allow read: if one();\n    allow write: if ${deep("(", ")", 10_000)};\n  }\n}\n`,
    }),
    note: /^bad\.rules/,
  },
  {
    title: "a firebase.json that is cut off",
    beside: "firebase",
    files: () => ({ "bad/firebase.json": `{ "functions": {\n"source": ` }),
    note: /^bad\/firebase\.json:\d+ /,
  },
  {
    title: "Firebase modules that require each other",
    beside: "firebase",
    files: () => ({
      "bad/firebase.json": `{ "functions": { "source": "f" } }`,
      "bad/f/package.json": `{ "main": "a.js", "dependencies": { "firebase-functions": "6" } }`,
      "bad/f/a.js": `const b = require("./b");\nmodule.exports = { ...b };\n`,
      "bad/f/b.js": `const a = require("./a");\nmodule.exports = { ...a };\n`,
    }),
    note: null,
  },
  {
    title: "a CDK app that never ends and one that is cut off",
    beside: "cdk-typescript",
    files: () => ({
      "bad/cdk.json": `{ "app": "npx ts-node bin/a.ts" }`,
      "bad/bin/a.ts": `import { App, Stack } from "aws-cdk-lib";\nimport { Queue } from "aws-cdk-lib/aws-sqs";\nconst stack = new Stack(new App(), "Endless");\nfunction more(n: number): void { more(n + 1); }\nwhile (true) new Queue(stack, "Q");\nmore(0);\nnew Queue(stack, "Cut", {`,
    }),
    note: /^bad\/bin\/a\.ts/,
  },
  {
    title: "a CDK app in Python that never ends",
    beside: "cdk-python",
    files: () => ({
      "bad/cdk.json": `{ "app": "python3 app.py" }`,
      "bad/app.py": `import aws_cdk as cdk\n\napp = cdk.App()\nstack = cdk.Stack(app, "Endless")\n\ndef more(n):\n    return more(n + 1)\n\nmore(0)\nwhile True:\n    cdk.aws_sqs.Queue(stack, "Q")\n`,
    }),
    note: null,
  },
];
