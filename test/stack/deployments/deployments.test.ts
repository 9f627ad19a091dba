import { describe, expect, test } from "vitest";
import type { TargetedDeployment } from "../../../src/stack/deployments/deployment.ts";
import { type BlobCache, createSnapshot } from "../../../src/change/lazy-snapshot.ts";
import { Deployments, deploymentsOf } from "../../../src/stack/deployments/deployments.ts";
import { memorySnapshot } from "../../support/memory-snapshot.ts";
import { shown } from "../../support/shown-value.ts";

/** The deployments of a target by a pipeline that runs a script, beside other files: label, what is given, and whether there may be more. */
function deployed(tool: TargetedDeployment["tool"], target: string, script: string, others: Readonly<Record<string, string>> = {}) {
  const steps = script
    .trim()
    .split("\n")
    .map((line) => `      - run: ${JSON.stringify(line.trim())}\n`)
    .join("");
  const files = { ".github/workflows/a.yml": `on: push\njobs:\n  job:\n    steps:\n${steps}`, ...others };
  return new Deployments(memorySnapshot(files)).of(tool, target).map(({ label, given, rest, parameterFiles }) => ({
    label,
    given: Object.fromEntries([...given].map(([name, value]) => [name, shown(value)])),
    ...(rest === undefined ? {} : { rest: rest.reason }),
    ...(parameterFiles === undefined || parameterFiles.length === 0 ? {} : { files: parameterFiles }),
  }));
}

describe("templates", () => {
  const template = { "template.yaml": "Resources: {}\n" };

  test.each([
    ["words of their own", "sam deploy --parameter-overrides A=1 B='2 3' --no-confirm-changeset", { A: "1", B: "2 3" }],
    ["one word", 'sam deploy --parameter-overrides "A=1 B=2"', { A: "1", B: "2" }],
    ["keys and values", "sam deploy --parameter-overrides ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=2", { A: "1", B: "2" }],
    ["behind an equals sign", "sam deploy --parameter-overrides=A=1", { A: "1" }],
    [
      "values that are not known",
      "sam deploy --parameter-overrides A=$X B=b-$Y",
      { A: "?$X is set when the pipeline runs", B: "b-{?$Y is set when the pipeline runs}" },
    ],
  ])("get parameters as %s", (_, script, given) => {
    expect(deployed("cloudformation", "template.yaml", script, template)).toEqual([{ label: "job", given }]);
  });

  test("are told apart by their stage", () => {
    expect(deployed("cloudformation", "template.yaml", "sam deploy --parameter-overrides Env=qa", template)[0]?.label).toBe("qa");
  });

  test.each([
    ["sam deploy --parameter-overrides $PARAMETERS"],
    ["sam deploy $OPTIONS"],
    ["sam deploy --parameter-overrides $(cat parameters.txt)"],
    ["sam deploy --parameter-overrides file://elsewhere.json"],
  ])("may get more than can be read: %s", (script) => {
    expect(deployed("cloudformation", "template.yaml", script, template)[0]).toHaveProperty("rest");
  });

  test.each([["sam deploy --stack-name $NAME"], ["sam deploy --no-confirm-changeset --s3-bucket $B --resolve-s3"], ['sam deploy "$NAME"']])(
    "get nothing where the unknown is another option's: %s",
    (script) => {
      expect(deployed("cloudformation", "template.yaml", script, template)).toEqual([{ label: "job", given: {} }]);
    },
  );

  test("are those behind what `sam build` and `package` make", () => {
    const built = "sam build -t api/t.yaml\nsam deploy --parameter-overrides A=1";
    expect(deployed("cloudformation", "api/t.yaml", built.replaceAll("\n", " && "))).toEqual([{ label: "job", given: { A: "1" } }]);
    const packaged =
      "aws cloudformation package --template-file t.yaml --output-template-file out.yaml && aws cloudformation deploy --template-file out.yaml --parameter-overrides A=1";
    expect(deployed("cloudformation", "t.yaml", packaged)).toEqual([{ label: "job", given: { A: "1" } }]);
    expect(deployed("cloudformation", "template.yaml", "sam deploy -t .aws-sam/build/template.yaml", template).length).toBe(1);
  });

  test("get parameters from files in all their forms", () => {
    const script = "aws cloudformation deploy --template-file t.yaml --parameter-overrides file://p.json";
    for (const text of ['[{ "ParameterKey": "A", "ParameterValue": "1" }]', '{ "Parameters": { "A": "1" } }', '["A=1"]', '{ "A": "1" }'])
      expect(deployed("cloudformation", "t.yaml", script, { "p.json": text })).toEqual([{ label: "job", given: { A: "1" } }]);
  });

  test("get the environment of samconfig that the command names, unless it passes its own", () => {
    const samconfig = {
      ...template,
      "samconfig.toml": '[default.deploy.parameters]\nparameter_overrides = "A=0"\n[prod.deploy.parameters]\nparameter_overrides = ["A=1", "B=2"]\n',
    };
    const both = deployed(
      "cloudformation",
      "template.yaml",
      "sam deploy\nsam deploy --config-env prod\nsam deploy --config-env prod --parameter-overrides A=3",
      samconfig,
    );
    expect(both).toEqual([
      { label: "job", given: { A: "0" } },
      { label: "prod", given: { A: "1", B: "2" } },
      { label: "prod", given: { A: "3" } },
    ]);
  });

  test("are deployed by people with the environments of samconfig that no pipeline names", () => {
    const samconfig = {
      ...template,
      "samconfig.yaml": "default: { deploy: { parameters: { parameter_overrides: A=0 } } }\nprod: { build: { parameters: {} } }\n",
    };
    expect(deployed("cloudformation", "template.yaml", "ls", samconfig)).toEqual([{ label: "default", given: { A: "0" } }]);
  });
});

