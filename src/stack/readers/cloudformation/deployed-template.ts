import { type Deployment, agreedAmong, asPassed, valuePassed } from "../../deployments/deployment.ts";
import type { MapEntry, Value } from "../../value.ts";
import { defaultOfParameter, typedParameter } from "./parameters.ts";
import type { DeployedScope, Surroundings, TemplateScope } from "./template-scope.ts";

const mostDeployments = 12;

/** What the deployments of a template pass for a parameter, each its default where it passes nothing; undefined where no deployment is known. */
export function agreedParameter(parameter: MapEntry, deployments: readonly Deployment[]): Value | undefined {
  if (deployments.length === 0) return undefined;
  const candidates = deployments.map((deployment) => ({ label: deployment.label, value: valueIn(deployment, parameter) }));
  return agreedAmong(`parameter ${parameter.name}`, candidates, parameter.at);
}

/** The template as each of its deployments sees it; none where there is no difference. */
export function scopesByDeployment(scope: TemplateScope, deployments: readonly Deployment[], surroundings: Surroundings): readonly DeployedScope[] {
  if (deployments.length < 2 || deployments.length > mostDeployments) return [];
  return deployments.map((deployment) => {
    const own: Surroundings = {
      argument: (_, name) => {
        const parameter = scope.section("Parameters").get(name);
        return parameter === undefined ? undefined : valueIn(deployment, parameter);
      },
      child: (_, logicalId) => surroundings.child(scope, logicalId),
      exported: (name) => surroundings.exported(name),
      deployed: () => [],
    };
    return { label: deployment.label, scope: scope.withSurroundings(own) };
  });
}

function valueIn(deployment: Deployment, parameter: MapEntry): Value {
  const passed = valuePassed(deployment, parameter.name);
  return passed === undefined ? defaultOfParameter(parameter, parameter.at) : typedParameter(asPassed(passed, parameter.at), parameter);
}
