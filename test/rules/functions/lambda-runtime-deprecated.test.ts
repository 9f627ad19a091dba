import { describe, expect, it } from "vitest";
import { cdkApp } from "../../../src/rules/examples/cdk-app.ts";
import { cdkPythonApp } from "../../../src/rules/examples/cdk-python-app.ts";
import { lambdaRuntimeDeprecated } from "../../../src/rules/functions/lambda-runtime-deprecated.ts";
import { reviewExample } from "../../support/review-example.ts";

const code = { "src/book.mjs": "export const handler = async () => 1;\n" };
const app = {
  ...code,
  ...cdkApp(`
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_18_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
`),
};
const pythonApp = cdkPythonApp(`
lambda_.Function(self, "Book", runtime=lambda_.Runtime.PYTHON_3_9, handler="book.handler", code=lambda_.Code.from_asset("src"))
`);
const manifest = (version: string, section = "dependencies") => ({ "package.json": `{ "${section}": { "aws-cdk-lib": "${version}" } }\n` });

async function said(head: Readonly<Record<string, string>>) {
  const { findings } = await reviewExample({ head }, [lambdaRuntimeDeprecated]);
  return findings.map(({ edit, fix }) => ({ replacement: edit?.replacement, namesRelease: fix.includes("aws-cdk-lib") }));
}

describe("the successor of a runtime in a CDK program", () => {
  it.each([
    ["2.224.0", "dependencies"],
    ["^2.230.1", "devDependencies"],
  ])("is offered where the project asks for a release that has it: %s", async (version, section) => {
    expect(await said({ ...app, ...manifest(version, section) })).toEqual([{ replacement: "NODEJS_24_X", namesRelease: false }]);
  });

  it.each(["2.150.0", "^2.150.0", "~2.223.0", "*", "latest"])(
    "is told with its release and not offered where that may be too old: %s",
    async (version) => {
      expect(await said({ ...app, ...manifest(version) })).toEqual([{ replacement: undefined, namesRelease: true }]);
    },
  );

  it("is not offered where nothing tells the release", async () => {
    expect(await said(app)).toEqual([{ replacement: undefined, namesRelease: true }]);
  });

  it.each([
    ["requirements.txt", "constructs>=10\naws-cdk-lib==2.230.0\n", "PYTHON_3_14"],
    ["requirements.txt", "aws-cdk-lib==2.150.0 # pinned\n", undefined],
    ["pyproject.toml", '[project]\nname = "shop"\ndependencies = ["aws-cdk-lib>=2.222,<3"]\n', "PYTHON_3_14"],
    ["pyproject.toml", '[tool.poetry.dependencies]\naws-cdk-lib = "^2.90"\n', undefined],
  ])("is offered in Python by what %s asks for", async (path, text, replacement) => {
    expect(await said({ ...pythonApp, [path]: text })).toEqual([{ replacement, namesRelease: replacement === undefined }]);
  });
});

describe("the successor of a Node", () => {
  const template = (inline: string) => `
Resources:
  Seed:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs18.x
      Role: arn:aws:iam::123456789012:role/seed
      Code: { ${inline} }
`;

  it("is offered where the code is read", async () => {
    expect((await said({ "template.yaml": template('ZipFile: "exports.handler = async () => 1;"') }))[0]?.replacement).toBe("nodejs24.x");
  });

  it("is not offered for code that nobody reads, which may call back or need what newer Nodes do not bring", async () => {
    expect((await said({ "template.yaml": template("S3Bucket: code, S3Key: seed.zip") }))[0]?.replacement).toBeUndefined();
  });
});
