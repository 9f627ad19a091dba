import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { reviewExample } from "../support/review-example.ts";

const template = (runtime: string, handler: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: ${handler}
      Runtime: ${runtime}
      Timeout: 60
${more}      Events:
        Orders:
          Type: SQS
          Properties: { Queue: !GetAtt Orders.Arn }
        Http:
          Type: HttpApi
`;
const go = (body: string, imports = "") => ({
  "template.yaml": template("provided.al2023", "bootstrap"),
  "src/main.go": `package main

import (
	"context"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
${imports})

func handle(ctx context.Context, event events.SQSEvent) error {
${body}
	return nil
}

func main() { lambda.Start(handle) }
`,
});
const java = (body: string, members = "", more = "") => ({
  "template.yaml": template("java21", "shop.Book::handleRequest", more),
  "src/shop/Book.java": `package shop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.sql.DriverManager;
import java.util.UUID;

public class Book implements RequestHandler<SQSEvent, Void> {
  ${members}
  public Void handleRequest(SQSEvent event, Context context) {
    ${body}
    return null;
  }
}
`,
});
const csharp = (body: string) => ({
  "template.yaml": template("dotnet8", "Shop::Shop.Book::Handle"),
  "src/Book.cs": `using Amazon.Lambda.SQSEvents;
using System.IO;
using System.Threading;

namespace Shop;

public class Book
{
    public async Task Handle(SQSEvent sqs)
    {
        ${body}
    }
}
`,
});

/** Rules over code alone: the sources here say nothing of queues and roles that other rules would miss. */
const ids = new Set([
  "aws-sdk-v2-not-bundled",
  "batch-error-swallowed",
  "batch-write-unprocessed-ignored",
  "build-arch-mismatch",
  "custom-resource-no-failure-response",
  "dangerous-input-flow",
  "db-connection-in-handler",
  "dynamodb-scan-in-request-path",
  "global-state-mutated",
  "handler-floating-promise",
  "handler-runtime-language-mismatch",
  "http-call-without-timeout",
  "iam-grant-unused-by-handler",
  "non-idempotent-event-handler",
  "proxy-response-body-not-string",
  "sleep-or-poll-in-handler",
  "snapstart-unique-at-init",
  "sync-lambda-to-lambda",
  "write-outside-tmp",
]);
const handlerRules = rules.filter((rule) => ids.has(rule.id));

describe("rules about handler code", () => {
  it.each([
    [
      "batch-error-swallowed",
      "Go",
      go(
        '\tfor _, record := range event.Records {\n\t\tif err := book(record.Body); err != nil {\n\t\t\tlog.Printf("failed %v", err)\n\t\t}\n\t}',
        '\t"log"\n',
      ),
    ],
    [
      "batch-error-swallowed",
      "Java",
      java(
        "for (SQSEvent.SQSMessage record : event.getRecords()) {\n      try { book(record.getBody()); } catch (Exception error) { System.out.println(error); }\n    }",
      ),
    ],
    [
      "batch-error-swallowed",
      "C#",
      csharp("foreach (var record in sqs.Records) { try { await Store(record.Body); } catch (Exception error) { Console.WriteLine(error); } }"),
    ],
    [
      "http-call-without-timeout",
      "Go",
      go('\t_, err := http.Get("https://books.example")\n\tif err != nil {\n\t\treturn err\n\t}', '\t"net/http"\n'),
    ],
    ["sleep-or-poll-in-handler", "Go", go("\ttime.Sleep(30 * time.Second)", '\t"time"\n')],
    ["sleep-or-poll-in-handler", "Java", java("Thread.sleep(30000);")],
    ["write-outside-tmp", "Go", go('\tos.Create("report.txt")', '\t"os"\n')],
    ["write-outside-tmp", "C#", csharp('File.WriteAllText("report.txt", "x");')],
    ["db-connection-in-handler", "Java", java('DriverManager.getConnection("jdbc:postgresql://orders");')],
    [
      "snapstart-unique-at-init",
      "Java",
      java("", "private static final String ID = UUID.randomUUID().toString();", "      SnapStart: { ApplyOn: PublishedVersions }\n"),
    ],
  ])("speaks as %s on %s", async (id, _language, head) => {
    const { findings, notes } = await reviewExample({ head }, handlerRules);
    expect(notes).toEqual([]);
    expect(findings.map((finding) => finding.rule)).toEqual([id]);
  });

  it.each([
    [
      "a Java error of one kind that is let go",
      java(
        "for (SQSEvent.SQSMessage record : event.getRecords()) {\n      try { book(record.getBody()); } catch (IllegalArgumentException error) { System.out.println(error); }\n    }",
      ),
    ],
    [
      "a C# error that a filter chooses",
      csharp(
        'foreach (var record in sqs.Records) { try { await Store(record.Body); } catch (Exception error) when (error.Message == "known") { Console.WriteLine(error); } }',
      ),
    ],
    [
      "a Go error that is returned",
      go("\tfor _, record := range event.Records {\n\t\tif err := book(record.Body); err != nil {\n\t\t\treturn err\n\t\t}\n\t}"),
    ],
    [
      "a Go client with a timeout",
      go(
        '\tclient := http.Client{Timeout: 3 * time.Second}\n\t_, err := client.Get("https://books.example")\n\tif err != nil {\n\t\treturn err\n\t}',
        '\t"net/http"\n\t"time"\n',
      ),
    ],
    ["a short pause in Go", go("\ttime.Sleep(200 * time.Millisecond)", '\t"time"\n')],
  ])("is silent on %s", async (_what, head) => {
    const { findings, notes } = await reviewExample({ head }, handlerRules);
    expect(notes).toEqual([]);
    expect(findings.map((finding) => finding.rule)).toEqual([]);
  });

  it("offers to await a promise that floats, in a suggestion that only adds the word", async () => {
    const head = {
      "template.yaml": template("nodejs22.x", "book.handler"),
      "src/book.mjs": "export const handler = async (event) => {\n  send(event);\n};\nconst send = async (event) => event;\n",
    };
    const { findings } = await reviewExample({ head }, handlerRules);
    expect(findings.map(({ rule, edit }) => ({ rule, edit }))).toEqual([
      { rule: "handler-floating-promise", edit: { path: "src/book.mjs", start: 44, end: 44, replacement: "await " } },
    ]);
  });

  it("speaks once where functions share the code", async () => {
    const functions = ["One", "Two"]
      .map(
        (name) =>
          `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: src/, Handler: book.handler, Runtime: python3.13, Timeout: 30 }\n`,
      )
      .join("");
    const head = {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${functions}`,
      "src/book.py": "import requests\n\ndef handler(event, context):\n    return requests.get('https://books.example').json()\n",
    };
    const { findings } = await reviewExample({ head }, handlerRules);
    expect(findings.map(({ rule, resource }) => [rule, resource])).toEqual([["http-call-without-timeout", "aws:function:One"]]);
  });
});
