import type { Location } from "../../change/location.ts";
import type {
  AssignmentRecord,
  CallRecord,
  CatchRecord,
  CodeScope,
  DecisionRecord,
  EndlessLoopRecord,
  LoopRecord,
  ObjectRecord,
  ReadRecord,
  StaticReadRecord,
} from "../code-model.ts";
import type { Origin } from "../origin.ts";

/** A scope while its file is read. */
export interface ScopeDraft extends CodeScope {
  readonly mentions: Set<string>;
  readonly members: Map<string, Location>;
  readonly returns: Origin[];
  readonly calls: CallRecord[];
  readonly reads: ReadRecord[];
  readonly catches: CatchRecord[];
  readonly loops: LoopRecord[];
  readonly objects: ObjectRecord[];
  readonly assignments: AssignmentRecord[];
  readonly afterResponse: Location[];
  readonly decisions: DecisionRecord[];
  readonly endlessLoops: EndlessLoopRecord[];
  readonly staticReads: StaticReadRecord[];
}

/** A scope in which nothing was found yet. */
export function draftScope(init: Pick<CodeScope, "id" | "kind" | "at"> & Partial<CodeScope>): ScopeDraft {
  return {
    name: null,
    owner: null,
    constructs: null,
    parent: null,
    bindings: [],
    runsWithParent: false,
    isAsync: false,
    memoized: false,
    decorators: [],
    parameters: [],
    ...init,
    mentions: new Set(),
    members: new Map(),
    returns: [],
    calls: [],
    reads: [],
    catches: [],
    loops: [],
    objects: [],
    assignments: [],
    afterResponse: [],
    decisions: [],
    endlessLoops: [],
    staticReads: [],
  };
}
