import Core
import HTTP

/// The failures of all error responses of Storyblok.
extension StoryblokConnection {
  static let tokenPage = "https://app.storyblok.com/#/me/account?tab=token"

  /// The failure of a response with an error status.
  func failure(_ response: Response, of call: StoryblokCall, as access: Access) -> Failure {
    let text = StoryblokMessage.text(of: response, without: environment.secrets)
    var failure =
      switch response.status {
      case 401: refused(call, access)
      case 402, 403: forbidden(call, access, text)
      case 404: missing(call, access)
      case 429: throttled(response)
      case 400, 405...422:
        Failure(
          .validation, "Storyblok refused the request" + (text.map { ": \($0)" } ?? ""),
          hint: "check the term, slugs and content type; \(switch: .debug) shows the request")
      case 500...:
        Failure(
          .serviceError, "Storyblok answered \(response.status) at \(response.url.host)",
          hint: "try again in a moment; https://status.storyblok.com tells of disturbances",
          moreHints: pageHints(response))
      default: unexpected(response)
      }
    failure.service = "storyblok"
    failure.httpStatus = response.status
    failure.requestID = response.headers["X-Request-Id"]
    failure.serviceMessage = StoryblokMessage.whole(of: response, without: environment.secrets)
    return failure.counting(response)
  }

  /// The refusal of a token by each API that was tried.
  func refused(_ failure: Failure, as tried: [Access]) -> Failure {
    guard failure.code == .invalidToken else { return failure }
    let families = [tried.first { $0.isManagement }, tried.first { !$0.isManagement }].compactMap(\.self).map {
      "the \($0.isManagement ? "management" : "delivery") API (\(host($0)))"
    }
    var copy = failure
    copy.sentence =
      families.count == 2
      ? "Storyblok refused the token: neither \(families[0]) nor \(families[1]) accepts it"
      : "Storyblok refused the token: \(families.joined()) does not accept it"
    return copy
  }

  /// The failure of a response that does not match the API.
  func unreadable(_ response: Response) -> Failure {
    var failure = unexpected(response)
    failure.service = "storyblok"
    failure.httpStatus = response.status
    return failure.counting(response)
  }

  /// The failure of a management token without a space.
  var noSpace: Failure {
    Failure(
      .noToken, "no Storyblok space is set",
      hint: "export STORYBLOK_SPACE_ID=… or use \(option: .space) ID; only a delivery token names its own space",
      service: "storyblok")
  }

  /// The failure of a rate limit that still applies after the last attempt.
  func throttled(_ response: Response) -> Failure {
    let text = StoryblokMessage.text(of: response, without: environment.secrets)
    return Failure(
      .throttled, "Storyblok still refuses requests as too many" + (text.map { ": \($0)" } ?? ""),
      hint: "wait a moment and try again, or raise \(option: .attempts); other programs may share the limit",
      service: "storyblok", httpStatus: 429,
      serviceMessage: StoryblokMessage.whole(of: response, without: environment.secrets))
  }

  private func refused(_ call: StoryblokCall, _ access: Access) -> Failure {
    if access == .delivery, self.access == .delivery, call.version == .draft { return noDrafts }
    let region = configuration.regionHint ?? unknownRegionHint
    let page: Remedy =
      "check the token (\(configuration.token.origin.place)); tokens are made at \(Self.tokenPage)"
    return Failure(
      .invalidToken, "Storyblok refused the token at \(host(access))", hint: region ?? page,
      moreHints: (region == nil ? [] : [page])
        + (access.isManagement && UnscopedTokens.haveEnded(environment.clock)
          ? ["personal tokens without scopes ended on 30 November 2026: " + UnscopedTokens.remedy] : []))
  }

