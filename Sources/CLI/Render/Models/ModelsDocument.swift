import Assistant
import Core

/// The JSON document of `models`.
enum ModelsDocument {
  /// Models, and with several regions what each came to.
  static func document(_ result: ModelsResult, region: String) -> JSONWriter {
    let isOne = result.regions.count == 1
    var json = JSONWriter()
    json.object { json in
      json.member("status", "success")
      json.member("region", isOne ? result.regions[0].region : region)
      json.key("models")
      json.array { json in for row in result.rows { model(row, withRegion: !isOne, &json) } }
      if !isOne {
        json.key("regions")
        json.array { json in
          for (region, failure) in result.regions {
            json.object { json in
              json.member("region", region)
              json.member("status", failure == nil ? "success" : "error")
              json.member("error", failure?.sentence)
              json.member("code", failure?.code.rawValue)
            }
          }
        }
      }
    }
    return json
  }

  private static func model(_ row: ModelRow, withRegion: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", row.id)
      json.member("name", row.name)
      json.member("provider", row.provider)
      json.member("lifecycle", row.lifecycle)
      json.member("streaming", row.streaming)
      json.member("on_demand", row.onDemand)
      json.member("inference_profiles", row.profiles)
      json.member("invoke_with", row.invokeWith)
      json.key("access")
      access(row.access, &json)
      json.member("end_of_life", row.endOfLife)
      if withRegion { json.member("region", row.region) }
    }
  }

  private static func access(_ access: ModelRow.Access?, _ json: inout JSONWriter) {
    let (status, problems): (String, [String])
    switch access {
    case nil: return json.null()
    case .ok: (status, problems) = ("ok", [])
    case .problems(let found): (status, problems) = ("not_ok", found)
    case .unknown(let why): (status, problems) = ("unknown", [why])
    }
    json.object { json in
      json.member("status", status)
      json.member("problems", problems)
    }
  }
}
