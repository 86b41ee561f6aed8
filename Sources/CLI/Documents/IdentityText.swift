import AWS
import Assistant
import Core
import Storyblok

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `whoami` as text: aligned `Field: value` lines for AWS, an empty line, then Storyblok.
struct IdentityText {
  let report: WhoAmIReport
  let now: Date
  let explains: Bool

  /// The whole text.
  var text: StyledText {
    var blocks: [StyledText] = []
    if let aws = report.aws {
      blocks.append(RecordFields.text(fields(aws)) + notices(aws.notices))
      if explains { blocks.append(chain(aws.chain)) }
    }
    if let storyblok = report.storyblok {
      blocks.append(
        RecordFields.text(fields(storyblok)) + spaces(storyblok.spaces ?? []) + notices(storyblok.notices)
          + failure(of: storyblok))
    }
    if explains { blocks.append(settings) }
    return blocks.filter { !$0.spans.isEmpty }.enumerated().reduce(into: StyledText()) { text, block in
      text += (block.offset == 0 ? StyledText() : StyledText("\n")) + block.element
    }
  }

  private func fields(_ aws: AWSIdentity) -> Record {
    let set = aws.credentials?.credentials
    return [
      "Account": .text(aws.caller?.account),
      "ARN": .text(aws.caller?.arn),
      "User ID": .text(aws.caller?.userID),
      "Principal": .text(aws.principal.map(words)),
      "Credentials": .text(aws.origin.map { "\($0.source.name): \($0.detail)" }),
      "Profile": .text(profile(aws)),
      "Access key": .text(
        set.map { "\($0.shownAccessKeyID) (\($0.sessionToken == nil ? "no session token" : "with a session token"))" }),
      "Expires": .text(set?.expiration.map(expiry)),
      "Bedrock key": .text(
        set == nil ? nil : aws.apiKey.map { "\($0.place) (used for Bedrock instead of the credentials)" }),
      "Region": .text(aws.region.map { "\($0.value) (\($0.origin.place))" }),
      "Endpoint": .text(aws.endpoint.map { "\($0.value) (\($0.origin.place))" }),
      "Clock": .text(aws.clockSkew.flatMap(clock)),
    ]
  }

  private func expiry(_ end: Date) -> String {
    "\(Timestamp.text(end)) (\(RelativeTime.describe(end.timeIntervalSince1970, now: now.timeIntervalSince1970)))"
  }

  /// The deviation of the clock; nil below one minute.
  private func clock(_ skew: Int) -> String? {
    guard abs(skew) > 60 else { return nil }
    return "\(RelativeTime.span(Double(skew.magnitude))) \(skew > 0 ? "ahead of" : "behind") AWS"
  }

  private func profile(_ aws: AWSIdentity) -> String? {
    guard let selection = aws.selection else { return nil }
    if selection.isNamed { return "\(selection.name) (\(selection.origin.place))" }
    return aws.origin?.profile
  }

  private func words(_ principal: Principal) -> String {
    let session = principal.session.map { ", session \($0)" } ?? ""
    switch principal.kind {
    case .user: return "user \(principal.name)"
    case .assumedRole: return "role \(principal.name)\(session)"
    case .permissionSet: return "SSO permission set \(principal.name)\(session)"
    case .root: return "the root user"
    case .federatedUser: return "federated user \(principal.name)"
    case .other: return principal.name
    }
  }

  private func fields(_ storyblok: StoryblokIdentity) -> Record {
    [
      "Storyblok": .text(
        storyblok.tokenOrigin.map { origin in
          let kind = storyblok.kind.map { "\($0.rawValue) token" } ?? "token"
          return "\(kind) (\(origin.place))"
        } ?? "no token"),
      "Space": .text(storyblok.space.map { "\($0.name) (\($0.id))" } ?? storyblok.spaceID.map { "\($0)" }),
      "User": .text(
        storyblok.user.map { [$0.name, $0.email].compactMap(\.self).joined(separator: ", ") }),
      "Region": .text(storyblok.region.map { "\($0.value.rawValue) (\($0.origin.place))" }),
      "API base": .text(storyblok.base),
      "Index": .text(storyblok.index.map { IndexRecord.line($0, now: now) }),
    ]
  }

  /// The spaces that the token reaches, one a line: id, region, name.
  private func spaces(_ spaces: [Space]) -> StyledText {
    guard !spaces.isEmpty else { return StyledText() }
    var text = StyledText("Spaces:\n", .bold)
    let width = spaces.map { String($0.id).count }.max() ?? 0
    for space in spaces {
      let id = String(space.id)
      text += StyledText(
        "  \(id)\(String(repeating: " ", count: width - id.count))  \(space.region?.rawValue ?? "  ")  \(Sanitizer.line(space.name))\n"
      )
    }
    return text
  }

  private func failure(of storyblok: StoryblokIdentity) -> StyledText {
    // A failure that decides the exit status is printed as the error of the run.
    guard let failure = storyblok.failure, report.failure != failure else { return StyledText() }
    var text = StyledText("Failed: ", .red) + StyledText(failure.sentence + "\n")
    if let line = FailureDocument(failure).serviceLine { text += line }
    for hint in failure.hints { text += StyledText("  hint: ", .cyan) + StyledText(hint.text + "\n") }
    return text
  }

  private func notices(_ notices: [Notice]) -> StyledText {
    notices.reduce(into: StyledText()) { text, notice in
      text += StyledText("Note: ", .yellow) + StyledText(notice.text + "\n")
      text += StyledText("  hint: ", .cyan) + StyledText(notice.hint.text + "\n")
    }
  }

  private func chain(_ steps: [ChainStep]) -> StyledText {
    guard !steps.isEmpty else { return StyledText() }
    var text = StyledText("Credentials are looked for in this order:\n", .bold)
    let width = steps.map { $0.source.name.count }.max() ?? 0
    for step in steps {
      let (mark, style): (String, Style) =
        switch step.outcome {
        case .used: ("used       ", .green)
        case .skipped: ("skipped    ", .plain)
        case .failed: ("failed     ", .red)
        case .notReached: ("not reached", .dim)
        }
      let name = step.source.name
      text += StyledText("  " + mark, style)
      text += StyledText(
        step.reason.map { "  " + name + String(repeating: " ", count: width - name.count) + "  " + $0.text + "\n" }
          ?? "  \(name)\n")
    }
    return text
  }

  private var settings: StyledText {
    var text = StyledText("Settings:\n", .bold)
    let width = report.settings.map { $0.name.count }.max() ?? 0
    for row in report.settings {
      let name = row.name
      let value: String
      switch row.origin {
      case nil: value = "not set"
      case .default: value = row.value.map { "\($0) (default)" } ?? "default: \(row.fallback ?? "")"
      case let origin?: value = "\(row.value ?? "set, not shown") (\(origin.place))"
      }
      text += StyledText("  \(name)\(String(repeating: " ", count: width - name.count))  \(value)\n")
    }
    return text
  }
}
