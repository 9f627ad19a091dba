/** A function behind a queue; 15 s and 256 MB are what base has. */
export const template = ({ timeout, memory }: { readonly timeout: number; readonly memory: number }) => `Transform: AWS::Serverless-2016-10-31
Resources:
  ParcelQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 90
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt ParcelDeadLetters.Arn
        maxReceiveCount: 5
  ParcelDeadLetters:
    Type: AWS::SQS::Queue
  TrackParcels:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/track.handler
      Runtime: nodejs22.x
      Timeout: ${timeout}
      MemorySize: ${memory}
      Events:
        Parcels:
          Type: SQS
          Properties:
            Queue: !GetAtt ParcelQueue.Arn
            FunctionResponseTypes: [ReportBatchItemFailures]
`;
const handler = `export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      console.log(JSON.parse(record.body).parcel);
    } catch {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
`;
export const base = { "template.yaml": template({ timeout: 15, memory: 256 }), "src/track.mjs": handler };
/** A change that a rule objects to (the queue hides messages for too short a time) and that the model has something to say about. */
export const slower = { "template.yaml": template({ timeout: 200, memory: 3008 }) };
export const configuration = ".github/serverless-reviewer.yml";

/** The model's one claim: about a changed line that no rule looks at. */
export const claim = {
  kind: "wasted-cost",
  title: "Memory is raised for work that waits",
  what: "`TrackParcels` now has 3008 MB, 256 MB before.",
  why: "Every message is billed at twelve times the price while the function waits for its carrier.",
  fix: "Measure at 512 MB first and keep the smallest size that holds the latency.",
  path: "template.yaml",
  side: "head",
  quote: "      MemorySize: 3008",
  resource: null,
  severity: "high",
  category: "cost",
  confidence: 0.95,
  topics: [],
  replacement: null,
};