  private func forbidden(_ call: StoryblokCall, _ access: Access, _ text: String?) -> Failure {
    if access == .delivery, call.version == .draft { return noDrafts }
    let said = text.map { ": \($0)" } ?? ""
    switch call.subject {
    case .strata
    where text?.lowercased().contains("plan") == true || text?.lowercased().contains("upgrade") == true:
      var failure = Failure(
        .accessDenied, "the plan of space \(spaceWord) has no Strata search\(said)",
        hint: "search by text instead: \(switch: .backend) fulltext (auto does so by itself)")
      failure.reason = .strataNeedsPlan
      return failure
    case .strata:
      var failure = Failure(
        .accessDenied, "the token may not search space \(spaceWord) by meaning\(said)",
        hint: access.isManagement
          ? "give it the scope strata:read at \(Self.tokenPage)"
          : "check that the plan of the space includes Strata",
        moreHints: ["or search by text: \(switch: .backend) fulltext (auto does so by itself)"])
      if access.isManagement { failure.reason = .strataNeedsScope }
      return failure
    case .user:
      return Failure(
        .accessDenied, "the token may not read its user\(said)",
        hint: "scoped tokens may not; nothing needs it")
    default:
      return Failure(
        .accessDenied, "the token may not read space \(spaceWord)\(said)",
        hint: "give it the scope to read stories, or ask the space's owner for a role that may")
    }
  }

  private func missing(_ call: StoryblokCall, _ access: Access) -> Failure {
    let region = configuration.regionHint
    switch call.subject {
    case .vsearches:
      return Failure(
        .notFound, "\(host(access)) does not know vsearches for space \(spaceWord)",
        hint: region ?? "leave \(switch: .backend) out: auto uses what the space has")
    case .strata:
      // The delivery API serves a token's own space, which therefore exists. The management API answers the same for a
      // space that it does not know.
      let others: Remedy = "search by text instead: \(switch: .backend) fulltext (auto does so by itself)"
      guard access.isManagement else {
        return Failure(.notFound, "space \(spaceWord) has no Strata search at \(host(access))", hint: others)
      }
      return Failure(
        .notFound, "\(host(access)) has no Strata search for space \(spaceWord), or does not know the space",
        hint: region ?? others, moreHints: [region == nil ? spaceHint : others])
    case .release:
      return Failure(
        .notFound, "space \(spaceWord) has no such release",
        hint: region ?? "its number is in the address of the release in Storyblok")
    default:
      return Failure(
        .notFound, "space \(spaceWord) was not found at \(host(access))",
        hint: region ?? spaceHint,
        moreHints: region == nil && configuration.isCustomBase
          ? ["the base URL comes from \(configuration.baseOrigin.place)"] : [])
    }
  }

  private var noDrafts: Failure {
    Failure(
      .accessDenied, "the token cannot read drafts: it is a public delivery token",
      hint:
        "use the space's preview token (Settings > Access Tokens) or a personal access token, or leave \(switch: .draft) out"
    )
  }

  private func unexpected(_ response: Response) -> Failure {
    Failure(
      .badResponse,
      "\(response.url.host) answered with something that is not what the Storyblok API promises",
      hint: configuration.isCustomBase
        ? "check the base URL (\(configuration.baseOrigin.place)): it should be a Storyblok API host"
        : "try again; if it persists, \(switch: .debug) shows the answer")
  }

  /// Without space and region, a delivery token of another region cannot be told from a wrong one.
  private var unknownRegionHint: Remedy? {
    guard configuration.space == nil, let region = configuration.region, region.origin == .default else {
      return nil
    }
    return
      "the region is not known, \(region.value.rawValue) was tried: set STORYBLOK_SPACE_ID or \(option: .storyblokRegion)"
  }

  private var spaceHint: Remedy {
    "check \(configuration.space?.origin.place ?? "STORYBLOK_SPACE_ID"), and that the token's user is a member of the space"
  }

  private var spaceWord: String { configuration.space.map { String($0.value) } ?? "of the token" }

  private func host(_ access: Access) -> String { access.base(configuration).authority }
}
