import AWS
import Assistant
import Core
import Storyblok

/// The fields of `whoami` (contract §4).
enum IdentityRecord {
  /// The fields of a report, in the document of success and in that of failure.
  static func fields(_ report: WhoAmIReport) -> Record {
    [
      "aws": .record(report.aws.map(record)),
      "storyblok": .record(report.storyblok.map(record)),
      "settings": .records(report.settings.map(record)),
    ]
  }

  private static func record(_ aws: AWSIdentity) -> Record {
    [
      "account": .text(aws.caller?.account),
      "arn": .text(aws.caller?.arn),
      "user_id": .text(aws.caller?.userID),
      "principal": .record(
        aws.principal.map {
          ["type": .text($0.kind.rawValue), "name": .text($0.name), "session": .text($0.session)]
        }),
      "credentials": .record(aws.origin.map { credentials(aws.credentials?.credentials, $0) }),
      "region": .record(
        aws.region.map {
          [
            "value": .text($0.value), "source": .text($0.origin.word), "detail": .text($0.origin.place),
          ]
        }),
      "chain": .records(
        aws.chain.map {
          [
            "source": .text($0.source.name), "outcome": .text($0.outcome.rawValue), "reason": .text($0.reason?.text),
          ]
        }),
      "endpoint": .record(aws.endpoint.map { ["value": .text($0.value), "source": .text($0.origin.word)] }),
      "bedrock_api_key": .text(aws.apiKey?.place),
      "clock_skew_seconds": .integer(aws.clockSkew),
      "notices": .records(aws.notices.map(notice)),
      "error": .record(aws.failure.map(error)),
    ]
  }

  private static func credentials(_ set: Credentials?, _ origin: CredentialOrigin) -> Record {
    [
      "source": .text(origin.source.name),
      "detail": .text(origin.detail),
      "profile": .text(origin.profile),
      "access_key_id": .text(set?.shownAccessKeyID),
      "has_session_token": .bool(set.map { $0.sessionToken != nil }),
      "expires_at": .text(set?.expiration.map(Timestamp.text)),
    ]
  }

  private static func record(_ storyblok: StoryblokIdentity) -> Record {
    [
      "token_kind": .text(storyblok.kind?.rawValue),
      "space": .record(
        (storyblok.space?.id ?? storyblok.spaceID).map {
          ["id": .integer($0), "name": .text(storyblok.space?.name)]
        }),
      "region": .text(storyblok.region?.value.rawValue),
      "api_base": .text(storyblok.base),
      "token_source": .text(storyblok.tokenOrigin?.word),
      "user": .record(
        storyblok.user.map { ["id": .integer($0.id), "name": .text($0.name), "email": .text($0.email)] }),
      "spaces": storyblok.spaces.map { Record.Value.records($0.map(space)) } ?? .record(nil),
      "index": .record(storyblok.index.map(IndexRecord.record)),
      "notices": .records(storyblok.notices.map(notice)),
      "error": .record(storyblok.failure.map(error)),
    ]
  }

  private static func space(_ space: Space) -> Record {
    ["id": .integer(space.id), "name": .text(space.name), "region": .text(space.region?.rawValue)]
  }

  private static func record(_ row: SettingRow) -> Record {
    [
      "name": .text(row.name), "value": .text(row.value), "source": .text(row.origin?.word),
      "detail": .text(row.origin == .default ? row.fallback : row.origin?.place),
    ]
  }

  private static func notice(_ notice: Notice) -> Record {
    ["text": .text(notice.text), "hint": .text(notice.hint.text)]
  }

  private static func error(_ failure: Failure) -> Record { FailureDocument(failure).details }
}
