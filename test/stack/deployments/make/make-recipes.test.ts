import { describe, expect, test } from "vitest";
import { Deployments } from "../../../../src/stack/deployments/deployments.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { shown } from "../../../support/shown-value.ts";

function invocationsIn(command: string, files: Readonly<Record<string, string>>) {
  const workflow = `on: push\njobs:\n  job:\n    env: { FROM_PIPELINE: there }\n    steps:\n      - run: ${JSON.stringify(command)}\n`;
  return new Deployments(memorySnapshot({ ".github/workflows/a.yml": workflow, ...files })).invocations;
}

/** What a command of a pipeline runs: folder and words of each command. */
function ran(command: string, makefile: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return invocationsIn(command, { Makefile: makefile, ...others }).map(
    ({ folder, words }) => `${folder ?? "?"}: ${words.map((word) => String(shown(word.value))).join(" ")}`,
  );
}

describe("targets", () => {
  test("run what they need first, each once, and each line in a shell of its own", () => {
    const makefile = `.PHONY: all build deploy
all: deploy
build: ; @cd app && npm ci
check: build
\tgo vet ./...
deploy: build check
\t@cd infra && terraform init
\t-sam deploy \\
\t\t--stack-name shop
`;
    const all = ["app: npm ci", ": go vet ./...", "infra: terraform init", ": sam deploy --stack-name shop"];
    expect(ran("make deploy", makefile)).toEqual(all);
    expect(ran("make", makefile)).toEqual(all);
    expect(ran("make check", makefile)).toEqual(all.slice(0, 2));
  });

  test("share one shell where the makefile says so", () => {
    expect(ran("make a", ".ONESHELL:\na:\n\tcd infra\n\tsam deploy\n")).toEqual(["infra: sam deploy"]);
  });

  test("are made in the folder and by the makefile that the command names", () => {
    const others = { "api/Makefile": "a:\n\tsam deploy\n", "ci/ship.mk": "a:\n\tsls deploy\n" };
    expect(ran("make -C api a", "", others)).toEqual(["api: sam deploy"]);
    expect(ran("make --directory=api a && make -f ci/ship.mk a", "", others)).toEqual(["api: sam deploy", ": sls deploy"]);
  });

  test("may be patterns, and have variables of their own that hold for what they need", () => {
    const makefile =
      "deploy-%: build\n\tsam deploy --config-env $*\nship-prod: STAGE = prod\nship-%: run ;\nrun:\n\tsls deploy --stage $(STAGE)\nbuild:\n\tls $@\n";
    expect(ran("make deploy-qa", makefile)).toEqual([": ls build", ": sam deploy --config-env qa"]);
    expect(ran("make ship-prod", makefile)).toEqual([": sls deploy --stage prod"]);
  });

  test("that nobody knows run nothing", () => {
    expect(ran("make $TARGET", "a:\n\tsam deploy\n")).toEqual([": make ?$TARGET is set when the pipeline runs"]);
    expect(ran("make -n a", "a:\n\tsam deploy\n")).toEqual([": make -n a"]);
    expect(ran("make missing", "a:\n\tsam deploy\n")).toEqual([]);
  });
});

