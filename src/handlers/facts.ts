import type { Location } from "../change/location.ts";
import type { AzureFacts } from "./azure-facts.ts";

/** Languages of handler code that we read. */
export type Language = "javascript" | "typescript" | "python" | "go" | "java" | "csharp";

/** When code runs: once per execution environment, or with every invocation. */
export type Phase = "init" | "invocation";

/**
 * What becomes of a variable that nobody defines. `handled`: the code does without (a default, a check, no use at all); `fails`: it stops there, by itself or by
 * a check that throws; `handed-on`: to what may do without, or to code that was not asked; `unguarded`: it goes on with nothing.
 */
export type Absence = "handled" | "fails" | "handed-on" | "unguarded";

/** Where a called service's target comes from. */
export type Target =
  | { readonly kind: "environment"; readonly variable: string }
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "event" }
  | { readonly kind: "unknown" };

/**
 * One call of a cloud SDK. `service` and `action` use IAM's spelling: dynamodb, PutItem; sqs, SendMessage. Azure and Google: the service (servicebus, blob,
 * cosmos, pubsub, storage, firestore, cloudtasks, secretmanager …) and the method in camel case, whatever the language: uploadFromString.
 */
export interface SdkCall {
  readonly service: string;
  readonly action: string;
  /** The API operation, where its name says more than the action: SendMessageBatch, HeadObject, TransactWriteItems. */
  readonly operation: string;
  readonly target: Target;
  /** Literal arguments that rules ask for, by name: IndexName, ConditionExpression, InvocationType, FunctionName, Limit … */
  readonly arguments: ReadonlyMap<string, string | number | boolean>;
  /** Names of all top-level arguments, also of those with computed values. */
  readonly argumentNames: readonly string[];
  /** False where the arguments are spread or come from a variable, so that absence proves nothing. */
  readonly argumentsComplete: boolean;
  readonly phase: Phase;
  readonly inLoop: boolean;
  readonly awaited: boolean;
  /** Whether the answer is used. */
  readonly resultUsed: boolean;
  readonly at: Location;
}

/** What a catch clause does with an error. */
export interface Catch {
  readonly behaviour: "rethrows" | "records-failure" | "returns" | "swallows";
  readonly logs: boolean;
  readonly inRecordLoop: boolean;
  /** False where it takes errors of some kinds only: what it does with those may be meant. */
  readonly catchesAll: boolean;
  readonly at: Location;
}

/**
 * Facts read from one function's own code: its entry file and the local modules that it imports. Every fact has a place. `complete` is false where code
 * was not followed (a module that is missing, dynamic import, too many files): absence then proves nothing.
 */
export interface HandlerFacts {
  readonly complete: boolean;
  readonly parameters: readonly { readonly name: string; readonly at: Location }[];
  readonly isAsync: boolean;
  readonly imports: readonly { readonly module: string; readonly at: Location }[];
  /** False where the environment is handed on as a whole, or a variable's name is computed: then others may be read too. */
  readonly environmentComplete: boolean;
  readonly environmentReads: readonly { readonly name: string; readonly absence: Absence; readonly phase: Phase; readonly at: Location }[];
  /** False where a client is made of a service whose name is computed. */
  readonly clientsComplete: boolean;
  readonly clients: readonly {
    readonly service: string;
    readonly library: string;
    readonly phase: Phase;
    /** Made with credentials, or with values that may differ between invocations: then it cannot simply be shared. */
    readonly tailored: boolean;
    readonly at: Location;
  }[];
  readonly calls: readonly SdkCall[];
  readonly invocationsOfContext: readonly { readonly name: "done" | "succeed" | "fail" | "callback"; readonly at: Location }[];
  readonly recordLoops: readonly { readonly at: Location }[];
  /** Where the handler answers with batchItemFailures, or hands the batch to a processor that does. */
  readonly itemFailures: readonly { readonly by: "answer" | "processor"; readonly at: Location }[];
  readonly catches: readonly Catch[];
  readonly floatingPromises: readonly { readonly text: string; readonly at: Location }[];
  readonly sleeps: readonly { readonly seconds: number | null; readonly phase: Phase; readonly inLoop: boolean; readonly at: Location }[];
  readonly eventLogs: readonly { readonly at: Location }[];
  readonly httpCalls: readonly { readonly library: string; readonly hasTimeout: boolean | null; readonly phase: Phase; readonly at: Location }[];
  readonly databaseConnections: readonly {
    readonly library: string;
    readonly phase: Phase;
    readonly poolMaximum: number | null;
    readonly at: Location;
  }[];
  readonly fileWrites: readonly { readonly path: string; readonly at: Location }[];
  /** `grows`: a list or set that is only ever added to; `keeps`: a variable that takes data of the event. */
  readonly globalMutations: readonly { readonly name: string; readonly how: "grows" | "keeps"; readonly at: Location }[];
  readonly responses: readonly {
    readonly statusCode: number | "computed" | null;
    readonly body: "string" | "object" | "computed" | "absent";
    /** The entry function itself gives it back. */ readonly ofEntry: boolean;
    /** The expression that is given as body, in JavaScript. */ readonly bodyAt?: Location | undefined;
    readonly at: Location;
  }[];
  readonly streamImagesRead: readonly { readonly image: "OldImage" | "NewImage"; readonly at: Location }[];
  readonly idempotency: readonly { readonly at: Location }[];
  /** Conditions that code depends on while it handles an event (JavaScript, Python); `leaves` where a branch returns, throws or goes to the next record. */
  readonly decisions: readonly { readonly condition: string; readonly leaves: boolean; readonly at: Location }[];
  /** Where code reads when the event happened. */
  readonly eventTimeReads: readonly { readonly at: Location }[];
  /** Writes to the document that the event is about (Firestore). */
  readonly eventWrites: readonly { readonly action: string; readonly changesEachTime: boolean; readonly at: Location }[];
  /** Work after an answer was sent (Google HTTP functions). */
  readonly afterResponse: readonly { readonly at: Location }[];
  readonly uniqueAtInit: readonly { readonly what: string; readonly at: Location }[];
  readonly injections: readonly { readonly into: "sql" | "shell" | "eval" | "html" | "pickle"; readonly at: Location }[];
  readonly methodArnPolicies: readonly { readonly at: Location }[];
  /** The first use of syntax of each version, in files that are loaded before the first invocation for certain (Python). */
  readonly recentSyntax: readonly LanguageVersion[];
  /** Functions of Azure only. */
  readonly azure?: AzureFacts | undefined;
}

