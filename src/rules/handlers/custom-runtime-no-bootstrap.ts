import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";
import { samBuildOf } from "./sam-build.ts";

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
  ],
  good: [
    { head: files(template("go1.x", "bootstrap")) },
    { head: files(template("makefile", "main"), makefile("bootstrap")) },
    { head: files(template("makefile", "bootstrap"), makefile("resize", "\tmv $(ARTIFACTS_DIR)/resize $(ARTIFACTS_DIR)/$(NAME)\n")) },
    { head: files(template("makefile", "bootstrap"), makefile("$(NAME)")) },
    // The handler of other builds is of no meaning to the runtime.
    { head: files(template("rust-cargolambda", "resize")) },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const [runtime, handler, build] = [lambda.string("runtime"), lambda.string("handler"), samBuildOf(lambda)];
      if (!runtime.known || !/^provided(?:\.|$)/.test(runtime.value)) continue;
      const output = build.method === "makefile" ? stack.handlerOf(lambda)?.buildOutput : undefined;
      const isNamedByHandler = build.method === "go1.x" && handler.known && handler.value !== "bootstrap";
      const name = isNamedByHandler ? handler.value : output?.name;
      if (name === undefined || name === "bootstrap") continue;
      yield {
        subject: lambda,
        claim: "bootstrap",
        evidence: [
          isNamedByHandler || output === undefined
            ? { at: handler.at, note: "SAM names the program after it" }
            : { at: output.at, note: "names the program otherwise" },
          { at: runtime.at, note: "starts `bootstrap`" },
        ],
        what: isNamedByHandler
          ? `${named(lambda)} runs on ${named(runtime.value)}, and \`BuildMethod: go1.x\` names its program ${named(name)}, after \`${handler.nativeName}\`.`
          : `${named(lambda)} runs on ${named(runtime.value)}, and its Makefile names the program ${named(name)}.`,
        why: `The OS-only runtimes start an executable called \`bootstrap\` at the top of the package and nothing else: every invocation fails with \`Runtime.InvalidEntrypoint\`.`,
        fix: isNamedByHandler ? `Set \`${handler.nativeName}\` to \`bootstrap\`.` : `Write the program to \`$(ARTIFACTS_DIR)/bootstrap\`.`,
        edit: isNamedByHandler ? setValue(handler, "bootstrap") : undefined,
      };
    }
  },
};