describe("variables", () => {
  const deploy = "\ndeploy:\n\tsam deploy '$(STAGE)'\n";

  test.each([
    ["hold as they are set", "STAGE = prod", "prod"],
    ["are followed when they are used", "STAGE = $(OTHER)-1\nOTHER := ${LAST}\nLAST = b # c", "{?$(LAST) is set when make runs}-1"],
    ["set at once keep what was known", "A := 1\nSTAGE := $(A)\nA := 2", "1"],
    ["may be added to", "STAGE = a\nSTAGE += b\nexport C", "a b"],
    ["with a question mark leave what the pipeline sets", "FROM_PIPELINE ?= no\nSTAGE ?= $(FROM_PIPELINE)", "there"],
    ["may be named by others", "NAME = prod\nstage_prod = live\nSTAGE = $(stage_$(NAME))", "live"],
    ["are not known where a command makes them", "STAGE = $(shell git describe)", "?$(shell git describe) is worked out when make runs"],
    ["are not known where a condition sets them", "STAGE = a\nifdef CI\nSTAGE = b\nendif", "?$(STAGE) is set under a condition of the makefile"],
    ["are not known where nobody sets them", "", "?$(STAGE) is set when make runs"],
    ["of several lines are not followed", "define STAGE\nprod\nendef", "?$(STAGE) is worked out when make runs"],
  ])("%s", (_, makefile, value) => {
    expect(ran("make deploy", makefile + deploy)).toEqual([`: sam deploy ${value}`]);
  });

  test("of the command line hold against the makefile, also in those that its recipes call", () => {
    const makefile = "STAGE = dev\ndeploy:\n\t$(MAKE) -C api ship\n";
    const others = { "api/Makefile": "STAGE = qa\nship:\n\tsam deploy $(STAGE) $$STAGE\n" };
    expect(ran("make deploy STAGE=prod", makefile, others)).toEqual(["api: sam deploy prod prod"]);
    expect(ran("make deploy", makefile, others)).toEqual(["api: sam deploy qa {?$STAGE is set when the pipeline runs}".replace(/[{}]/g, "")]);
  });

  test("reach the shell where they are exported or were there before", () => {
    const makefile = "export A = 1\nB = 2\nFROM_PIPELINE = 3\na:\n\tsam deploy $$A $$B $$FROM_PIPELINE\n";
    expect(ran("make a", makefile)).toEqual([": sam deploy 1 ?$B is set when the pipeline runs 3"]);
  });

  test("may hold commands with their options", () => {
    expect(ran("make a", "SAM = npx sam deploy\nFLAGS = --stack-name x && ls\na:\n\t$(SAM) $(FLAGS)\n")).toEqual([
      ": sam deploy --stack-name x",
      ": ls",
    ]);
  });

  test("come from makefiles that are included", () => {
    expect(ran("make a", "DIR = ci\n-include $(DIR)/common.mk $(NONE)\na:\n\tsam deploy $(STAGE)\n", { "ci/common.mk": "STAGE = prod\n" })).toEqual([
      ": sam deploy prod",
    ]);
  });

  test("stand where they are set, for comments", () => {
    const makefile = "STAGE = prod\n\ndeploy:\n\tsam deploy \\\n\t  --stage $(STAGE) \\\n\t  --size 3\n";
    const [command] = invocationsIn("make deploy", { Makefile: makefile });
    expect(command?.at).toMatchObject({ path: "Makefile", startLine: 4 });
    expect(command?.words.map((word) => word.value.at.startLine)).toEqual([4, 4, 5, 1, 6, 6]);
  });
});

describe("hostile makefiles come to an end:", () => {
  test.each([
    ["targets that need themselves", "a: b\nb: a\n\tsam deploy\n"],
    ["makefiles that include themselves", "include Makefile\na:\n\tsam deploy\n"],
    ["makefiles that call themselves", "a:\n\t$(MAKE) a\n\t$(MAKE) a\n\tsam deploy\n"],
    ["variables that hold themselves", "A = $(A)$(A)\na:\n\tsam deploy $(A)\n"],
    [
      "variables that double",
      `${Array.from({ length: 99 }, (_, index) => `A${index + 1} = $(A${index})$(A${index})\n`).join("")}a:\n\tsam deploy $(A99)\n`,
    ],
    ["variables that double at once", `A := 1234567890\n${"A := $(A)$(A)\n".repeat(99)}a:\n\tsam deploy $(A)\n`],
    ["thousands of targets", `a: ${Array.from({ length: 5_000 }, (_, index) => `t${index}`).join(" ")}\n${"x:\n\tsam deploy\n".repeat(5_000)}`],
    ["a chain of targets", `a: t0\n${Array.from({ length: 5_000 }, (_, index) => `t${index}: t${index + 1}\n`).join("")}`],
    [
      "thousands of variables that every recipe gets",
      `.EXPORT_ALL_VARIABLES:\n${Array.from({ length: 2_000 }, (_, index) => `V${index} = $(V${index + 1})\n`).join("")}a:\n\tsam deploy\n`,
    ],
    ["references without end", `a:\n\tsam deploy ${"$(".repeat(50_000)}\n`],
    ["comments without end", `${"\\#".repeat(50_000)}\na:\n\tsam deploy\n`],
  ])("%s", (_, makefile) => {
    expect(ran("make a", makefile).length).toBeLessThan(40);
  });
});
