import type { Location } from "../../change/location.ts";
import type { BuildOutput } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { itemsOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";
import { samBuildMethodOf } from "./sam-build.ts";

const template = (method: string, handler: string, runtime = "provided.al2023") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: ${method}
    Properties:
      CodeUri: resize/
      Handler: ${handler}
      Runtime: ${runtime}
`;
const makefile = (name: string, more = "") => `build-Resize:
\tGOOS=linux go build -tags lambda.norpc -o $(ARTIFACTS_DIR)/${name} .
${more}`;
const terraform = (source: string, more = "") => `
data "archive_file" "resize" {
  type        = "zip"
  ${source}
  output_path = "resize.zip"
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::123456789012:role/resize"
  handler       = "main"
  runtime       = "provided.al2023"
  filename      = data.archive_file.resize.output_path
  ${more}
}
`;
const serverless = (patterns: string, more = "") => `
service: pictures
provider: { name: aws, runtime: provided.al2023 }
package: { patterns: ${patterns} }
${more}
functions:
  resize: { handler: bin/resize }
`;
const program = "package main\n\nfunc main() {}\n";
const files = (text: string, make?: string) => ({
  "template.yaml": text,
  "resize/main.go": program,
  ...(make === undefined ? {} : { "resize/Makefile": make }),
});

export const customRuntimeNoBootstrap: Rule = {
  id: "custom-runtime-no-bootstrap",
  title: "The package has no program called bootstrap",
  topics: ["1.5", "5.4", "19.1"],
  category: "deployment",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/golang-package.html",
  bad: [
    { head: files(template("go1.x", "main")) },
    { head: files(template("go1.x", "resize", "provided.al2")) },
    { head: files(template("makefile", "bootstrap"), makefile("resize")) },
    { head: { "main.tf": terraform('source_file = "bin/main"') } },
    { head: { "serverless.yml": serverless("['!**', 'bin/**']") } },
  ],
  good: [
    { head: files(template("go1.x", "bootstrap")) },
    { head: files(template("makefile", "main"), makefile("bootstrap")) },
    { head: files(template("makefile", "bootstrap"), makefile("resize", "\tmv $(ARTIFACTS_DIR)/resize $(ARTIFACTS_DIR)/$(NAME)\n")) },
    { head: files(template("makefile", "bootstrap"), makefile("$(NAME)")) },
    // The handler of other builds is of no meaning to the runtime.
    { head: files(template("rust-cargolambda", "resize")) },
    { head: { "main.tf": terraform('source_file = "bin/bootstrap"') } },
    // What a build leaves in a folder, and what a layer brings, nobody can tell.
    { head: { "main.tf": terraform('source_dir = "bin"') } },
    { head: { "main.tf": terraform('source_file = "src/handler.sh"', "layers = [var.runtime_layer]") } },
    { head: { "serverless.yml": serverless("['!**', bootstrap]") } },
    { head: { "serverless.yml": serverless("['bin/**']") } },
    { head: { "serverless.yml": serverless("['!**', 'bin/**']", "plugins: [serverless-go-plugin]") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const runtime = lambda.string("runtime");
      if (!runtime.known || !/^provided(?:\.|$)/.test(runtime.value)) continue;
      const program = programOf(lambda, stack);
      if (program === null) continue;
      yield {
        subject: lambda,
        claim: "bootstrap",
        evidence: [
          { at: program.at, note: program.note },
          { at: runtime.at, note: "starts `bootstrap`" },
        ],
        what: `${named(lambda)} runs on ${named(runtime.value)}, and ${program.what}.`,
        why: `The OS-only runtimes start an executable called \`bootstrap\` at the top of the package and nothing else: every invocation fails with \`Runtime.InvalidEntrypoint\`.`,
        fix: program.fix,
        edit: program.edit,
      };
    }
  },
};

/** What names the program of a function otherwise. */
type NamedProgram = Pick<Draft, "fix" | "edit" | "what"> & { readonly at: Location; readonly note: string };

function programOf(lambda: Resource, stack: Stack): NamedProgram | null {
  const method = samBuildMethodOf(lambda);
  if (method === "go1.x") return namedByHandler(lambda);
  return method === "makefile" ? namedByMakefile(stack.handlerOf(lambda)?.buildOutput) : namedByPackage(lambda);
}

function namedByHandler(lambda: Resource): NamedProgram | null {
  const handler = lambda.string("handler");
  if (!handler.known || handler.value === "bootstrap") return null;
  return {
    at: handler.at,
    note: "SAM names the program after it",
    what: `\`BuildMethod: go1.x\` names its program ${named(handler.value)}, after \`${handler.nativeName}\``,
    fix: `Set \`${handler.nativeName}\` to \`bootstrap\`.`,
    edit: setValue(handler, "bootstrap"),
  };
}

function namedByMakefile(output: BuildOutput | undefined): NamedProgram | null {
  if (output === undefined || output.name === "bootstrap") return null;
  return {
    at: output.at,
    note: "names the program otherwise",
    what: `its Makefile names the program ${named(output.name)}`,
    fix: `Write the program to \`$(ARTIFACTS_DIR)/bootstrap\`.`,
    edit: undefined,
  };
}

/** So many files of a package are told. */
const mostNames = 4;

/** A template that names every file of the package, none of which is the program. A layer may bring it. */
function namedByPackage(lambda: Resource): NamedProgram | null {
  const [contents, layers] = [lambda.value("packageContents"), lambda.value("layers")];
  const names = itemsOf(contents).map((item) => textOf(item));
  const mayComeFromLayer = layers !== undefined && !(layers.kind === "list" && layers.items.length === 0);
  if (contents === undefined || mayComeFromLayer || names.some((name) => name === undefined || mayBeBootstrap(name))) return null;
  const shown = names
    .flatMap((name) => (name === undefined ? [] : [named(name)]))
    .slice(0, mostNames)
    .join(", ");
  return {
    at: contents.at,
    note: "all that is in the package",
    what: `its package holds ${shown} and no \`bootstrap\``,
    fix: `Build the program as \`bootstrap\` and put it at the top of the package.`,
    edit: undefined,
  };
}

/** Whether a path or pattern may stand for `bootstrap` at the top of the package. */
function mayBeBootstrap(pattern: string): boolean {
  const [first = "", ...rest] = pattern.replace(/^(?:\.\/)+/, "").split("/");
  const isExact = /^[\w.-]+$/.test(first) && first !== "..";
  return !isExact || (rest.length === 0 && first === "bootstrap");
}