describe("services of the Serverless Framework", () => {
  test("get options and parameters", () => {
    const files = { "serverless.yml": "service: x\n" };
    expect(deployed("serverless", "serverless.yml", "npx sls deploy -s prod --region=eu-west-1 --param a=1 --param='b=$C' --verbose", files)).toEqual(
      [{ label: "prod", given: { "opt:stage": "prod", "opt:region": "eu-west-1", "param:a": "1", "param:b": "$C" } }],
    );
  });

  test("are those that the command names; deploying one function is no deployment of the service", () => {
    expect(deployed("serverless", "a/x.yml", "cd a && serverless deploy --config x.yml").length).toBe(1);
    expect(deployed("serverless", "serverless.yml", "sls deploy function -f a", { "serverless.yml": "" })).toEqual([]);
  });
});

describe("root modules of Terraform", () => {
  test("get variables by the command, by files and by the environment", () => {
    expect(deployed("terraform", "infra", "TF_VAR_c=3 terraform -chdir=infra apply -auto-approve -var 'a=1' -var=b=2 -var-file prod.tfvars")).toEqual(
      [{ label: "prod", given: { c: "3", a: "1", b: "2" }, files: ["infra/prod.tfvars"] }],
    );
  });

  test("applied from a saved plan have the values of the plan", () => {
    expect(deployed("terraform", "", "terraform plan -out plan -var a=1\nterraform apply plan")).toEqual([{ label: "job", given: { a: "1" } }]);
  });

  test("are not known where the file or the folder is not", () => {
    expect(deployed("terraform", "", "terraform apply -var-file=$FILE")[0]).toHaveProperty("rest");
    expect(deployed("terraform", "", "terraform -chdir=$DIR apply")).toEqual([]);
  });
});

test("CDK programs get context", () => {
  expect(deployed("cdk", "infra", "cd infra && npx aws-cdk@2 deploy --all -c a=1 --context b=2 --require-approval never")).toEqual([
    { label: "job", given: { a: "1", b: "2" } },
  ]);
});

describe("templates of Azure", () => {
  test("get parameters and files", () => {
    expect(deployed("arm", "a/main.bicep", "cd a && az deployment group create -g x -f main.bicep -p @p.json -p a=1 b=$B --no-wait")).toEqual([
      { label: "job", given: { a: "1", b: "?$B is set when the pipeline runs" }, files: ["a/p.json"] },
    ]);
  });

  test("are named by their file of parameters", () => {
    expect(deployed("arm", "prod.bicepparam", "az deployment sub create --location x --parameters prod.bicepparam")).toEqual([
      { label: "prod", given: {}, files: ["prod.bicepparam"] },
    ]);
  });

  test("that are only tried out are no deployments", () => {
    expect(deployed("arm", "main.bicep", "az deployment group what-if -f main.bicep -p a=1")).toEqual([]);
  });
});

describe("two snapshots", () => {
  const pipeline = ".github/workflows/a.yml";
  const files = {
    [pipeline]: "on: push\njobs:\n  job:\n    steps:\n      - run: ./deploy.sh\n",
    "deploy.sh": "sam deploy -t a.yaml\n",
    "src/a.js": "",
  };
  /** As the two sides of a change hold their files: what has the same bytes is the same. */
  const snapshots = (...sides: readonly Readonly<Record<string, string>>[]) => {
    const cache: BlobCache = new Map();
    return sides.map((side) => {
      const entries = Object.entries(side).map(([path, text]) => ({ path, kind: "file", blobId: text }) as const);
      const loadBlobs = (wanted: readonly { readonly blobId: string }[]) =>
        Promise.resolve(new Map(wanted.map(({ blobId }) => [blobId, new TextEncoder().encode(blobId)])));
      return createSnapshot({ commit: "", entries, cache, loadBlobs });
    });
  };
  const loaded = async (...sides: readonly Readonly<Record<string, string>>[]) => {
    const made = snapshots(...sides);
    for (const one of made) await one.load(one.entries.keys());
    return made.map(deploymentsOf);
  };

  test("share what is deployed where all that deploys is the same", async () => {
    const [one, other] = await loaded(files, { ...files, "src/a.js": "changed" });
    expect(other).toBe(one);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["a script", { ...files, "deploy.sh": "sam deploy -t b.yaml\n" }],
    ["a pipeline more", { ...files, ".github/workflows/b.yml": "on: push\n" }],
    ["a file that was looked for", { [pipeline]: files[pipeline] ?? "", "src/a.js": "" }],
  ])("do not where %s tells them apart", async (_, changed) => {
    const [one, other] = await loaded(files, changed);
    expect(other).not.toBe(one);
  });

  test("of which one is not loaded yet ask for its files, and once they are there it is read again", async () => {
    const [snapshot] = snapshots(files);
    await snapshot?.load([pipeline]);
    const deploying = () => (snapshot === undefined ? [] : deploymentsOf(snapshot).of("cloudformation", "a.yaml"));
    expect([deploying(), deploying(), [...(snapshot?.wanted ?? [])]]).toEqual([[], [], ["deploy.sh"]]);
    await snapshot?.load(["deploy.sh"]);
    expect(deploying()).toHaveLength(1);
  });
});
