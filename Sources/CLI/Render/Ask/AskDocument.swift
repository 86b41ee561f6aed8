import AWS
import Assistant
import Core

/// The JSON documents of `ask`.
enum AskDocument {
  /// An answer.
  static func success(_ answer: AskAnswer) -> JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.member("status", "success")
      json.member("action", answer.action.rawValue)
      json.member("response", answer.response)
      json.member("raw_response", answer.rawResponse)
      json.key("results")
      results(answer.results, &json)
      json.key("analysis")
      analysis(answer.analysis, &json)
      json.key("clarify")
      if let clarify = answer.clarify {
        json.object { json in
          json.member("field", clarify.field)
          json.member("options", clarify.options)
        }
      } else {
        json.null()
      }
      json.key("sources")
      json.array { json in for story in answer.sources { source(story, &json) } }
      json.member("conversation_id", answer.conversationID)
      model(answer.model, &json)
      json.member("stop_reason", answer.stopReason.rawValue)
      usage(answer, &json)
      json.member("cost_usd", answer.cost.map { ($0 * 1e7).rounded() / 1e7 })
    }
    return json
  }

  /// A failure, with what had been said by then.
  static func report(on interruption: AskInterruption) -> FailureReport {
    FailureReport(interruption.failure) { json in
      json.member("partial_response", interruption.partialResponse.isEmpty ? nil : interruption.partialResponse)
      json.member("conversation_id", interruption.conversationID)
    }
  }

  /// The request that would be sent.
  static func dryRun(_ request: ConverseRequest, _ region: String, _ streams: Bool) -> JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.member("operation", streams ? "ConverseStream" : "Converse")
      json.member("region", region)
      model(request.model, &json)
      json.key("body")
      json.raw(request.body())
    }
    return json
  }

  /// The member that says which model was meant and which was called.
  static func model(_ choice: ModelChoice, _ json: inout JSONWriter) {
    json.key("model")
    json.object { json in
      json.member("requested", choice.requested)
      json.member("used", choice.used)
    }
  }

  private static func results(_ findings: Findings?, _ json: inout JSONWriter) {
    guard let findings else { return json.null() }
    json.object { json in
      json.key("stories")
      json.array { json in for story in findings.stories { story.write(FoundStory.Member.kept, to: &json) } }
      json.member("total", findings.total)
      json.member("total_is_exact", findings.isExact)
    }
  }

  private static func analysis(_ analysis: AskAnswer.Analysis?, _ json: inout JSONWriter) {
    guard let analysis else { return json.null() }
    json.object { json in
      json.member("description", analysis.description)
      json.member("count", analysis.count)
      json.member("count_is_exact", analysis.isExact)
      json.member("search_term", analysis.searchTerm)
      json.member("content_type", analysis.contentType)
      json.member("analysis_type", "count")
    }
  }

  private static func source(_ story: FoundStory, _ json: inout JSONWriter) {
    json.object { json in
      json.key("story_id")
      json.integer(story.id)
      json.member("name", story.name)
      json.member("slug", story.slug)
      json.member("url", story.url ?? story.editorURL)
    }
  }

  private static func usage(_ answer: AskAnswer, _ json: inout JSONWriter) {
    json.key("usage")
    json.object { json in
      json.member("input_tokens", answer.usage.input)
      json.member("output_tokens", answer.usage.output)
      json.member("cache_read_input_tokens", answer.usage.cacheRead)
      json.member("cache_write_input_tokens", answer.usage.cacheWrite)
      json.member("requests", answer.requests)
    }
  }
}
