/** A template of SAM with one function; `more` are properties of it, with their indentation. */
export const samFunction = (more: string, globals = "") => `
Transform: AWS::Serverless-2016-10-31
${globals}Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}`;

/** The same in Terraform; `more` are arguments and blocks. */
export const terraformFunction = (more = "") => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
${more}}
`;
