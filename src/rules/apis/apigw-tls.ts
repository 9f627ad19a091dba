import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (policy: string) => `
Resources:
  ShopDomain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      RegionalCertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/1
      SecurityPolicy: ${policy}
`;
const terraform = (policy: string) => `
resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = aws_acm_certificate.shop.arn
  security_policy          = ${policy}
}
`;
const sam = (policy: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain:
        DomainName: shop.example.com
        CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/1
        SecurityPolicy: ${policy}
`;

export const apigwTls: Rule = {
  id: "apigw-tls",
  title: "The API's domain accepts TLS 1.0",
  topics: ["34.2", "7.4", "3.4"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  peers: ["checkov:CKV_AWS_206", "cfn_nag:W62", "trivy:AWS-0005"],
  bad: [
    { head: { "template.yaml": template("TLS_1_0") } },
    { head: { "main.tf": terraform('"TLS_1_0"') } },
    { head: { "template.yaml": sam("TLS_1_0") } },
  ],
  good: [
    { head: { "template.yaml": template("TLS_1_2") } },
    { head: { "template.yaml": template("SecurityPolicy_TLS13_1_3_2025_09") } },
    { head: { "template.yaml": template("!Ref Policy") } },
    { head: { "main.tf": terraform("var.security_policy") } },
    { head: { "template.yaml": sam("TLS_1_2") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const domain of domainsOf(stack)) {
      const policy = domain.string("minimumTlsVersion");
      if (!policy.known || policy.value !== "TLS_1_0") continue;
      yield {
        subject: domain,
        claim: "minimumTlsVersion",
        evidence: [{ at: policy.at, note: "TLS 1.0 and weak ciphers" }],
        what: `The security policy of ${named(domain)} is \`TLS_1_0\`: callers may connect with TLS 1.0 and 1.1.`,
        why: `Both versions were withdrawn for their weaknesses: whoever sits between a caller and the API can force the old handshake and attack it, and audits (PCI DSS among them) fail on it. Clients of the last ten years speak TLS 1.2.`,
        fix: `Set \`${policy.nativeName}\` to \`TLS_1_2\`. Look into the access log for callers that still use an older version (\`$context.tlsVersion\`) before you deploy.`,
        edit: setValue(policy, "TLS_1_2"),
      };
    }
  },
};

/** Domains that are declared apart, and APIs of SAM that declare theirs. */
function domainsOf(stack: Stack): readonly Resource[] {
  return [...stack.resourcesOf("domain", "aws"), ...stack.resourcesOf("api", "aws")];
}
