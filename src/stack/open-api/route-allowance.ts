import type { Location } from "../../change/location.ts";
import type { NativeResource, Note } from "../native.ts";
import type { Value } from "../value.ts";
import { isCut, operationsOf, schemesOf } from "./open-api.ts";

/**
 * Routes and authorizers that the documents of one stack may declare together. API Gateway allows 300 routes of an API unless somebody asks for more, the longest
 * documents that people publish hold about 1,000 operations, and a stack has tens of APIs: what is beyond is one document that is named again and again.
 */
const mostOfStack = 10_000;

/** Declarations with those that OpenAPI documents make, and what was left out. */
export interface WithRoutes {
  readonly natives: readonly NativeResource[];
  readonly notes: readonly Note[];
}

/** The declarations with what the documents of some of them make, within one allowance. */
export function withRoutesOf(
  natives: readonly NativeResource[],
  apis: readonly NativeResource[],
  make: (api: NativeResource, allowance: RouteAllowance) => readonly NativeResource[],
): WithRoutes {
  const allowance = new RouteAllowance();
  const made = apis.flatMap((api) => make(api, allowance));
  return { natives: made.length === 0 ? natives : [...natives, ...made], notes: allowance.notes };
}

/** What the OpenAPI documents of a stack may still declare. A document that has no room left takes none from smaller ones after it. */
export class RouteAllowance {
  private left = mostOfStack;
  private readonly refused: Location[] = [];
  private readonly cut: Location[] = [];

  /** Whether what a document declares has room. `api` is the place of the API that has no routes otherwise. */
  admits(document: Value | undefined, api: Location): boolean {
    const declared = operationsOf(document).length + schemesOf(document).size;
    if (declared > this.left) {
      this.refused.push(api);
      return false;
    }
    if (isCut(document)) this.cut.push(api);
    this.left -= declared;
    return true;
  }

  /** What was left out, told at the first API that it is missing of. */
  get notes(): readonly Note[] {
    const told = (places: readonly Location[], message: string): readonly Note[] => {
      const [first, ...others] = places;
      if (first === undefined) return [];
      const more = others.length === 0 ? "" : `, and at ${others.length} more APIs`;
      return [{ path: first.path, line: first.startLine, message: `${message}${more}` }];
    };
    return [
      ...told(
        this.refused,
        `the OpenAPI documents of this stack declare more than ${mostOfStack} routes and authorizers: those of this API were left out`,
      ),
      ...told(this.cut, "the OpenAPI document of this API is so long that only its first operations were read"),
    ];
  }
}
