import type { LocalFiles } from "../../readers/cloudformation/local-files.ts";
import { type Value, textOf } from "../../value.ts";
import type { TargetedDeployment } from "../deployment.ts";
import { type Options, allOf, lastOf, optionsOf } from "../options.ts";
import { parametersOf } from "../parameter-words.ts";
import { enter } from "../pipelines/pipeline.ts";
import type { Invocation } from "../script.ts";
import { type SamEnvironment, isSamConfiguration, samConfigurationIn, samEnvironments } from "./sam-configuration.ts";
import { type PlacedInvocation, begins, commandsOf, firstFile } from "./tool.ts";

const overrides = ["--parameter-overrides", "--parameters"];
const templates = ["--template-file", "--template", "-t", "--template-body"];
const switches = [
  "--guided -g --confirm-changeset --fail-on-empty-changeset --resolve-s3 --resolve-image-repos --force-upload --use-json --debug --disable-rollback",
  "--save-params --use-container -u --cached -c --parallel -p",
];
const syntax = {
  lists: new Set([...overrides, "--capabilities", "--tags", "--notification-arns"]),
  switches: new Set(switches.flatMap((line) => line.split(" "))),
};
const phrases = ["sam deploy", "sam sync", "aws cloudformation deploy", "aws cloudformation create-stack", "aws cloudformation update-stack"];
/** What SAM reads where nobody names a template. */
const defaultTemplates = ["template.yaml", "template.yml", "template.json"];

/** Deployments of CloudFormation and SAM templates, with the environments of SAM's configuration that they name. */
export class TemplateDeployments {
  private readonly files: LocalFiles;
  /** Environments of configurations that a pipeline deploys: "path\0name". */
  private readonly used = new Set<string>();

  constructor(files: LocalFiles) {
    this.files = files;
  }

  /** What the commands of one job deploy. */
  ofJob(invocations: readonly Invocation[]): readonly TargetedDeployment[] {
    const sources = sourcesOf(invocations);
    const commands = commandsOf(invocations, ...phrases);
    return commands.flatMap((command) => this.deployment(command, sources) ?? []);
  }

  /** The environments of SAM's configurations that no pipeline deploys: people do. */
  ofConfigurations(paths: readonly string[]): readonly TargetedDeployment[] {
    return paths.filter(isSamConfiguration).flatMap((path) => {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      return samEnvironments(path, this.files).flatMap((environment): readonly TargetedDeployment[] => {
        if (this.used.has(usedKey(path, environment.name)) || !environment.isDeployed) return [];
        const target = environment.template === undefined ? undefined : enter(folder, environment.template);
        const template = this.template(target, folder, new Map());
        const passed = parametersOf(environment.overrides, { folder, files: this.files });
        return template === undefined
          ? []
          : [{ tool: "cloudformation", target: template, label: labelOf(passed.given, environment.name), at: environment.entry.key, ...passed }];
      });
    });
  }

  private deployment(command: PlacedInvocation, sources: ReadonlyMap<string, string>): TargetedDeployment | undefined {
    const isSam = begins(command, "sam");
    const options = optionsOf(command.words.slice(isSam ? 2 : 3), syntax);
    const environment = isSam ? this.environment(command, options) : undefined;
    const named = pathIn(lastOf(options, ...templates), command.folder) ?? (environment?.template && enter(command.folder, environment.template));
    if (named === undefined && (!isSam || lastOf(options, ...templates) !== undefined)) return undefined;
    const target = this.template(named, command.folder, sources);
    const isGiven = overrides.some((name) => options.values.has(name));
    const words = isGiven ? allOf(options, ...overrides) : (environment?.overrides ?? []);
    const passed = parametersOf(words, { folder: command.folder, files: this.files });
    const stage = environment === undefined || environment.name === "default" ? command.label : environment.name;
    return target === undefined
      ? undefined
      : {
          tool: "cloudformation",
          target,
          label: labelOf(passed.given, stage),
          at: command.at,
          given: passed.given,
          rest: passed.rest ?? options.open,
        };
  }

  private environment(command: PlacedInvocation, options: Options): SamEnvironment | undefined {
    const file = textOf(lastOf(options, "--config-file"));
    const template = pathIn(lastOf(options, ...templates), command.folder);
    const besideTemplate = template?.includes("/") === true && !template.includes(".aws-sam") ? template.slice(0, template.lastIndexOf("/")) : "";
    const path =
      file === undefined
        ? (samConfigurationIn(command.folder, this.files) ?? samConfigurationIn(besideTemplate, this.files))
        : enter(command.folder, file);
    const name = lastOf(options, "--config-env");
    const wanted = name === undefined ? "default" : textOf(name);
    const found = path === undefined ? undefined : samEnvironments(path, this.files).find((one) => one.name === wanted);
    if (path !== undefined && found !== undefined) this.used.add(usedKey(path, found.name));
    return found;
  }

  /** The template as people wrote it: behind what `sam build` and `package` made of it. */
  private template(named: string | undefined, folder: string, sources: ReadonlyMap<string, string>): string | undefined {
    const built = /^(.*?)\/?\.aws-sam\/build\/template\.ya?ml$/.exec(named ?? "");
    if (named !== undefined && built === null) return sources.get(named) ?? named;
    const start = built?.[1] ?? folder;
    return sources.get(`${start}\0built`) ?? firstFile(start, defaultTemplates, this.files);
  }
}

/** What commands of the job made templates of: `sam package --output-template-file packaged.yaml`. */
function sourcesOf(invocations: readonly Invocation[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const command of commandsOf(invocations, "sam build", "sam package", "aws cloudformation package")) {
    const options = optionsOf(command.words.slice(begins(command, "sam") ? 2 : 3), syntax);
    const template = pathIn(lastOf(options, ...templates), command.folder);
    const output = pathIn(lastOf(options, "--output-template-file"), command.folder);
    if (template === undefined) continue;
    if (begins(command, "sam build")) sources.set(`${command.folder}\0built`, template);
    else if (output !== undefined) sources.set(output, sources.get(template) ?? template);
  }
  return sources;
}

function pathIn(value: Value | undefined, folder: string): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : enter(folder, text.replace(/^file:\/\//, ""));
}

const stageParameters = new Set(["stage", "env", "environment", "stagename", "envname", "environmentname", "deploymentstage"]);

/** The stage that a parameter names, as people call the deployment. */
function labelOf(given: ReadonlyMap<string, Value>, otherwise: string): string {
  const stage = [...given].find(([name, value]) => stageParameters.has(name.toLowerCase()) && textOf(value) !== undefined);
  return textOf(stage?.[1]) ?? otherwise;
}

function usedKey(path: string, name: string): string {
  return `${path}\0${name}`;
}
