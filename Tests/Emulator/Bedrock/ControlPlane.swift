/// Bedrock's listings.
struct ControlPlane {
  private let exchange: Exchange
  private var world: BedrockWorld { exchange.scenario.bedrock }

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    do throws(ServiceError) {
      let caller = try BedrockAuthorization(exchange: exchange).caller()
      let operation = exchange.route.operation
      let name = exchange.request.segments.dropFirst().joined(separator: "/")
      switch operation {
      case "ListFoundationModels":
        try BedrockAuthorization.check(caller, "bedrock:ListFoundationModels", on: ["*"])
        return try reply(models(caller.region))
      case "GetFoundationModel":
        let arn = "arn:aws:bedrock:\(caller.region)::foundation-model/\(Self.last(name))"
        try BedrockAuthorization.check(caller, "bedrock:GetFoundationModel", on: [arn])
        return try reply(["modelDetails": summary(model(Self.last(name), caller.region), caller.region)])
      case "ListInferenceProfiles":
        try BedrockAuthorization.check(caller, "bedrock:ListInferenceProfiles", on: ["*"])
        return try reply(profiles(caller.region))
      case "GetInferenceProfile": return try reply(profile(name, caller))
      default: return try reply(availability(name, caller))
      }
    } catch {
      return error.reply(exchange)
    }
  }

  private func reply(_ value: JSON) -> Reply {
    .json(value, headers: [("x-amzn-RequestId", exchange.requestID)])
  }

  private static func last(_ name: String) -> String {
    name.hasPrefix("arn:") ? name.split(separator: "/").last.map(String.init) ?? name : name
  }

  private func model(_ id: String, _ region: String) throws(ServiceError) -> Model {
    guard let model = world.model(id), model.offered(in: region) else {
      throw ServiceError(
        404, "ResourceNotFoundException",
        "Could not resolve the foundation model from the provided model identifier.")
    }
    return model
  }

  private func models(_ region: String) throws(ServiceError) -> JSON {
    let request = exchange.request
    var found = world.models.filter { $0.offered(in: region) && $0.access != .endOfLife }
    for (name, value) in request.parameters {
      switch name {
      case "byProvider": found = found.filter { $0.provider.lowercased() == value.lowercased() }
      case "byOutputModality": found = found.filter { $0.output.contains(value) }
      case "byInferenceType": found = found.filter { value == "ON_DEMAND" && $0.isOnDemand(in: region) }
      case "byCustomizationType": found = []
      default: continue
      }
    }
    return ["modelSummaries": .array(found.map { summary($0, region) })]
  }

  private func summary(_ model: Model, _ region: String) -> JSON {
    var types: [String] = model.isOnDemand(in: region) ? ["ON_DEMAND"] : []
    if model.profiles.contains(where: { Geography.covers($0, region) }) { types.append("INFERENCE_PROFILE") }
    var lifecycle: JSON = ["status": .string(model.lifecycle), "startOfLifeTime": "2025-09-29T00:00:00Z"]
    if let time = model.legacyTime { lifecycle = lifecycle.adding("legacyTime", .string(time)) }
    if let time = model.endOfLife { lifecycle = lifecycle.adding("endOfLifeTime", .string(time)) }
    return [
      "modelArn": .string("arn:aws:bedrock:\(region)::foundation-model/\(model.id)"),
      "modelId": .string(model.id), "modelName": .string(model.name), "providerName": .string(model.provider),
      "inputModalities": .texts(model.input), "outputModalities": .texts(model.output),
      "responseStreamingSupported": .bool(model.output == ["TEXT"]), "customizationsSupported": [],
      "inferenceTypesSupported": .texts(types), "modelLifecycle": lifecycle,
    ]
  }

  private func profiles(_ region: String) throws(ServiceError) -> JSON {
    let request = exchange.request
    let type = request.parameter("type")
    if let type, type != "SYSTEM_DEFINED", type != "APPLICATION" {
      throw ServiceError(
        400, "ValidationException",
        Self.constraint(type, "typeEquals", "satisfy enum value set: [SYSTEM_DEFINED, APPLICATION]"))
    }
    let most = request.parameter("maxResults") ?? "100"
    guard let size = Int(most), (1...1000).contains(size) else {
      throw ServiceError(
        400, "ValidationException",
        Self.constraint(most, "maxResults", "have value less than or equal to 1000"))
    }
    // Without a type, only the system's own are listed.
    let all = world.profiles(in: region).filter { $0.type == type ?? "SYSTEM_DEFINED" }
    var start = 0
    if let token = request.parameter("nextToken") {
      guard let offset = Self.offset(token), offset < all.count else {
        throw ServiceError(400, "ValidationException", "The provided nextToken is not valid.")
      }
      start = offset
    }
    let page = all[start..<min(all.count, start + size)]
    let summaries: JSON = ["inferenceProfileSummaries": .array(page.map(\.json))]
    return page.endIndex < all.count
      ? summaries.adding("nextToken", .string("next+page/\(page.endIndex)=&end==")) : summaries
  }

  private static func offset(_ token: String) -> Int? {
    guard token.hasPrefix("next+page/"), token.hasSuffix("=&end==") else { return nil }
    return Int(token.dropFirst(10).dropLast(7))
  }

  private static func constraint(_ value: String, _ name: String, _ rule: String) -> String {
    "1 validation error detected: Value '\(value)' at '\(name)' failed to satisfy constraint: Member must "
      + "\(rule)"
  }

  private func profile(_ name: String, _ caller: Caller) throws(ServiceError) -> JSON {
    let found = world.profiles(in: caller.region).first {
      $0.arn == name || ($0.id == name)
    }
    let arn = found?.arn ?? "arn:aws:bedrock:\(caller.region):\(world.account):inference-profile/\(name)"
    try BedrockAuthorization.check(caller, "bedrock:GetInferenceProfile", on: [arn])
    guard let found else {
      throw ServiceError(404, "ResourceNotFoundException", "The requested inference profile was not found.")
    }
    return found.json
  }

  private func availability(_ name: String, _ caller: Caller) throws(ServiceError) -> JSON {
    let arn = "arn:aws:bedrock:\(caller.region)::foundation-model/\(name)"
    try BedrockAuthorization.check(caller, "bedrock:GetFoundationModelAvailability", on: [arn])
    guard let model = world.model(name) else {
      throw ServiceError(400, "ValidationException", "The provided model identifier is invalid.")
    }
    let agreed = model.access != .noAccess && model.access != .marketplace && model.access != .useCaseForm
    return [
      "modelId": .string(name),
      "agreementAvailability": ["status": agreed ? "AVAILABLE" : "NOT_AVAILABLE"],
      "authorizationStatus": model.access == .marketplace ? "NOT_AUTHORIZED" : "AUTHORIZED",
      "entitlementAvailability": model.access == .granted ? "AVAILABLE" : "NOT_AVAILABLE",
      "regionAvailability": model.offered(in: caller.region) ? "AVAILABLE" : "NOT_AVAILABLE",
    ]
  }
}
