#if DEBUG || FUZZING
  import AWS

  extension FuzzTarget {
    static let arn = FuzzTarget(
      "arn",
      texts: [
        "arn:aws:iam::123456789012:user/div/alice", "arn:aws:iam::123456789012:root",
        "arn:aws:sts::1:assumed-role/R/s/t",
        "arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/me@x", "arn:aws-cn:sts::1:federated-user/f",
        "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.x:0",
      ],
      words: [
        "arn:", "aws", ":", "::", "/", "//", "iam", "sts", "user/", "root", "assumed-role/", "federated-user/",
        "AWSReservedSSO_", "_",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let arn = ARN(text) else { return [0, text.split(separator: ":").count] }
      let parts = ["arn", arn.partition, arn.service, arn.region, arn.account, arn.resource]
      try must(parts.joined(separator: ":") == text && arn.text == text, "the parts are the whole")
      try must(ARN(arn.description) == arn, "an ARN reads back")
      let principal = Principal(arn)
      try must(
        text.utf8.count >= principal.name.utf8.count + (principal.session?.utf8.count ?? 0), "names come from the ARN")
      try must(!principal.name.isEmpty, "a principal has a name")
      try must(
        principal.session == nil || principal.kind == .assumedRole || principal.kind == .permissionSet,
        "only roles have sessions")
      return [1, principal.kind.rawValue.utf8.count, principal.session?.utf8.count ?? -1, arn.region.utf8.count]
    }
  }
#endif
