import AWS
import Assistant
import Core
import Storyblok

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `whoami` for people: aligned `Field: value` lines for AWS, a blank line, then Storyblok.
struct WhoAmIText {
  let report: WhoAmIReport
  let now: Date
  let explains: Bool

  /// The whole text.
  var text: StyledText {
    var blocks: [StyledText] = []
    if let aws = report.aws {
      blocks.append(Fields.render(fields(aws)) + notices(aws.notices))
      if explains { blocks.append(chain(aws.chain)) }
    }
    if let storyblok = report.storyblok {
      blocks.append(Fields.render(fields(storyblok)) + notices(storyblok.notices) + failure(of: storyblok))
    }
    if explains { blocks.append(settings) }
    return blocks.filter { !$0.spans.isEmpty }.enumerated().reduce(into: StyledText()) { text, block in
      text += (block.offset == 0 ? StyledText() : StyledText("\n")) + block.element
    }
  }

  private func fields(_ aws: AWSIdentity) -> [Fields.Line] {
    var lines: [Fields.Line] = []
    if let caller = aws.caller {
      lines.append(("Account", caller.account))
      lines.append(("ARN", caller.arn))
      lines.append(("User ID", caller.userID))
    }
    if let principal = aws.principal { lines.append(("Principal", words(principal))) }
    if let origin = aws.origin {
      lines.append(("Credentials", "\(origin.source.name): \(origin.detail)"))
    }
    if let profile = profile(aws) { lines.append(("Profile", profile)) }
    if let set = aws.credentials?.credentials {
      let kind = set.sessionToken == nil ? "no session token" : "with a session token"
      lines.append(("Access key", "\(set.accessKeyID) (\(kind))"))
      if let end = set.expiration {
        let relative = RelativeTime.describe(end.timeIntervalSince1970, now: now.timeIntervalSince1970)
        lines.append(("Expires", "\(Timestamp.text(end)) (\(relative))"))
      }
    }
    if let key = aws.apiKey, aws.credentials != nil {
      lines.append(("Bedrock key", "\(key.place) (used for Bedrock instead of the credentials)"))
    }
    if let region = aws.region { lines.append(("Region", "\(region.value) (\(region.origin.place))")) }
    if let endpoint = aws.endpoint {
      lines.append(("Endpoint", "\(endpoint.value) (\(endpoint.origin.place))"))
    }
    if let skew = aws.clockSkew, abs(skew) > 60 {
      let side = skew > 0 ? "ahead of" : "behind"
      lines.append(("Clock", "\(RelativeTime.span(Double(skew.magnitude))) \(side) AWS"))
    }
    return lines
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

  private func fields(_ storyblok: StoryblokIdentity) -> [Fields.Line] {
    var lines: [Fields.Line] = []
    if let origin = storyblok.tokenOrigin {
      let kind = storyblok.kind.map { "\($0.rawValue) token" } ?? "token"
      lines.append(("Storyblok", "\(kind) (\(origin.place))"))
    } else {
      lines.append(("Storyblok", "no token"))
    }
    if let space = storyblok.space {
      lines.append(("Space", "\(space.name) (\(space.id))"))
    } else if let id = storyblok.spaceID {
      lines.append(("Space", "\(id)"))
    }
    if let user = storyblok.user {
      lines.append(("User", [user.name, user.email].compactMap(\.self).joined(separator: ", ")))
    }
    if let region = storyblok.region {
      lines.append(("Region", "\(region.value.rawValue) (\(region.origin.place))"))
    }
    if let base = storyblok.base { lines.append(("API base", base)) }
    return lines
  }

  private func failure(of storyblok: StoryblokIdentity) -> StyledText {
    // Where it decides the exit status it is printed as the error of the run.
    guard let failure = storyblok.failure, report.failure != failure else { return StyledText() }
    var text = StyledText("Failed: ", .red) + StyledText(failure.sentence + "\n")
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
        step.reason.map { "  " + name + String(repeating: " ", count: width - name.count) + "  " + $0 + "\n" }
          ?? "  \(name)\n")
    }
    return text
  }

  private var settings: StyledText {
    var text = StyledText("Settings:\n", .bold)
    let width = report.settings.map { $0.key.name.count }.max() ?? 0
    for row in report.settings {
      let name = row.key.name
      let value: String
      switch row.origin {
      case nil: value = "not set"
      case .default: value = row.value.map { "\($0) (default)" } ?? "default: \(row.key.fallback ?? "")"
      case let origin?: value = "\(row.value ?? "set, not shown") (\(origin.place))"
      }
      text += StyledText("  \(name)\(String(repeating: " ", count: width - name.count))  \(value)\n")
    }
    return text
  }
}

/// `Field: value` lines, the values below one another.
enum Fields {
  typealias Line = (name: String, value: String)

  static func render(_ lines: [Line]) -> StyledText {
    let width = 13
    return lines.reduce(into: StyledText()) { text, line in
      let name = line.name + ":"
      text += StyledText(name, .bold)
      text += StyledText(
        String(repeating: " ", count: max(1, width - name.count)) + Sanitizer.line(line.value) + "\n")
    }
  }
}