/** What a build file fixes: the processor that it builds for. */
export interface BuildTarget {
  readonly architecture: "x86_64" | "arm64";
  /** The words that say so: `GOARCH=amd64`. */
  readonly text: string;
  readonly at: Location;
}

/** A version of the language that a project file asks for, or builds for, or that code is written in. */
export interface LanguageVersion {
  /** Major and minor: Node 22 is [22, 0]. */
  readonly version: readonly [major: number, minor: number];
  /** `compiled`: an older runtime cannot load the result; `required`: the project says that it needs it; `target`: what the compiler keeps or type-checks; `syntax`: what older versions cannot parse. */
  readonly how: "compiled" | "required" | "target" | "syntax";
  /** The words that say so: `requires-python = ">=3.13"`. */
  readonly text: string;
  readonly at: Location;
}

/** The name of the program that a build file makes. */
export interface BuildOutput {
  readonly name: string;
  /** The words that say so: `-o $(ARTIFACTS_DIR)/main`. */
  readonly text: string;
  readonly at: Location;
}

/** A function's own code as found in the snapshot. */
export type Handler = HandlerCode & {
  /** Processors that the function's Makefile or Dockerfile builds for; absent where none says so, or where they say several. */
  readonly buildTarget?: BuildTarget;
  /** What the Makefile beside the code names its program; absent where that cannot be told. */
  readonly buildOutput?: BuildOutput;
  /** Versions of the language that the project files of the code name; absent where none does. */
  readonly languageVersions?: readonly LanguageVersion[];
};

type HandlerCode =
  | {
      readonly state: "found";
      readonly language: Language;
      readonly entry: Location;
      readonly files: readonly string[];
      readonly facts: HandlerFacts;
      /** Packages that the manifests above the code declare; absent where there is no manifest to read, or where one could not be read. */
      readonly packages?: ReadonlySet<string>;
    }
  /** The function names code that is not in the repository although its folder is. `looked` are the paths that were tried. */
  | { readonly state: "missing"; readonly what: "file" | "export"; readonly name: string; readonly looked: readonly string[] }
  /** Container images, code from elsewhere, generated or unsupported code. */
  | {
      readonly state: "not-read";
      readonly reason: string;
      /** The handler's file in a language that the runtime does not run, where the folder holds none that it does. */
      readonly otherLanguage?: { readonly language: Language; readonly path: string };
    };

/** Facts of a file in which nothing was found; languages start from it. */
export const noFacts: HandlerFacts = {
  complete: true,
  parameters: [],
  isAsync: false,
  imports: [],
  environmentComplete: true,
  environmentReads: [],
  clientsComplete: true,
  clients: [],
  calls: [],
  invocationsOfContext: [],
  recordLoops: [],
  itemFailures: [],
  catches: [],
  floatingPromises: [],
  sleeps: [],
  eventLogs: [],
  httpCalls: [],
  databaseConnections: [],
  fileWrites: [],
  globalMutations: [],
  responses: [],
  streamImagesRead: [],
  idempotency: [],
  decisions: [],
  eventTimeReads: [],
  eventWrites: [],
  afterResponse: [],
  uniqueAtInit: [],
  injections: [],
  methodArnPolicies: [],
  recentSyntax: [],
};
