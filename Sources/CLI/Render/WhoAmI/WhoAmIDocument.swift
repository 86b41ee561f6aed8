import AWS
import Assistant
import Core
import Storyblok

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The JSON document of `whoami` (contract §4).
enum WhoAmIDocument {
  /// The whole document of a run that succeeded.
  static func success(_ report: WhoAmIReport, now: Date) -> JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.member("status", "success")
      members(report, now: now, &json)
    }
    return json
  }

  /// What stands beside the status, and in the error document beside the error.
  static func members(_ report: WhoAmIReport, now: Date, _ json: inout JSONWriter) {
    json.key("aws")
    if let aws = report.aws { write(aws, &json) } else { json.null() }
    json.key("storyblok")
    if let storyblok = report.storyblok { write(storyblok, &json) } else { json.null() }
    json.key("settings")
    json.array { json in for row in report.settings { write(row, &json) } }
  }

  private static func write(_ aws: AWSIdentity, _ json: inout JSONWriter) {
    json.object { json in
      json.member("account", aws.caller?.account)
      json.member("arn", aws.caller?.arn)
      json.member("user_id", aws.caller?.userID)
      json.key("principal")
      optional(aws.principal, &json) { principal, json in
        json.member("type", principal.kind.rawValue)
        json.member("name", principal.name)
        json.member("session", principal.session)
      }
      json.key("credentials")
      optional(aws.origin, &json) { origin, json in
        let set = aws.credentials?.credentials
        json.member("source", origin.source.name)
        json.member("detail", origin.detail)
        json.member("profile", origin.profile)
        json.member("access_key_id", set?.accessKeyID)
        json.member("has_session_token", set.map { $0.sessionToken != nil })
        json.member("expires_at", set?.expiration.map(Timestamp.text))
      }
      json.key("region")
      optional(aws.region, &json) { region, json in
        json.member("value", region.value)
        json.member("source", region.origin.word)
        json.member("detail", region.origin.place)
      }
      json.key("chain")
      json.array { json in
        for step in aws.chain {
          json.object { json in
            json.member("source", step.source.name)
            json.member("outcome", step.outcome.rawValue)
            json.member("reason", step.reason)
          }
        }
      }
      json.key("endpoint")
      optional(aws.endpoint, &json) { endpoint, json in
        json.member("value", endpoint.value)
        json.member("source", endpoint.origin.word)
      }
      json.member("bedrock_api_key", aws.apiKey?.place)
      json.member("clock_skew_seconds", aws.clockSkew)
      write(aws.notices, &json)
      write(aws.failure, &json)
    }
  }

  private static func write(_ storyblok: StoryblokIdentity, _ json: inout JSONWriter) {
    json.object { json in
      json.member("token_kind", storyblok.kind?.rawValue)
      json.key("space")
      if let space = storyblok.space {
        json.object { json in
          json.key("id")
          json.integer(space.id)
          json.member("name", space.name)
        }
      } else if let id = storyblok.spaceID {
        json.object { json in
          json.key("id")
          json.integer(id)
          json.member("name", nil as String?)
        }
      } else {
        json.null()
      }
      json.member("region", storyblok.region?.value.rawValue)
      json.member("api_base", storyblok.base)
      json.member("token_source", storyblok.tokenOrigin?.word)
      json.key("user")
      optional(storyblok.user, &json) { user, json in
        json.key("id")
        json.integer(user.id)
        json.member("name", user.name)
        json.member("email", user.email)
      }
      write(storyblok.notices, &json)
      write(storyblok.failure, &json)
    }
  }

  private static func write(_ row: SettingRow, _ json: inout JSONWriter) {
    json.object { json in
      json.member("name", row.key.name)
      json.member("value", row.value)
      json.member("source", row.origin?.word)
      json.member("detail", row.origin == .default ? row.key.fallback : row.origin?.place)
    }
  }

  private static func write(_ notices: [Notice], _ json: inout JSONWriter) {
    json.key("notices")
    json.array { json in
      for notice in notices {
        json.object { json in
          json.member("text", notice.text)
          json.member("hint", notice.hint.text)
        }
      }
    }
  }

  private static func write(_ failure: Failure?, _ json: inout JSONWriter) {
    json.key("error")
    optional(failure, &json) { failure, json in
      json.member("error", failure.sentence)
      json.member("code", failure.code.rawValue)
      json.member("hint", failure.hints.map(\.text).joined(separator: "\n"))
    }
  }

  private static func optional<Value>(
    _ value: Value?, _ json: inout JSONWriter, _ body: (Value, inout JSONWriter) -> Void
  ) {
    guard let value else { return json.null() }
    json.object { body(value, &$0) }
  }
}
