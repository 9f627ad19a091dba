/** A template with one table; `more` are properties of it, with their indentation. */
export const templateTable = (more: string) => `
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${more}`;

/** The same in Terraform; `more` are arguments and blocks. */
export const terraformTable = (more: string) => `
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
${more}  attribute {
    name = "id"
    type = "S"
  }
}
`;
