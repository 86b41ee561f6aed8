import AWS
import TestSupport
import Testing

struct PrincipalTests {
  @Test func arn_isParsed() throws {
    let text = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-v1:0"
    let arn = try #require(ARN(text))
    #expect(arn.partition == "aws")
    #expect(arn.service == "bedrock")
    #expect(arn.region == "us-east-1")
    #expect(arn.account == "123456789012")
    #expect(arn.resource == "inference-profile/us.anthropic.claude-v1:0")
    #expect(arn.text == text)
    #expect(ARN("arn:aws:bedrock:::foundation-model/x")?.account == "")
  }

  @Test(arguments: [
    "", "arn", "arn:aws:iam::1", "arn:aws:iam::1:", "arn::iam::1:root", "arn:aws:::1:root",
    "ARN:aws:iam::1:root",
    "xarn:aws:iam::1:root", "arn:aws:iam::1:user/a b", "arn:aws:iam::1:user/a\u{1B}[31m",
    "arn:aws:iam::1:user/a\n",
    "arn:aws:iam::1:user/" + String(repeating: "a", count: 2048),
  ])
  func arn_isNilForInvalidText(_ text: String) { #expect(ARN(text) == nil) }

  @Test(
    arguments: [
      ("arn:aws:iam::123456789012:user/alice", .user, "alice", nil),
      ("arn:aws:iam::123456789012:user/division/team/alice@x", .user, "alice@x", nil),
      ("arn:aws-us-gov:iam::123456789012:root", .root, "root", nil),
      ("arn:aws:sts::123456789012:assumed-role/deploy/ci-42", .assumedRole, "deploy", "ci-42"),
      ("arn:aws-cn:sts::123456789012:assumed-role/ec2/i-0abc", .assumedRole, "ec2", "i-0abc"),
      (
        "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Power_User_0123456789abcdef/a@b.c",
        .permissionSet,
        "Power_User", "a@b.c"
      ),
      (
        "arn:aws:sts::1:assumed-role/AWSReservedSSO_0123456789abcdef/a", .assumedRole,
        "AWSReservedSSO_0123456789abcdef", "a"
      ),
      (
        "arn:aws:sts::1:assumed-role/AWSReservedSSO_Set_0123456789abcdeg/a", .assumedRole,
        "AWSReservedSSO_Set_0123456789abcdeg", "a"
      ),
      ("arn:aws:sts::123456789012:federated-user/bob", .federatedUser, "bob", nil),
      ("arn:aws:iam::123456789012:role/deploy", .other, "role/deploy", nil),
      ("arn:aws:sts::1:assumed-role/deploy", .other, "assumed-role/deploy", nil),
      ("arn:aws:sts::1:assumed-role//s", .other, "assumed-role//s", nil),
      ("arn:aws:iam::1:user/", .other, "user/", nil), ("arn:aws:iam::1:user", .other, "user", nil),
      ("arn:aws:s3:::root", .other, "root", nil), ("arn:aws:iam::1:/", .other, "/", nil),
      ("arn:aws:sts::1:self", .other, "self", nil),
    ] as [(String, Principal.Kind, String, String?)])
  func principal_hasAKindForEveryForm(_ text: String, _ kind: Principal.Kind, _ name: String, _ session: String?) throws
  {
    let principal = Principal(try #require(ARN(text)))
    #expect(principal.kind == kind)
    #expect(principal.name == name)
    #expect(principal.session == session)
  }

  @Test func principal_doesNotTrapOnUnusualText() {
    var random = SeededRandom(seed: 5)
    let pieces = [
      "arn", ":", ":", ":", "/", "sts", "iam", "aws", "assumed-role", "user", "root", "AWSReservedSSO_", "_",
      "🙂", "\u{301}",
      "0123456789abcdef", "\r\n", "", "federated-user",
    ]
    for round in 0..<20_000 {
      let tail = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }
      let head = round.isMultiple(of: 2) ? "arn:aws:sts::1:" : ""
      if let arn = ARN(head + tail.joined()) { _ = Principal(arn) }
    }
  }
}
