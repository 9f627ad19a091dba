import type { EditValue } from "../../findings/edit-dialect.ts";
import { plainOf } from "../../stack/setting.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const packaged = (architecture: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: makefile
    Properties:
      CodeUri: resize/
      Handler: bootstrap
      Runtime: provided.al2023
${architecture}`;
const makefile = (goarch: string) => `build-Resize:
	# GOARCH=mips is a comment
	GOOS=linux GOARCH=${goarch} go build -o $(ARTIFACTS_DIR)/bootstrap .
`;
const image = (architecture: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Metadata:
      DockerContext: ./resize
      Dockerfile: Dockerfile
    Properties:
      PackageType: Image
${architecture}`;
const terraform = (architecture: string) => `
resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::123456789012:role/resize"
  filename      = "resize.zip"
  handler       = "bootstrap"
  runtime       = "provided.al2023"
  architectures = ["${architecture}"]
}
`;
const arm = "      Architectures: [arm64]\n";
const program = `package main

func main() {}
`;

export const buildArchMismatch: Rule = {
  id: "build-arch-mismatch",
  title: "Built for another processor than it runs on",
  topics: ["1.5", "9.4", "5.4"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
  bad: [
    { head: { "template.yaml": packaged(arm), "resize/Makefile": makefile("amd64"), "resize/main.go": program } },
    { head: { "template.yaml": packaged(""), "resize/Makefile": makefile("arm64"), "resize/main.go": program } },
    { head: { "template.yaml": image(arm), "resize/Dockerfile": "FROM --platform=linux/amd64 public.ecr.aws/lambda/python:3.13\nCOPY . .\n" } },
  ],
  good: [
    { head: { "template.yaml": packaged(arm), "resize/Makefile": makefile("arm64"), "resize/main.go": program } },
    { head: { "template.yaml": packaged(arm), "resize/Makefile": makefile("$(ARCH)"), "resize/main.go": program } },
    {
      head: {
        "template.yaml": packaged(arm),
        "resize/Makefile": `${makefile("amd64")}\nbuild-arm:\n\tGOARCH=arm64 go build\n`,
        "resize/main.go": program,
      },
    },
    {
      head: {
        "template.yaml": image(arm),
        "resize/Dockerfile": "FROM --platform=linux/amd64 golang AS build\nRUN GOARCH=arm64 go build\nFROM public.ecr.aws/lambda/provided:al2023\n",
      },
    },
    { head: { "main.tf": terraform("arm64"), Makefile: makefile("amd64") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const target = stack.handlerOf(lambda)?.buildTarget;
      const runs = architectureOf(lambda);
      if (target === undefined || runs === null || target.architecture === runs) continue;
      const isWritten = lambda.has("architecture");
      const setting = lambda.nameInDialect("architecture");
      yield {
        subject: lambda,
        claim: "architecture",
        evidence: [
          { at: target.at, note: `builds for ${target.architecture}` },
          { at: lambda.placeOf("architecture"), note: isWritten ? `runs on ${runs}` : `no \`${setting}\`: ${runs}` },
        ],
        what: `${named(lambda)} runs on ${runs}${isWritten ? "" : " (the default)"}, but its build says ${named(target.text)}.`,
        why: `Binaries for ${target.architecture} do not start on ${runs}: every invocation fails with "exec format error", or with the first native library that is loaded.`,
        fix: `Set \`${setting}\` to \`${target.architecture}\`, or build for ${runs}.`,
        // Where the template says nothing, the build does.
        edit: isWritten
          ? undefined
          : addProperty(lambda.properties, lambda.at, { name: setting, value: architectureIn(lambda, target.architecture) }),
      };
    }
  },
};

/** The one architecture of a function; null where it is not known. */
function architectureOf(lambda: Resource): string | null {
  const written = lambda.value("architecture");
  if (written === undefined) return "x86_64";
  const plain = plainOf(written);
  const [first]: readonly unknown[] = Array.isArray(plain) ? plain : [plain];
  return first === "arm64" || first === "x86_64" ? first : null;
}

/** The Serverless Framework takes a word, all others a list. */
function architectureIn(lambda: Resource, architecture: string): EditValue {
  return lambda.format === "serverless-framework" ? architecture : [architecture];
}
